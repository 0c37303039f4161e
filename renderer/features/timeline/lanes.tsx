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
import { partsOf } from '../../../parsers/time/instant.js';
import { STATED_LANE } from '../../kill-chain/ordered-steps.js';
import type { Lifetime, QueryClient, TimeRange } from '../../query/spec.js';
import type { PivotRequest } from '../../ui-state/pivot.js';
import { setLanes, type LaneView } from '../../ui-state/ui-state.js';
import { countedText } from '../../ui/quantities.js';
import { useSize } from '../../ui/use-size.js';
import type { Tick } from './axis.js';
import { ROW_HEIGHT } from './density.js';
import { fillsOf } from './fills.js';
import { LaneDetail } from './lane-detail.js';
import { laneKey, spanOfRow } from './lane-keys.js';
import { LaneLabelRow } from './lane-label-row.js';
import { LaneTooltip } from './lane-tooltip.js';
import { groupIds, rowLabel, type LaneRow, type LeafRow } from './lane-tree.js';
import { rowIndexes, windowOf } from './lane-window.js';
import type { Mark, Marks } from './marks.js';
import { usePalette } from './palette.js';
import { probe } from './probe.js';
import { momentAt, pan, placeOf } from './range.js';
import { drawScene, livesOf, markAt, rowOfMark, type Scene } from './scene.js';
import { useDrawing } from './use-drawing.js';
import { useGestures } from './use-gestures.js';
import { useRowBins, type ListedLanes } from './use-row-bins.js';

export interface LanesProps {
  readonly client: Pick<QueryClient, 'laneBins'>;
  readonly listed: ListedLanes;
  readonly rows: readonly LaneRow[];
  readonly laneView: LaneView;
  /** By every name of their lane. */
  readonly lifetimes: ReadonlyMap<string, readonly Lifetime[]>;
  readonly marks: Marks;
  readonly ticks: readonly Tick[];
  readonly bounds: TimeRange;
  readonly view: TimeRange;
  readonly zone: string;
  readonly onView: (view: TimeRange) => void;
  /** Narrows to the events of a lane, under all its names. */
  readonly onLane: (keys: readonly string[]) => void;
  readonly onSelect: (id: EventId) => void;
  /** Shows a stated event. */
  readonly onStated: (id: string) => void;
  /** Context menu of a lane's label. */
  readonly onPivot: (request: PivotRequest) => void;
}

interface Hover {
  readonly x: number;
  readonly y: number;
}

