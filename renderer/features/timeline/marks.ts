/** The examiner's marks on the time line: steps, links between them, annotated events, stated events, the selected event. */
import type { CaseState, Link, ManualEvent } from '../../../parsers/model/case.js';
import type { EventId } from '../../../parsers/model/ids.js';
import type { TimeClaim } from '../../../parsers/model/order.js';
import { isRecordStep, stepEvents } from '../../../parsers/model/step-events.js';
import { statedTime } from '../../../parsers/time/stated-time.js';
import { compareTimes } from '../../kill-chain/event-order.js';
import { orderedSteps, orderNote, STATED_LANE, undecidedPairs } from '../../kill-chain/ordered-steps.js';
import type { EventRow } from '../../query/spec.js';

export interface Mark {
  /** Id of the event, or of the stated event. */
  readonly id: string;
  /** Null for a stated event, which no record holds. */
  readonly event: EventId | null;
  readonly stated: ManualEvent | null;
  /** `exhibit.lane` of the event, or `STATED_LANE`. */
  readonly lane: string;
  /** `user.name` of the event, `''` where it names none. */
  readonly identity: string;
  /** When it was, and what its source leaves open. */
  readonly claim: TimeClaim;
  /** `S1`, `S2`, ... as in the kill chain; null for an event that is no step. */
  readonly step: string | null;
  /** The examiner's words: title of the step, else the note; of a stated event what was stated. */
  readonly text: string;
  /** What must be said of its order among the marks, or null. */
  readonly orderNote: string | null;
}

export interface Marks {
  /** In the order of time, those without a place on the time line left out. */
  readonly placed: readonly Mark[];
  /** Steps at both ends of every link whose ends have a place. */
  readonly links: readonly { readonly link: Link; readonly from: Mark; readonly to: Mark }[];
  readonly unplaced: number;
  readonly selected: EventRow | null;
}

type MarkedState = Pick<CaseState, 'annotations' | 'steps' | 'links' | 'receipts' | 'manualEvents'>;

/** Ids of all events of the evidence that carry a mark. */
export function markedIds(state: MarkedState, selection: EventId | null): readonly EventId[] {
  const ids = new Set([...state.annotations.keys(), ...stepEvents(state.steps)]);
  if (selection !== null) ids.add(selection);
  return [...ids];
}

type Candidate = Omit<Mark, 'claim' | 'orderNote'> & {
  readonly claim: TimeClaim | null;
  readonly stepNote: string | null;
};

/** Joins the state of the case with the rows of the marked events. */
export function marksOf(state: MarkedState, rows: readonly EventRow[], selection: EventId | null): Marks {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const candidates = [...stepMarks(state, byId), ...annotatedMarks(state, byId), ...statedMarks(state)];
  const dated = candidates
    .filter((mark): mark is Candidate & { readonly claim: TimeClaim } => mark.claim !== null)
    .toSorted((a, b) => compareTimes(a.claim.time, b.claim.time));
  const pairs = undecidedPairs(dated.map(({ claim }) => claim));
  const placed = dated.map(({ stepNote, ...mark }, index): Mark => ({
    ...mark,
    orderNote: stepNote ?? ((pairs[index] ?? []).length === 0 ? null : 'order undecided with another key event'),
  }));
  const byMark = new Map(placed.map((mark) => [mark.id, mark]));
  const byStep = new Map(
    state.steps.map((step) => [step.id, byMark.get(isRecordStep(step) ? step.event : step.stated)]),
  );
  return {
    placed,
    links: state.links.flatMap((link) => {
      const from = byStep.get(link.from);
      const to = byStep.get(link.to);
      return from === undefined || to === undefined ? [] : [{ link, from, to }];
    }),
    unplaced: candidates.length - placed.length,
    selected: selection === null ? null : (byId.get(selection) ?? null),
  };
}

function stepMarks(state: MarkedState, rows: ReadonlyMap<EventId, EventRow>): readonly Candidate[] {
  return orderedSteps(state, rows).flatMap((ordered): readonly Candidate[] => {
    const { step, mark, row, stated, lane, claim } = ordered;
    // Without its record a step has nothing that could be drawn.
    if (row === null && stated === null) return [];
    return [
      {
        id: isRecordStep(step) ? step.event : step.stated,
        event: row?.id ?? null,
        stated,
        lane,
        identity: row?.fields['user.name'] ?? '',
        claim,
        step: mark,
        text: step.title,
        stepNote: orderNote(ordered),
      },
    ];
  });
}

function annotatedMarks(state: MarkedState, rows: ReadonlyMap<EventId, EventRow>): readonly Candidate[] {
  const steps = new Set(stepEvents(state.steps));
  return [...state.annotations.values()].flatMap(({ event, note }): readonly Candidate[] => {
    const row = rows.get(event);
    if (row === undefined || steps.has(event)) return [];
    const { time, resolution, uncertaintyNs } = row;
    return [
      {
        id: event,
        event,
        stated: null,
        lane: row.fields['exhibit.lane'] ?? '',
        identity: row.fields['user.name'] ?? '',
        claim: time === null ? null : { time, resolution, uncertaintyNs },
        step: null,
        text: note === '' ? row.message : note,
        stepNote: null,
      },
    ];
  });
}

/** Stated events that are no steps. */
function statedMarks(state: MarkedState): readonly Candidate[] {
  const steps = new Set(state.steps.flatMap((step) => (isRecordStep(step) ? [] : [step.stated])));
  return state.manualEvents
    .filter(({ id }) => !steps.has(id))
    .map((stated) => ({
      id: stated.id,
      event: null,
      stated,
      lane: STATED_LANE,
      identity: '',
      claim: statedTime(stated),
      step: null,
      text: stated.text,
      stepNote: null,
    }));
}
