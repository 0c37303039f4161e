/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a list that is drawn by vis-timeline has no element of its own */
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { DataSet } from 'vis-data/esnext';
import { Timeline, type DataItem } from 'vis-timeline/esnext';
import 'vis-timeline/styles/vis-timeline-graph2d.css';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { formatInZone } from '../../../parsers/time/format.js';
import type { EventId } from '../../../parsers/model/ids.js';
import type { TimeRange } from '../../query/spec.js';
import { cutText } from '../../ui/cut-text.js';
import { useSize } from '../../ui/use-size.js';
import {
  assignRows,
  keyItems,
  LABEL_ROWS,
  MAX_IN_VIEW,
  rangeOfVis,
  visRange,
  visScale,
  visTime,
  type KeyItem,
} from './key-items.js';
import type { Mark, Marks } from './marks.js';
import { markText } from './mark-text.js';
import './key-events.css';

/** Longer labels leave no room for others. */
const LABEL_LENGTH = 34;

export interface KeyEventsProps {
  readonly marks: Marks;
  readonly bounds: TimeRange;
  readonly view: TimeRange;
  readonly zone: string;
  readonly onView: (view: TimeRange) => void;
  readonly onSelect: (id: EventId) => void;
  /** Shows a stated event. */
  readonly onStated: (id: string) => void;
}

/** Steps, annotated and stated events as labelled points: the only place that knows vis-timeline. */
export function KeyEvents(props: KeyEventsProps): ReactElement {
  const { marks, bounds, view, zone, onView } = props;
  const container = useRef<HTMLDivElement>(null);
  const size = useSize(container);
  const { shown, inView } = useMemo(() => keyItems(marks.placed, view), [marks.placed, view]);
  const items = useMemo(
    () => (size.width === 0 ? [] : assignRows(shown, view, size.width, (mark) => textWidth(labelOf(mark)))),
    [shown, view, size.width],
  );
  const choose = (mark: Mark): void => {
    if (mark.event !== null) props.onSelect(mark.event);
    else props.onStated(mark.id);
  };
  useVis(container, items, { marks, bounds, view, zone, onView, choose });
  const unlabelled = items.filter(({ row }) => row === LABEL_ROWS).length;

  return (
    <section className="timeline-row key-events" aria-label="Key events: steps, annotated and stated events">
      <div className="timeline-gutter timeline-caption">
        <span>Key events</span>
        <span className="muted">
          {inView > MAX_IN_VIEW
            ? `${MAX_IN_VIEW} of ${inView} in this range drawn`
            : `${inView} of ${marks.placed.length} in this range`}
          {unlabelled > 0 && `, ${unlabelled} without room for a label`}
          {marks.unplaced > 0 && `, ${marks.unplaced} undated`}
        </span>
      </div>
      <div className="timeline-plot" ref={container} />
      <KeyEventList marks={marks} zone={zone} onChoose={choose} />
    </section>
  );
}

interface VisProps extends Pick<KeyEventsProps, 'marks' | 'bounds' | 'view' | 'zone' | 'onView'> {
  readonly choose: (mark: Mark) => void;
}