/** One row per workload or closed group: density, lifetimes, steps and links. */
export function Lanes(props: LanesProps): ReactElement {
  const { client, listed, rows, laneView, lifetimes, marks, ticks, bounds, view, zone, onView, onLane, onPivot } =
    props;
  const scroller = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(surface);
  const palette = usePalette();
  const fills = useMemo(() => fillsOf(laneView.colour, palette), [laneView.colour, palette]);
  const summaryId = useId();
  const [scrollTop, setScrollTop] = useState(0);
  const [activeId, setActiveId] = useState<string | null>(null);
  const [hover, setHover] = useState<Hover | null>(null);
  const [detailed, setDetailed] = useState<LeafRow | null>(null);
  const active = activeId === null ? -1 : rows.findIndex(({ id }) => id === activeId);

  const first = Math.floor(scrollTop / ROW_HEIGHT);
  const page = Math.max(1, Math.floor(size.height / ROW_HEIGHT));
  const window = windowOf(first, first + page + 1, rows.length);
  const { bins, failure } = useRowBins(client, listed, rows, window, view, Math.round(size.width), laneView.colour);

  const rowOf = useMemo(() => rowIndexes(rows, STATED_LANE), [rows]);
  const scene = useMemo(
    (): Scene => ({ bins, rows, rowOf, lifetimes, view, ticks, marks, scrollTop, active, by: listed.list.by }),
    [bins, rows, rowOf, lifetimes, view, ticks, marks, scrollTop, active, listed],
  );
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => drawScene(context, scene, size, palette, fills),
    [scene, size, palette, fills],
  );
  useDrawing(canvas, size, draw);

  const selectedId = marks.selected?.id ?? null;
  const selectedIndex = marks.selected === null ? -1 : rowOfMark(scene, marks.selected);
  useEffect(() => {
    if (selectedId !== null && selectedIndex >= 0) scrollIntoSight(scroller.current, selectedIndex);
  }, [selectedId, selectedIndex]);

  const labelOf = (row: LaneRow) => rowLabel(row, laneView.foldBy, listed.list.by);
  const rowAt = (y: number): LaneRow | undefined => rows[Math.floor((y + scrollTop) / ROW_HEIGHT)];
  const open = (row: LaneRow): void => {
    if (row.kind === 'lane') onLane(namesOf(row));
    else if (row.kind === 'group') toggle(laneView, row.id);
  };
  const goTo = (index: number): void => {
    setActiveId(rows[index]?.id ?? null);
    scrollIntoSight(scroller.current, index);
  };
  const choose = (mark: Mark): void => {
    if (mark.event !== null) props.onSelect(mark.event);
    else if (mark.stated !== null) props.onStated(mark.stated.id);
  };
  const goToMark = (by: -1 | 1): void => {
    const mark = neighbour(marks, view, by);
    if (mark === undefined) return;
    const place = placeOf(view, mark.claim.time);
    if (place < 0.02 || place > 0.98) onView(pan(bounds, view, place - 0.5));
    if (mark.event === null) goTo(rowOfMark(scene, mark));
    choose(mark);
  };
  const pivot = (row: LaneRow, x: number, y: number): void => {
    if (row.kind === 'lane') onPivot(ofLane(row, listed, x, y));
  };
  const gestures = useGestures(surface, {
    bounds,
    view,
    onView,
    onClick(x, y) {
      const mark = markAt(scene, size, { x, y });
      const row = rowAt(y);
      if (mark !== null) choose(mark);
      else if (row !== undefined) open(row);
    },
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const head = event.currentTarget.querySelector('[data-active]')?.getBoundingClientRect();
    const act = laneKey(event.key, event.shiftKey, {
      rows,
      active,
      page,
      bounds,
      view,
      onView,
      goTo,
      open,
      openAll: () => toggleAll(laneView, listed),
      detail: (row) => row.kind === 'lane' && setDetailed(row),
      pivot: (row) => pivot(row, (head?.left ?? 0) + 24, head?.bottom ?? 0),
      keyEvent: goToMark,
    });
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    gestures.onPointerMove(event);
    const box = event.currentTarget.getBoundingClientRect();
    setHover(gestures.isDragging() ? null : { x: event.clientX - box.left, y: event.clientY - box.top });
  };

  const hovered = hover === null ? undefined : rowAt(hover.y);
  const activeRow = rows[active];
  return (
    <>
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
        <div className="lanes-space" style={{ height: rows.length * ROW_HEIGHT }}>
          <div className="lanes-window">
            <div className="timeline-gutter lanes-labels">
              {rows.slice(first, first + page + 2).map((row, index) => (
                <LaneLabelRow
                  key={row.id}
                  row={row}
                  {...labelOf(row)}
                  top={(first + index) * ROW_HEIGHT - scrollTop}
                  isActive={first + index === active}
                  onOpen={() => open(row)}
                  onDetail={() => row.kind === 'lane' && setDetailed(row)}
                  onMenu={(x, y) => pivot(row, x, y)}
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
                <LaneTooltip
                  {...labelOf(hovered)}
                  {...underPointer(scene, hovered, hover, size)}
                  zone={zone}
                  x={hover.x}
                  y={hover.y}
                  isLeft={hover.x > size.width / 2}
                  isAbove={hover.y > size.height / 2}
                />
              )}
            </div>
          </div>
        </div>
        <p className="visually-hidden" id={summaryId}>
          {listed.list.lanes.length} lanes in {rows.length} rows from {momentText(view.fromMs, zone)} to{' '}
          {momentText(view.toMs, zone)}. Arrow keys move in time and through rows, plus and minus zoom, Enter opens a
          group or shows only a lane, I says what is known of a lane, comma and full stop go to key events. The help
          lists all keys.
        </p>
        <p className="visually-hidden" role="status">
          {activeRow === undefined
            ? ''
            : `Row ${active + 1} of ${rows.length}: ${rowSummary(activeRow, labelOf(activeRow).name, lifetimes, zone)}`}
        </p>
        {failure !== null && (
          <p className="timeline-failure" role="alert">
            {failure}
          </p>
        )}
      </div>
      {detailed !== null && (
        <LaneDetail
          row={detailed}
          name={visibleText(labelOf(detailed).name)}
          lives={livesOf(detailed, lifetimes)}
          zone={zone}
          onSelect={props.onSelect}
          onOnly={() => {
            setDetailed(null);
            onLane(namesOf(detailed));
          }}
          onClose={() => setDetailed(null)}
        />
      )}
    </>
  );
}

/** All names under which sources speak of a lane. */
function namesOf({ lane }: LeafRow): readonly string[] {
  return [lane.key, ...lane.joined.map(({ key }) => key)];
}

function toggle({ closed }: LaneView, id: string): void {
  const next = new Set(closed);
  if (!next.delete(id)) next.add(id);
  setLanes({ closed: next });
}

/** Closes all groups; opens them all where none is open any more. */
function toggleAll(view: LaneView, { list }: ListedLanes): void {
  const ids = groupIds(list.lanes, view);
  const isAnyOpen = ids.some((id) => !view.closed.has(id));
  setLanes({ closed: new Set(isAnyOpen ? ids : []) });
}

function ofLane({ lane }: LeafRow, { list }: ListedLanes, x: number, y: number): PivotRequest {
  const field = list.by === 'identity' ? 'user.name' : 'exhibit.lane';
  return { value: { field, text: lane.key }, event: null, x, y };
}

/** The key event before or after the selected one, else the first of its side of the range's middle. */
function neighbour({ placed, selected }: Marks, view: TimeRange, by: -1 | 1): Mark | undefined {
  const at = selected === null ? -1 : placed.findIndex(({ event }) => event === selected.id);
  if (at >= 0) return placed[at + by];
  const isAfter = ({ claim }: Mark) => placeOf(view, claim.time) >= 0.5;
  return by === 1 ? placed.find(isAfter) : placed.findLast((mark) => !isAfter(mark));
}

function underPointer(
  scene: Scene,
  row: LaneRow,
  { x, y }: Hover,
  size: { readonly width: number; readonly height: number },
) {
  const { bins, view } = scene;
  const place = x / size.width;
  const answered = bins?.rowOf.get(row.id);
  const moment = momentAt(view, place);
  const isThen = (life: Lifetime) =>
    (life.starts[0]?.time.ms ?? life.ends[0]?.time.ms ?? -Infinity) <= moment &&
    (life.ends.at(-1)?.time.ms ?? Infinity) >= moment;
  return {
    moment,
    probe: bins === null || answered === undefined ? null : probe(bins.answer, answered, view, place, size.width),
    lives: row.kind === 'lane' ? livesOf(row, scene.lifetimes).filter(isThen) : [],
    mark: markAt(scene, size, { x, y }),
  };
}

function scrollIntoSight(scroller: HTMLElement | null, index: number): void {
  if (scroller === null) return;
  const top = index * ROW_HEIGHT;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + ROW_HEIGHT > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = top + ROW_HEIGHT - scroller.clientHeight;
}

function momentText(ms: number, zone: string): string {
  const { text, zone: name } = formatInZone(partsOf(ms), zone, 'ms');
  return `${text} ${name}`;
}

function rowSummary(
  row: LaneRow,
  name: string,
  lifetimes: ReadonlyMap<string, readonly Lifetime[]>,
  zone: string,
): string {
  if (row.kind === 'stated') return 'Stated by persons, no record';
  const span = spanOfRow(row);
  const time =
    span === null
      ? ', none with a place on the time line'
      : ` from ${momentText(span.fromMs, zone)} to ${momentText(span.toMs, zone)}`;
  if (row.kind === 'group')
    return `Group ${visibleText(name)}, ${row.level}, level ${row.depth + 1}, ${row.isOpen ? 'open' : 'closed'}, ${countedText(row.lanes.length, 'lane')}, ${countedText(row.count, 'event')}${time}`;
  const lives = livesOf(row, lifetimes).length;
  const proven = lives === 0 ? '' : `, ${lives === 1 ? 'one proven lifetime' : `${lives} proven lifetimes`}`;
  return `Lane ${visibleText(name)}, level ${row.depth + 1}, ${countedText(row.lane.count, 'event')}${time}${proven}`;
}
