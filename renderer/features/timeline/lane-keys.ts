/** What keys do on the lanes. `renderer/commands/command-table.ts` lists them under "lanes". */
import type { TimeRange } from '../../query/spec.js';
import { boundsOf, pan, spanOf, zoom } from './range.js';
import type { LaneRow } from './lane-tree.js';

/** What the keys of the lanes reach for. */
export interface LaneKeyTarget {
  readonly rows: readonly LaneRow[];
  /** Index of the row the keyboard stands on, -1 for none. */
  readonly active: number;
  /** Rows that fit into sight. */
  readonly page: number;
  readonly bounds: TimeRange;
  readonly view: TimeRange;
  readonly onView: (view: TimeRange) => void;
  readonly goTo: (row: number) => void;
  /** Opens or closes a group; shows only the events of a lane. */
  readonly open: (row: LaneRow) => void;
  readonly openAll: () => void;
  readonly detail: (row: LaneRow) => void;
  readonly pivot: (row: LaneRow) => void;
  /** Goes to the key event before (-1) or after (1). */
  readonly keyEvent: (by: -1 | 1) => void;
}

/** The act of a key, or undefined where it has none. */
export function laneKey(key: string, isShift: boolean, target: LaneKeyTarget): (() => void) | undefined {
  const { rows, active, page, bounds, view, onView, goTo } = target;
  const row = rows[active];
  const clamped = (index: number) => Math.min(Math.max(index, 0), rows.length - 1);
  const on = (act: (row: LaneRow) => void) => () => {
    if (row !== undefined) act(row);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => onView(pan(bounds, view, isShift ? -0.5 : -0.1)),
    ArrowRight: () => onView(pan(bounds, view, isShift ? 0.5 : 0.1)),
    Home: () => onView(pan(bounds, view, -spanOf(bounds) / spanOf(view))),
    End: () => onView(pan(bounds, view, spanOf(bounds) / spanOf(view))),
    ArrowUp: () => goTo(clamped(active - 1)),
    ArrowDown: () => goTo(clamped(active + 1)),
    PageUp: () => goTo(clamped(active - page)),
    PageDown: () => goTo(clamped(active + page)),
    '+': () => onView(zoom(bounds, view, 0.5, 0.5)),
    '=': () => onView(zoom(bounds, view, 0.5, 0.5)),
    '-': () => onView(zoom(bounds, view, 0.5, 2)),
    '0': () => onView(bounds),
    Enter: on(target.open),
    e: target.openAll,
    i: on(target.detail),
    p: on(target.pivot),
    z: on((at) => {
      const span = spanOfRow(at);
      if (span !== null) onView(boundsOf(span));
    }),
    ',': () => target.keyEvent(-1),
    '.': () => target.keyEvent(1),
  };
  return keys[key];
}

/** Span of the events of a lane or group, null where none has a place. */
export function spanOfRow(row: LaneRow): TimeRange | null {
  if (row.kind === 'stated') return null;
  const lanes = row.kind === 'lane' ? [row.lane] : row.lanes;
  const fromMs = lanes.reduce((least, { first }) => Math.min(least, first?.ms ?? Infinity), Infinity);
  const toMs = lanes.reduce((most, { last }) => Math.max(most, last?.ms ?? -Infinity), -Infinity);
  return fromMs <= toMs ? { fromMs, toMs } : null;
}
