import type { EventDetail } from '../query/spec.js';

/** Order of the report: effective time, then exhibit, member, offset, index; events without a place last. */
export function byEffectiveTime(a: EventDetail, b: EventDetail): number {
  if (a.time === null || b.time === null) {
    if (a.time === null && b.time === null) return byPlace(a, b);
    return a.time === null ? 1 : -1;
  }
  return a.time.ms - b.time.ms || a.time.ns - b.time.ns || byPlace(a, b);
}

function byPlace(a: EventDetail, b: EventDetail): number {
  return (
    compareText(a.exhibitNumber, b.exhibitNumber) ||
    compareText(a.member, b.member) ||
    a.offset - b.offset ||
    a.index - b.index
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
