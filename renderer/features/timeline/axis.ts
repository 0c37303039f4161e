/** Ticks of the time axis: round moments of the display zone's clocks and calendar, from years to a tenth of a microsecond. */
import type { InstantParts, Resolution } from '../../../parsers/model/time.js';
import { formatInZone } from '../../../parsers/time/format.js';
import { offsetAt } from '../../../parsers/time/zone.js';
import type { TimeRange } from '../../query/spec.js';
import { placeOf, spanOf } from './range.js';

export interface Tick {
  readonly at: InstantParts;
  /** 0 at the start of the range, 1 at its end. */
  readonly place: number;
  readonly label: string;
  /** Date, or date and second, where it begins anew: at the first tick and whenever it changes. */
  readonly context: string | null;
}

interface Step {
  readonly unit: 'ns' | 'ms' | 'day' | 'month';
  readonly size: number;
}

const DAY = 86_400_000;

const STEPS: readonly Step[] = [
  ...[1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8].flatMap((ten) =>
    [1, 2, 5].map((size) => ({ unit: 'ns', size: size * ten }) as const),
  ),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200].map(
    (s) => ({ unit: 'ms', size: s * 1000 }) as const,
  ),
  ...[1, 2, 7, 14].map((size) => ({ unit: 'day', size }) as const),
  ...[1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12_000].map((size) => ({ unit: 'month', size }) as const),
];

/** About how long a unit is, ms. */
const LENGTHS: Readonly<Record<Step['unit'], number>> = { ns: 1e-6, ms: 1, day: DAY, month: 30.44 * DAY };

/** At most `limit` ticks of a range, at the finest round step that allows. */
export function ticks(range: TimeRange, zone: string, limit: number): readonly Tick[] {
  const step =
    STEPS.find((candidate) => spanOf(range) / (candidate.size * LENGTHS[candidate.unit]) <= limit) ?? STEPS.at(-1)!;
  const made: Tick[] = [];
  let before = '';
  for (const at of MOMENTS[step.unit](range, step.size, zone)) {
    const { label, context } = labels(at, zone, step);
    made.push({ at, place: placeOf(range, at), label, context: context === before ? null : context });
    before = context;
  }
  return made;
}

/** Below a second every zone ticks alike. Counted in nanoseconds from the whole second before the range, exactly. */
function fractions(range: TimeRange, size: number): readonly InstantParts[] {
  const base = Math.floor(range.fromMs / 1000) * 1000;
  const end = (range.toMs - base) * 1e6;
  const found: InstantParts[] = [];
  for (let ns = Math.ceil(((range.fromMs - base) * 1e6) / size) * size; ns < end; ns += size) {
    found.push({ ms: base + Math.floor(ns / 1e6), ns: ns % 1e6 });
  }
  return found;
}

function clockMoments(range: TimeRange, size: number, zone: string): readonly InstantParts[] {
  const first = Math.floor(wallOf(range.fromMs, zone) / size) * size;
  const last = wallOf(range.toMs, zone) + DAY;
  return within(range, zone, (index) => first + index * size, last);
}

function months(range: TimeRange, size: number, zone: string): readonly InstantParts[] {
  const start = new Date(wallOf(range.fromMs, zone));
  const first = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / size) * size;
  const wallOfMonth = (index: number) => {
    const month = first + index * size;
    const wall = new Date(0);
    wall.setUTCFullYear(Math.floor(month / 12), month - Math.floor(month / 12) * 12, 1);
    return wall.getTime();
  };
  return within(range, zone, wallOfMonth, wallOf(range.toMs, zone) + DAY);
}

const MOMENTS: Readonly<
  Record<Step['unit'], (range: TimeRange, size: number, zone: string) => readonly InstantParts[]>
> = {
  ns: fractions,
  ms: clockMoments,
  day: (range, size, zone) => clockMoments(range, size * DAY, zone),
  month: months,
};

/** Wall-clock readings as moments of the range; a reading that a change of the clocks shows twice, or never, ticks once. */
function within(
  range: TimeRange,
  zone: string,
  wallAt: (index: number) => number,
  lastWall: number,
): readonly InstantParts[] {
  const found: InstantParts[] = [];
  let before = -Infinity;
  for (let index = 0; wallAt(index) <= lastWall; index += 1) {
    const wall = wallAt(index);
    const ms = wall - offsetMs(wall - offsetMs(wall, zone), zone);
    if (ms >= range.fromMs && ms < range.toMs && ms > before) found.push({ ms, ns: 0 });
    before = ms;
  }
  return found;
}

function offsetMs(ms: number, zone: string): number {
  return offsetAt(zone, ms) * 1000;
}

function wallOf(ms: number, zone: string): number {
  return ms + offsetMs(ms, zone);
}

function labels(
  at: InstantParts,
  zone: string,
  { unit, size }: Step,
): { readonly label: string; readonly context: string } {
  const text = (resolution: Resolution) => formatInZone(at, zone, resolution).text;
  const date = text('day');
  if (unit === 'month') return { label: size % 12 === 0 ? date.slice(0, -6) : date.slice(0, -3), context: '' };
  if (unit === 'day') return { label: date, context: '' };
  if (unit === 'ms') return { label: text(size < 60_000 ? 's' : 'min').slice(date.length + 1), context: date };
  const second = text('s');
  const finest = size >= 1e6 ? 'ms' : size >= 1e3 ? 'us' : 'ns';
  return { label: text(finest).slice(second.length), context: second };
}
