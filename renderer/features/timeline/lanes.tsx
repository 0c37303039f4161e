/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- a canvas that is driven by keys has no element of its own */
import {
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from 'react';
import type { EventId } from '../../../parsers/model/ids.js';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { formatInZone } from '../../../parsers/time/format.js';
import type { Lane, LanesAnswer, TimeRange } from '../../query/spec.js';
import type { PivotRequest } from '../../ui-state/pivot.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countedText } from '../../ui/quantities.js';
import { useSize, type Size } from '../../ui/use-size.js';
import type { Tick } from './axis.js';
import { ROW_HEIGHT } from './density.js';
import { laneLabel } from '../../query/lane-label.js';
import { LaneTooltip } from './lane-tooltip.js';
import type { Marks } from './marks.js';
import { usePalette } from './palette.js';
import { probe } from './probe.js';
import { boundsOf, pan, partsOf, zoom } from './range.js';
import { drawScene, markAt, type Scene } from './scene.js';
import { useDrawing } from './use-drawing.js';
import { useGestures } from './use-gestures.js';

export interface LanesProps {
  readonly answer: LanesAnswer;
  /** The answer's lanes in the chosen order. */
  readonly lanes: readonly Lane[];
  readonly marks: Marks;
  readonly ticks: readonly Tick[];
  readonly bounds: TimeRange;
  readonly view: TimeRange;
  readonly zone: string;
  readonly onView: (view: TimeRange) => void;
  readonly onLane: (key: string) => void;
  readonly onSelect: (id: EventId) => void;
  /** Context menu of a lane's label. */
  readonly onPivot: (request: PivotRequest) => void;
}

interface Hover {
  readonly x: number;
  readonly y: number;
}

/** One row per workload: lifetime, density, steps and links. */
export function Lanes(props: LanesProps): ReactElement {
  const { answer, lanes, marks, ticks, bounds, view, zone, onView, onLane, onSelect, onPivot } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(surface);
  const palette = usePalette();
  const summaryId = useId();
  const [scrollTop, setScrollTop] = useState(0);
  const [active, setActive] = useState(-1);
  const [hover, setHover] = useState<Hover | null>(null);

  const scene = useMemo(
    (): Scene => ({ answer, lanes, view, ticks, marks, scrollTop, active }),
    [answer, lanes, view, ticks, marks, scrollTop, active],
  );
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => drawScene(context, scene, size, palette),
    [scene, size, palette],
  );
  useDrawing(canvas, size, draw);

  const selectedLane = marks.selected?.fields['exhibit.lane'] ?? '';
  const selectedId = marks.selected?.id ?? null;
  const selectedIndex = selectedId === null ? -1 : lanes.findIndex(({ key }) => key === selectedLane);
  useEffect(() => {
    if (selectedId !== null && selectedIndex >= 0) scrollIntoSight(scroller.current, selectedIndex);
  }, [selectedId, selectedIndex]);

  const laneAt = (y: number): Lane | undefined => lanes[Math.floor((y + scrollTop) / ROW_HEIGHT)];
  const gestures = useGestures(surface, {
    bounds,
    view,
    onView,
    onClick(x, y) {
      const mark = markAt(scene, size, { x, y });
      const lane = laneAt(y);
      if (mark !== null) onSelect(mark);
      else if (lane !== undefined) onLane(lane.key);
    },
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const lane = lanes[active];
    const stepTo = (index: number) => () => {
      const next = Math.min(Math.max(index, 0), lanes.length - 1);
      setActive(next);
      scrollIntoSight(scroller.current, next);
    };
    const act = {
      ArrowLeft: () => onView(pan(bounds, view, event.shiftKey ? -0.5 : -0.1)),
      ArrowRight: () => onView(pan(bounds, view, event.shiftKey ? 0.5 : 0.1)),
      ArrowUp: stepTo(active - 1),
      ArrowDown: stepTo(active + 1),
      '+': () => onView(zoom(bounds, view, 0.5, 0.5)),
      '=': () => onView(zoom(bounds, view, 0.5, 0.5)),
      '-': () => onView(zoom(bounds, view, 0.5, 2)),
      '0': () => onView(bounds),
      z: () => lane !== undefined && isDated(lane) && onView(boundsOf({ fromMs: lane.firstMs, toMs: lane.lastMs })),
      Enter: () => lane !== undefined && onLane(lane.key),
      p: () => {
        if (lane === undefined) return;
        const box = event.currentTarget.querySelector('[data-active]')?.getBoundingClientRect();
        onPivot(ofLane(lane, (box?.left ?? 0) + 24, box?.bottom ?? 0));
      },
    }[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    gestures.onPointerMove(event);
    const box = event.currentTarget.getBoundingClientRect();
    setHover(gestures.isDragging() ? null : { x: event.clientX - box.left, y: event.clientY - box.top });
  };

  const first = Math.floor(scrollTop / ROW_HEIGHT);
  const shown = lanes.slice(first, first + Math.ceil(size.height / ROW_HEIGHT) + 1);
  const hovered = hover === null ? undefined : laneAt(hover.y);
  return (
    <div
      ref={scroller}
      className="lanes"
      role="application"
      aria-label="Lanes, one per workload"
      aria-describedby={summaryId}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <div className="lanes-space" style={{ height: lanes.length * ROW_HEIGHT }}>
        <div className="lanes-window">
          <div className="timeline-gutter lanes-labels">
            {shown.map((lane, index) => (
              <LaneRow
                key={lane.key}
                lane={lane}
                top={(first + index) * ROW_HEIGHT - scrollTop}
                isActive={first + index === active}
                onLane={onLane}
                onPivot={onPivot}
              />
            ))}
          </div>
          <div
            ref={surface}
            className="timeline-plot lanes-surface"
            onPointerDown={gestures.onPointerDown}
            onPointerMove={onPointerMove}
            onPointerUp={gestures.onPointerUp}
            onPointerCancel={gestures.onPointerCancel}
            onPointerLeave={() => setHover(null)}
          >
            <canvas ref={canvas} aria-hidden="true" />
            {hover !== null && hovered !== undefined && (
              <Tooltip hover={hover} size={size} answer={answer} lane={hovered} view={view} zone={zone} />
            )}
          </div>
        </div>
      </div>
      <p className="visually-hidden" id={summaryId}>
        {summary(answer, lanes, view, zone)}
      </p>
      <p className="visually-hidden" role="status">
        {lanes[active] === undefined ? '' : laneSummary(lanes[active], active, lanes.length, zone)}
      </p>
    </div>
  );
}

function LaneRow({
  lane,
  top,
  isActive,
  onLane,
  onPivot,
}: {
  readonly lane: Lane;
  readonly top: number;
  readonly isActive: boolean;
  readonly onLane: (key: string) => void;
  readonly onPivot: LanesProps['onPivot'];
}): ReactElement {
  const { name, place } = laneLabel(lane.key);
  return (
    <button
      data-command="lane.only"
      type="button"
      className="lane-label"
      tabIndex={-1}
      data-active={isActive || undefined}
      style={{ top, height: ROW_HEIGHT }}
      title={`${visibleText(lane.key)}\n${countedText(lane.count, 'event')}. Click: only this lane.`}
      onClick={() => onLane(lane.key)}
      onContextMenu={(event) => {
        event.preventDefault();
        onPivot(ofLane(lane, event.clientX, event.clientY));
      }}
    >
      <span className="lane-name">
        <EvidenceText text={name} />
      </span>
      <span className="lane-place">
        <EvidenceText text={place} />
      </span>
    </button>
  );
}

function ofLane(lane: Lane, x: number, y: number): PivotRequest {
  return { value: { field: 'exhibit.lane', text: lane.key }, event: null, x, y };
}

function Tooltip({
  hover,
  size,
  answer,
  lane,
  view,
  zone,
}: {
  readonly hover: Hover;
  readonly size: Size;
  readonly answer: LanesAnswer;
  readonly lane: Lane;
  readonly view: TimeRange;
  readonly zone: string;
}): ReactElement {
  return (
    <LaneTooltip
      probe={probe(answer, lane, view, hover.x / size.width, size.width)}
      zone={zone}
      x={hover.x}
      y={hover.y}
      isLeft={hover.x > size.width / 2}
      isAbove={hover.y > size.height / 2}
    />
  );
}

function scrollIntoSight(scroller: HTMLElement | null, index: number): void {
  if (scroller === null) return;
  const top = index * ROW_HEIGHT;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + ROW_HEIGHT > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = top + ROW_HEIGHT - scroller.clientHeight;
}

function isDated(lane: Lane): boolean {
  return !Number.isNaN(lane.firstMs);
}

function momentText(ms: number, zone: string): string {
  const { text, zone: name } = formatInZone(partsOf(ms), zone, 'ms');
  return `${text} ${name}`;
}

function laneSummary(lane: Lane, index: number, of: number, zone: string): string {
  const { name, place } = laneLabel(visibleText(lane.key));
  const lifetime = isDated(lane)
    ? ` from ${momentText(lane.firstMs, zone)} to ${momentText(lane.lastMs, zone)}`
    : ', none with a place on the time line';
  return `Lane ${index + 1} of ${of}: ${name}${place === '' ? '' : ` in ${place}`}, ${countedText(lane.count, 'event')}${lifetime}`;
}

function summary(answer: LanesAnswer, lanes: readonly Lane[], view: TimeRange, zone: string): string {
  const busiest = lanes.toSorted((a, b) => b.count - a.count)[0];
  const most =
    busiest === undefined
      ? ''
      : ` The busiest is ${laneLabel(visibleText(busiest.key)).name} with ${countedText(busiest.count, 'event')}.`;
  return (
    `${lanes.length} of ${answer.laneCount} lanes from ${momentText(view.fromMs, zone)} to ${momentText(view.toMs, zone)}.${most} ` +
    'Arrow left and right move in time, plus and minus zoom, 0 shows the whole time, arrow up and down walk through lanes, Enter shows only the lane, P opens its ways on, Z zooms to its lifetime.'
  );
}
