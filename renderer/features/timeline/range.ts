/**
 * Zoom and pan over a time range. A range is UTC milliseconds with fractions: around our time a double holds steps of a
 * quarter of a microsecond, and everything on screen is drawn relative to the range as it was rounded, so nothing drifts.
 */
import type { InstantParts } from '../../../parsers/model/time.js';
import type { TimeRange } from '../../query/spec.js';

/** The closest zoom: 50 us across the screen, where one pixel is below what a double tells apart. */
export const MIN_SPAN_MS = 0.05;

/** Room left and right of the first and last event, as a part of their span. */
const MARGIN = 0.02;

export function spanOf(range: TimeRange): number {
  return range.toMs - range.fromMs;
}

/** What the time line can show at most: the span of the events with a margin; one moment becomes at least a second. */
export function boundsOf(span: TimeRange): TimeRange {
  const margin = Math.max(spanOf(span) * MARGIN, 500);
  return { fromMs: Math.floor(span.fromMs - margin), toMs: Math.ceil(span.toMs + margin) };
}

/** Where a moment stands in the range: 0 at its start, 1 at its end. */
export function placeOf(range: TimeRange, at: InstantParts): number {
  return (at.ms - range.fromMs + at.ns / 1e6) / spanOf(range);
}

/** The moment at a place of the range, ms with fractions. */
export function momentAt(range: TimeRange, place: number): number {
  return range.fromMs + place * spanOf(range);
}

/** Moves and if need be shortens a range so that it lies within the bounds. */
export function clampTo(bounds: TimeRange, range: TimeRange): TimeRange {
  const span = Math.min(Math.max(spanOf(range), MIN_SPAN_MS), spanOf(bounds));
  const fromMs = Math.min(Math.max(range.fromMs, bounds.fromMs), bounds.toMs - span);
  return { fromMs, toMs: fromMs + span };
}

/** Scales the range by `factor` (below 1 comes closer); the moment at `place` stays where it is. */
export function zoom(bounds: TimeRange, range: TimeRange, place: number, factor: number): TimeRange {
  const anchor = momentAt(range, place);
  const span = Math.min(Math.max(spanOf(range) * factor, MIN_SPAN_MS), spanOf(bounds));
  const fromMs = anchor - place * span;
  return clampTo(bounds, { fromMs, toMs: fromMs + span });
}

/** Moves the range by a part of its own span, positive towards later. */
export function pan(bounds: TimeRange, range: TimeRange, part: number): TimeRange {
  const by = spanOf(range) * part;
  return clampTo(bounds, { fromMs: range.fromMs + by, toMs: range.toMs + by });
}

/** True where the range leaves out nothing of the bounds. */
export function isWhole(bounds: TimeRange, range: TimeRange): boolean {
  return range.fromMs <= bounds.fromMs && range.toMs >= bounds.toMs;
}

/** The range between two moments in any order, within the bounds. */
export function between(bounds: TimeRange, a: number, b: number): TimeRange {
  return clampTo(bounds, { fromMs: Math.min(a, b), toMs: Math.max(a, b) });
}

/** A length of time in its two largest units: `3 d 4 h`, `250 ms`, `12 us`. */
export function lengthText(ms: number): string {
  const units: readonly [string, number][] = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['min', 60_000],
    ['s', 1000],
    ['ms', 1],
    ['µs', 0.001],
  ];
  const first = units.findIndex(([, size]) => ms >= size);
  const [name, size] = units[first] ?? ['µs', 0.001];
  const next = units[first + 1];
  const whole = Math.floor(ms / size);
  const rest = next === undefined ? 0 : Math.floor((ms - whole * size) / next[1]);
  const second = next === undefined || rest === 0 || whole >= 100 ? '' : ` ${rest} ${next[0]}`;
  return `${whole} ${name}${second}`;
}
