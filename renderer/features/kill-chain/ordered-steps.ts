import type { Annotation, CaseState, Step } from '../../../parsers/model/case.js';
import { parseEventId, type EventId } from '../../../parsers/model/ids.js';
import { orderUndecided, type TimeClaim } from '../../../parsers/model/order.js';
import { compareParts } from '../../../parsers/time/instant.js';
import type { EventRow } from '../../query/spec.js';

/** A step with what is known of its event, in its place in the chain. */
export interface OrderedStep {
  readonly step: Step;
  /** `S1`, `S2`, ... in order of effective time, as the report prints it. */
  readonly mark: string;
  /** Null where the evidence no longer yields the event. */
  readonly row: EventRow | null;
  readonly annotation: Annotation | null;
  /** Value of `exhibit.lane`, `''` where the event names no workload. */
  readonly lane: string;
  /** True where the evidence cannot say whether it came before or after the step before it. */
  readonly isOrderUndecided: boolean;
}

/** Steps in order of effective time, then exhibit, member, offset, index; those without a place on the time line last. */
export function orderedSteps(
  state: Pick<CaseState, 'steps' | 'annotations' | 'receipts'>,
  rows: ReadonlyMap<EventId, EventRow>,
): readonly OrderedStep[] {
  const sorted = state.steps
    .map((step) => ({ step, row: rows.get(step.event) ?? null, place: placeOf(step.event, state.receipts) }))
    .toSorted((a, b) => byTime(a.row, b.row) || byPlace(a.place, b.place));
  return sorted.map(({ step, row }, index) => {
    const before = claimOf(sorted[index - 1]?.row ?? null);
    const own = claimOf(row);
    return {
      step,
      row,
      mark: `S${index + 1}`,
      annotation: state.annotations.get(step.event) ?? null,
      lane: row?.fields['exhibit.lane'] ?? '',
      isOrderUndecided: before !== null && own !== null && orderUndecided(before, own),
    };
  });
}

function claimOf(row: EventRow | null): TimeClaim | null {
  return row === null || row.time === null
    ? null
    : { time: row.time, resolution: row.resolution, uncertaintyNs: row.uncertaintyNs };
}

function byTime(a: EventRow | null, b: EventRow | null): number {
  const first = a?.time ?? null;
  const second = b?.time ?? null;
  if (first !== null && second !== null) return compareParts(first, second);
  return first === second ? 0 : first === null ? 1 : -1;
}

type Place = readonly [exhibit: number, member: string, offset: number, index: number];

/** Exhibits by receipt; the same bytes received twice are cited by the first. */
function placeOf(event: EventId, receipts: CaseState['receipts']): Place {
  const { exhibit, member, offset, index } = parseEventId(event);
  return [receipts.findIndex(({ sha256 }) => sha256 === exhibit), member, offset, index];
}

function byPlace(a: Place, b: Place): number {
  const member = a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
  return a[0] - b[0] || member || a[2] - b[2] || a[3] - b[3];
}
