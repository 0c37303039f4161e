import { useEffect, useMemo, useRef, type ReactElement } from 'react';
import { DataSet } from 'vis-data/esnext';
import { Timeline, type DataItem } from 'vis-timeline/esnext';
import 'vis-timeline/styles/vis-timeline-graph2d.css';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { formatInZone } from '../../../parsers/time/format.js';
import type { EventId } from '../../../parsers/model/ids.js';
import type { TimeRange } from '../../query/spec.js';
import { keyItems, MAX_IN_VIEW, rangeOfVis, visTime } from './key-items.js';
import type { Mark, Marks } from './marks.js';
import './key-events.css';

const STEP = 'key-step';

export interface KeyEventsProps {
  readonly marks: Marks;
  readonly bounds: TimeRange;
  readonly view: TimeRange;
  readonly zone: string;
  readonly onView: (view: TimeRange) => void;
  readonly onSelect: (id: EventId) => void;
  /** Opens a stated event. */
  readonly onStated: (id: string) => void;
}

/** Steps and annotated events as labelled points: the only place that knows vis-timeline. */
export function KeyEvents({ marks, bounds, view, zone, onView, onSelect, onStated }: KeyEventsProps): ReactElement {
  const container = useRef<HTMLDivElement>(null);
  const timeline = useRef<Timeline | null>(null);
  const items = useRef<DataSet<DataItem>>(new DataSet<DataItem>());
  const callbacks = useRef({ onView, onSelect, onStated, placed: marks.placed });
  const selected = marks.selected?.id;
  const { shown, inView } = useMemo(() => keyItems(marks.placed, view), [marks.placed, view]);

  useEffect(() => {
    callbacks.current = { onView, onSelect, onStated, placed: marks.placed };
  });

  useEffect(() => {
    const target = container.current;
    if (target === null) return undefined;
    const made = new Timeline(target, items.current, {
      height: '100%',
      orientation: { axis: 'top', item: 'top' },
      // The lanes below carry the axis, in the display zone; vis-timeline's own knows neither zones nor microseconds.
      showMajorLabels: false,
      showMinorLabels: false,
      showCurrentTime: false,
      showTooltips: false,
      selectable: true,
      stack: true,
      margin: { axis: 2, item: { horizontal: 4, vertical: 2 } },
      zoomMin: 10,
      zoomMax: 8e15,
      order: stepsFirst,
      template: contentOf,
    });
    made.on('rangechange', (change: { readonly start: Date; readonly end: Date; readonly byUser: boolean }) => {
      if (change.byUser) callbacks.current.onView(rangeOfVis(change.start, change.end));
    });
    made.on('select', ({ items: chosen }: { readonly items: readonly string[] }) => {
      const mark = callbacks.current.placed.find(({ id }) => id === chosen[0]);
      if (mark === undefined) return;
      if (mark.event === null) callbacks.current.onStated(mark.id);
      else callbacks.current.onSelect(mark.event);
    });
    timeline.current = made;
    return () => {
      timeline.current = null;
      made.destroy();
    };
  }, []);

  useEffect(() => {
    const wanted = shown.map((mark): DataItem => {
      const at = mark.claim.time;
      const text = `${mark.orderNote === null ? '' : '≈ '}${visibleText(mark.text)}`;
      const local = formatInZone(at, zone, mark.claim.resolution);
      return {
        id: mark.id,
        start: visTime(at),
        type: 'point',
        className: classOf(mark),
        content: mark.step === null ? text : `${mark.step}  ${text}`,
        title: `${local.text} ${local.zone}  ${text}`,
      };
    });
    const keep = new Set(wanted.map(({ id }) => id));
    items.current.remove(items.current.getIds().filter((id) => !keep.has(id)));
    items.current.update(wanted);
    timeline.current?.setSelection(selected !== undefined && keep.has(selected) ? [selected] : []);
  }, [shown, selected, zone]);

  useEffect(() => {
    timeline.current?.setOptions({
      min: visTime({ ms: bounds.fromMs, ns: 0 }),
      max: visTime({ ms: bounds.toMs, ns: 0 }),
    });
  }, [bounds]);

  useEffect(() => {
    timeline.current?.setWindow(view.fromMs * 1000, view.toMs * 1000, { animation: false });
  }, [view]);

  return (
    <section className="timeline-row key-events" aria-label="Key events: steps and annotated events">
      <div className="timeline-gutter timeline-caption">
        <span>Key events</span>
        <span className="muted">
          {inView > MAX_IN_VIEW
            ? `${MAX_IN_VIEW} of ${inView} in this range drawn`
            : `${inView} of ${marks.placed.length} in this range`}
          {marks.unplaced > 0 && `, ${marks.unplaced} undated`}
        </span>
      </div>
      <div className="timeline-plot" ref={container} />
      <ol className="visually-hidden">
        {shown.map(({ id, step, stated, text, orderNote }) => (
          <li key={id}>
            {step !== null && `Step ${step}: `}
            {visibleText(text)}
            {stated !== null && ` (stated by ${visibleText(stated.author)}, no record)`}
            {orderNote !== null && ` (${orderNote})`}
          </li>
        ))}
      </ol>
    </section>
  );
}

function classOf({ step, stated }: Mark): string {
  if (step !== null) return STEP;
  return stated === null ? 'key-annotation' : 'key-stated';
}

/** What stands nearest to the top: steps, then the earlier one. */
function stepsFirst(a: DataItem, b: DataItem): number {
  return Number(b.className === STEP) - Number(a.className === STEP) || Number(a.start) - Number(b.start);
}

/** An item's content as an element with one text node: text of evidence never passes through an HTML parser. */
function contentOf(item: DataItem): HTMLElement {
  const element = document.createElement('bdi');
  element.textContent = item.content;
  element.title = item.title ?? '';
  return element;
}