/** Keeps vis-timeline in step with the marks in view. */
function useVis(
  container: React.RefObject<HTMLDivElement | null>,
  items: readonly KeyItem[],
  { marks, bounds, view, zone, onView, choose }: VisProps,
): void {
  const timeline = useRef<Timeline | null>(null);
  const data = useRef<DataSet<DataItem>>(new DataSet<DataItem>());
  const scale = useMemo(() => visScale(bounds), [bounds]);
  const now = useRef({ onView, choose, placed: marks.placed, scale, view });
  const selected = marks.selected?.id;

  useEffect(() => {
    now.current = { onView, choose, placed: marks.placed, scale, view };
  });

  useEffect(() => {
    const target = container.current;
    if (target === null) return undefined;
    const rows = new DataSet(Array.from({ length: LABEL_ROWS + 1 }, (_, id) => ({ id, content: '' })));
    // Without a window of its own vis-timeline would fit itself to the first items.
    const [start, end] = visRange(now.current.scale, now.current.view);
    const made = new Timeline(target, data.current, rows, {
      start,
      end,
      height: '100%',
      orientation: { axis: 'top', item: 'top' },
      // The lanes below carry the axis, in the display zone; vis-timeline's own knows neither zones nor microseconds.
      showMajorLabels: false,
      showMinorLabels: false,
      showCurrentTime: false,
      showTooltips: false,
      selectable: true,
      // Rows are given by `assignRows`.
      stack: false,
      groupHeightMode: 'fixed',
      margin: { axis: 0, item: 0 },
      zoomMin: 10,
      zoomMax: 8e15,
      template: contentOf,
    });
    made.on('rangechange', (change: { readonly start: Date; readonly end: Date; readonly byUser: boolean }) => {
      if (change.byUser) now.current.onView(rangeOfVis(now.current.scale, change.start, change.end));
    });
    made.on('select', ({ items: chosen }: { readonly items: readonly string[] }) => {
      const mark = now.current.placed.find(({ id }) => id === chosen[0]);
      if (mark !== undefined) now.current.choose(mark);
    });
    timeline.current = made;
    return () => {
      timeline.current = null;
      made.destroy();
    };
  }, [container]);

  useEffect(() => {
    const wanted = items.map(({ mark, row }): DataItem => {
      const { time, resolution } = mark.claim;
      const local = formatInZone(time, zone, resolution);
      return {
        id: mark.id,
        group: row,
        start: visTime(scale, time),
        type: 'point',
        className: `key-${kindOf(mark)}`,
        // As high as the others, so that the row is as high as theirs.
        content: row === LABEL_ROWS ? '\u00a0' : labelOf(mark),
        title: `${local.text} ${local.zone}  ${markText(mark)}`,
      };
    });
    const keep = new Set(wanted.map(({ id }) => id));
    data.current.remove(data.current.getIds().filter((id) => !keep.has(id)));
    data.current.update(wanted);
    timeline.current?.setSelection(selected !== undefined && keep.has(selected) ? [selected] : []);
  }, [items, selected, zone, scale]);

  useEffect(() => {
    const [min, max] = visRange(scale, bounds);
    timeline.current?.setOptions({ min, max });
    const [start, end] = visRange(scale, view);
    timeline.current?.setWindow(start, end, { animation: false });
  }, [bounds, view, scale]);
}

/** The marks as a list for the keyboard and for screen readers: one stop, arrows walk, Enter shows. */
function KeyEventList({
  marks: { placed, selected },
  zone,
  onChoose,
}: {
  readonly marks: Marks;
  readonly zone: string;
  readonly onChoose: (mark: Mark) => void;
}): ReactElement {
  const listId = useId();
  const [cursor, setCursor] = useState(0);
  const chosen = selected === null ? -1 : placed.findIndex(({ event }) => event === selected.id);
  const at = Math.min(cursor, placed.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: Infinity }[
      event.key
    ];
    const mark = placed[at];
    if (next !== undefined) setCursor(Math.min(Math.max(next, 0), placed.length - 1));
    else if (event.key === 'Enter' && mark !== undefined) onChoose(mark);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className="visually-hidden key-event-list"
      role="listbox"
      aria-label="Key events in order of time"
      tabIndex={0}
      aria-activedescendant={`${listId}-${at}`}
      onFocus={() => setCursor(Math.max(chosen, 0))}
      onKeyDown={onKeyDown}
    >
      {placed.map((mark, index) => {
        const { text, zone: name } = formatInZone(mark.claim.time, zone, mark.claim.resolution);
        return (
          <div
            key={mark.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            data-at={index === at}
          >
            {markText(mark)}, {text} {name}
          </div>
        );
      })}
    </div>
  );
}

function kindOf({ stated, step }: Mark): 'stated' | 'step' | 'annotation' {
  if (stated !== null) return 'stated';
  return step === null ? 'annotation' : 'step';
}

function labelOf(mark: Mark): string {
  const lead = [...(mark.step === null ? [] : [mark.step]), ...(mark.orderNote === null ? [] : ['≈'])].join(' ');
  return cutText(`${lead} ${visibleText(mark.text)}`.trim(), LABEL_LENGTH);
}

let measure: CanvasRenderingContext2D | null = null;

/** Width of a label as the style sheet draws it, CSS pixels. */
function textWidth(text: string): number {
  measure ??= document.createElement('canvas').getContext('2d');
  if (measure === null) return text.length * 8;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  measure.font = `600 ${0.75 * rem}px "Noto Sans", system-ui, sans-serif`;
  return measure.measureText(text).width;
}

/** An item's content as an element with one text node: text of evidence never passes through an HTML parser. */
function contentOf(item: DataItem): HTMLElement {
  const element = document.createElement('bdi');
  element.textContent = item.content;
  element.title = item.title ?? '';
  return element;
}
