import type { CaseState } from '../../parsers/model/case.js';
import { parseEventId, type EventId } from '../../parsers/model/ids.js';
import type { InstantParts } from '../../parsers/model/time.js';
import { compareParts } from '../../parsers/time/instant.js';

/** What the order of events rests on. */
export interface Ordered {
  readonly id: EventId;
  /** Effective instant; null where the event has no place on the time line. */
  readonly time: InstantParts | null;
}

/** Where a record stands in the evidence: orders what no time tells apart. */
export type Place = readonly [exhibit: number, member: string, offset: number, index: number];

/** Finds places of events. Exhibits count by receipt; the same bytes received twice are cited by the first. */
export function placeFinder(receipts: CaseState['receipts']): (event: EventId) => Place {
  const numbers = new Map<string, number>();
  for (const [number, { sha256 }] of receipts.entries()) if (!numbers.has(sha256)) numbers.set(sha256, number);
  return (event) => {
    const { exhibit, member, offset, index } = parseEventId(event);
    return [numbers.get(exhibit) ?? -1, member, offset, index];
  };
}

/** Events in order of effective time, then exhibit, member, offset, index; those without a place on the time line last. */
export function inOrder<Event extends Ordered>(
  events: readonly Event[],
  receipts: CaseState['receipts'],
): readonly Event[] {
  const placeOf = placeFinder(receipts);
  return events
    .map((event) => ({ event, place: placeOf(event.id) }))
    .toSorted((a, b) => compareTimes(a.event.time, b.event.time) || comparePlaces(a.place, b.place))
    .map(({ event }) => event);
}

/** Earlier first, no time last. */
export function compareTimes(a: InstantParts | null, b: InstantParts | null): number {
  if (a !== null && b !== null) return compareParts(a, b);
  return a === b ? 0 : a === null ? 1 : -1;
}

export function comparePlaces(a: Place, b: Place): number {
  const member = a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
  return a[0] - b[0] || member || a[2] - b[2] || a[3] - b[3];
}
