/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an edge that is dragged over a picture is no input element */
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import { formatInZone } from '../../../parsers/time/format.js';
import { partsOf } from '../../../parsers/time/instant.js';
import type { TimeRange } from '../../query/spec.js';
import { between, clampTo, isWhole, momentAt, pan, placeOf, spanOf, zoom } from './range.js';

/** Keys move an edge by this part of the whole; with Shift by a tenth of it. */
const KEY_STEP = 0.02;
/** CSS pixels, as the style sheet has it. */
const EDGE_WIDTH = 9;
/** CSS pixels a pointer must move before a press becomes a brush. */
const SLACK = 3;

export interface BrushProps {
  readonly bounds: TimeRange;
  readonly view: TimeRange;
  readonly zone: string;
  readonly onView: (view: TimeRange) => void;
}

type Drag =
  | { readonly kind: 'new'; readonly anchor: number; readonly x: number }
  | { readonly kind: 'move'; readonly grip: number; readonly x: number };

/** Chooses a time range over the whole: drag to choose, drag the choice to move it, edges by mouse or arrow keys. */
export function Brush({ bounds, view, zone, onView }: BrushProps): ReactElement {
  const area = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [isDragging, setDragging] = useState(false);

  const momentOf = (event: PointerEvent): number => {
    const box = area.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return bounds.fromMs;
    return momentAt(bounds, Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1));
  };

  const begin = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    const moment = momentOf(event);
    const isInside = !isWhole(bounds, view) && moment >= view.fromMs && moment < view.toMs;
    drag.current = isInside
      ? { kind: 'move', grip: moment - view.fromMs, x: event.clientX }
      : { kind: 'new', anchor: moment, x: event.clientX };
    event.currentTarget.setPointerCapture(event.pointerId);
  };

  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const held = drag.current;
    if (held === null || (!isDragging && Math.abs(event.clientX - held.x) < SLACK)) return;
    setDragging(true);
    const moment = momentOf(event);
    if (held.kind === 'new') onView(between(bounds, held.anchor, moment));
    else onView(clampTo(bounds, { fromMs: moment - held.grip, toMs: moment - held.grip + spanOf(view) }));
  };

  const end = (): void => {
    drag.current = null;
    setDragging(false);
  };

  const from = placeOf(bounds, partsOf(view.fromMs)) * 100;
  const to = placeOf(bounds, partsOf(view.toMs)) * 100;
  return (
    <div
      ref={area}
      className="brush"
      data-dragging={isDragging || undefined}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <div className="brush-outside" style={{ left: 0, width: `${Math.max(from, 0)}%` }} />
      <div className="brush-outside" style={{ left: `${Math.min(to, 100)}%`, right: 0 }} />
      <Frame bounds={bounds} view={view} from={from} to={to} zone={zone} onView={onView} />
      <Edge
        label="Start of the time range"
        at={view.fromMs}
        place={from}
        bounds={bounds}
        zone={zone}
        onMove={(at) => onView(between(bounds, Math.min(at, view.toMs), view.toMs))}
      />
      <Edge
        label="End of the time range"
        at={view.toMs}
        place={to}
        bounds={bounds}
        zone={zone}
        onMove={(at) => onView(between(bounds, view.fromMs, Math.max(at, view.fromMs)))}
      />
    </div>
  );
}

/** The chosen range as a whole: arrows move it, plus and minus change its length, Home and End take it to the ends. */
function Frame({
  bounds,
  view,
  from,
  to,
  zone,
  onView,
}: BrushProps & { readonly from: number; readonly to: number }): ReactElement {
  const onKeyDown = (event: KeyboardEvent): void => {
    const part = event.shiftKey ? 0.5 : 0.1;
    const all = spanOf(bounds) / spanOf(view);
    const moved = {
      ArrowLeft: () => pan(bounds, view, -part),
      ArrowRight: () => pan(bounds, view, part),
      Home: () => pan(bounds, view, -all),
      End: () => pan(bounds, view, all),
      '+': () => zoom(bounds, view, 0.5, 0.5),
      '=': () => zoom(bounds, view, 0.5, 0.5),
      '-': () => zoom(bounds, view, 0.5, 2),
    }[event.key];
    if (moved === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onView(moved());
  };
  const start = formatInZone(partsOf(view.fromMs), zone, 'ms');
  const end = formatInZone(partsOf(view.toMs), zone, 'ms');
  return (
    <div
      className="brush-frame"
      style={{ left: `${Math.max(from, 0)}%`, right: `${Math.max(100 - to, 0)}%` }}
      role="slider"
      tabIndex={0}
      aria-label="Time range"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((from + to) / 2)}
      aria-valuetext={`${start.text} ${start.zone} to ${end.text} ${end.zone}`}
      onKeyDown={onKeyDown}
    />
  );
}

interface EdgeProps {
  readonly label: string;
  readonly at: number;
  /** Percent of the width. */
  readonly place: number;
  readonly bounds: TimeRange;
  readonly zone: string;
  readonly onMove: (at: number) => void;
}

function Edge({ label, at, place, bounds, zone, onMove }: EdgeProps): ReactElement {
  const isHeld = useRef(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = spanOf(bounds) * (event.shiftKey ? KEY_STEP / 10 : KEY_STEP);
    const moved = { ArrowLeft: at - step, ArrowRight: at + step, Home: bounds.fromMs, End: bounds.toMs }[event.key];
    if (moved === undefined) return;
    event.preventDefault();
    onMove(moved);
  };
  const text = formatInZone(partsOf(at), zone, 'ms');
  return (
    <div
      className="brush-edge"
      // Within the bar at both ends: beyond it lies what else can be taken hold of.
      style={{ left: `${place}%`, marginLeft: `${(-EDGE_WIDTH * Math.min(Math.max(place, 0), 100)) / 100}px` }}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(place)}
      aria-valuetext={`${text.text} ${text.zone}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.stopPropagation();
        isHeld.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        event.stopPropagation();
        const box = event.currentTarget.parentElement?.getBoundingClientRect();
        if (isHeld.current && box !== undefined) onMove(momentAt(bounds, (event.clientX - box.left) / box.width));
      }}
      onPointerUp={(event) => {
        event.stopPropagation();
        isHeld.current = false;
      }}
    />
  );
}
