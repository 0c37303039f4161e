/** The one order of the steps: panel, figure, lanes, table and report all take it from here. */
import type { Annotation, CaseState, ManualEvent, Step } from '../../parsers/model/case.js';
import type { EventId } from '../../parsers/model/ids.js';
import { intervalOf, type TimeClaim } from '../../parsers/model/order.js';
import { isRecordStep } from '../../parsers/model/step-events.js';
import { statedTime } from '../../parsers/time/stated-time.js';
import type { EventRow } from '../query/spec.js';
import { comparePlaces, compareTimes, placeFinder, type Place } from './event-order.js';

/** Lane of what persons state: no workload, and no record. */
export const STATED_LANE = 'stated by persons';

/** A step with what is known of it, in its place in the chain. */
export interface OrderedStep<Row extends EventRow = EventRow> {
  readonly step: Step;
  /** `S1`, `S2`, ... in order of effective time. */
  readonly mark: string;
  /** The record's row; null for a stated step, and where the evidence no longer yields the event. */
  readonly row: Row | null;
  /** The stated event; null for a step that rests on a record. */
  readonly stated: ManualEvent | null;
  readonly annotation: Annotation | null;
  /** Value of `exhibit.lane`, `''` where the event names no workload, `STATED_LANE` for a stated event. */
  readonly lane: string;
  /** When it was; null where it has no place on the time line, so that its order is not known. */
  readonly claim: TimeClaim | null;
  /** Marks of the steps of which nothing can say whether they came before or after this one, in order. */
  readonly undecidedWith: readonly string[];
}

type StepState = Pick<CaseState, 'steps' | 'annotations' | 'receipts' | 'manualEvents'>;

interface Candidate<Row> extends Pick<OrderedStep, 'step' | 'stated' | 'claim'> {
  readonly row: Row | null;
  /** Null for a stated event, which stands after the records of the same instant. */
  readonly place: Place | null;
  /** Place among the stated events. */
  readonly number: number;
}

/**
 * Steps in order of effective time, then exhibit, member, offset, index; those without a place on the time line last,
 * and after them those whose record is gone.
 *
 * @param rows of the steps' events; one that is absent is a record that the evidence no longer yields
 */
export function orderedSteps<Row extends EventRow>(
  state: StepState,
  rows: ReadonlyMap<EventId, Row>,
): readonly OrderedStep<Row>[] {
  const placeOf = placeFinder(state.receipts);
  const candidates = state.steps.map((step): Candidate<Row> => {
    if (isRecordStep(step)) {
      const row = rows.get(step.event) ?? null;
      return { step, row, stated: null, claim: claimOf(row), place: placeOf(step.event), number: 0 };
    }
    const number = state.manualEvents.findIndex(({ id }) => id === step.stated);
    const stated = state.manualEvents[number] ?? null;
    return { step, row: null, stated, claim: stated === null ? null : statedTime(stated), place: null, number };
  });
  const sorted = candidates.toSorted(inChain);
  const undecided = undecidedPairs(sorted.map(({ claim }) => claim));
  return sorted.map(({ step, row, stated, claim }, index) => ({
    step,
    row,
    stated,
    claim,
    mark: markOf(index),
    annotation: isRecordStep(step) ? (state.annotations.get(step.event) ?? null) : null,
    lane: isRecordStep(step) ? (row?.fields['exhibit.lane'] ?? '') : STATED_LANE,
    undecidedWith: (undecided[index] ?? []).map(markOf),
  }));
}

/** What must be said of a step's order wherever it is shown; null where its time decides it. */
export function orderNote({ claim, undecidedWith }: Pick<OrderedStep, 'claim' | 'undecidedWith'>): string | null {
  if (claim === null) return 'no place on the time line, order not known';
  if (undecidedWith.length === 0) return null;
  const named = undecidedWith.slice(0, MOST_NAMED).join(', ');
  const rest = undecidedWith.length - MOST_NAMED;
  return `order undecided with ${named}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const MOST_NAMED = 4;

function markOf(index: number): string {
  return `S${index + 1}`;
}

function claimOf(row: EventRow | null): TimeClaim | null {
  return row === null || row.time === null
    ? null
    : { time: row.time, resolution: row.resolution, uncertaintyNs: row.uncertaintyNs };
}

function inChain(a: Candidate<unknown>, b: Candidate<unknown>): number {
  const byTime = compareTimes(a.claim?.time ?? null, b.claim?.time ?? null);
  if (byTime !== 0) return byTime;
  const byLoss = Number(isLost(a)) - Number(isLost(b));
  if (byLoss !== 0) return byLoss;
  if (a.place !== null && b.place !== null) return comparePlaces(a.place, b.place);
  return Number(a.place === null) - Number(b.place === null) || a.number - b.number;
}

/** Steps without their record come last, so that the marks of the others are the same where these cannot be printed. */
function isLost({ row, stated }: Candidate<unknown>): boolean {
  return row === null && stated === null;
}

/** For every claim the indexes of those whose interval overlaps its own, ascending. What has no time is in no pair. */
export function undecidedPairs(claims: readonly (TimeClaim | null)[]): readonly (readonly number[])[] {
  const found = claims.map((): number[] => []);
  const intervals = claims
    .flatMap((claim, index) => (claim === null ? [] : [{ index, ...intervalOf(claim) }]))
    .toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
  for (const [at, earlier] of intervals.entries()) {
    for (let next = at + 1; next < intervals.length; next += 1) {
      const later = intervals[next]!;
      if (later.from >= earlier.to) break;
      found[earlier.index]?.push(later.index);
      found[later.index]?.push(earlier.index);
    }
  }
  return found.map((indexes) => indexes.toSorted((a, b) => a - b));
}
