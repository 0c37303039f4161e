/**
 * The fold of the journal: from acts to what holds now. Pure and in linear time; replaying a journal and applying its
 * lines one by one give the same state.
 *
 * Undo is a compensating line (`undone`), redo another (`redone`); both always name the newest act that can be taken or
 * brought back. A new undoable act empties what could be redone. What the disk did (received, imported, exported) and
 * the opening of the case are never undone.
 */
import type { CaseMeta, CaseState } from './case.js';
import { Draft, JournalMismatch, type FoldLine } from './fold-draft.js';
import { FIRST_PREVIOUS_HASH } from './journal-chain.js';
import { UNSTATED_PARTICULARS } from './particulars.js';
import { STANDARD_PLAN } from './report-plan.js';

export { adjustmentKey, refusal } from './fold-acts.js';
export { JournalMismatch, type FoldLine } from './fold-draft.js';

/** A case before its first line. */
export function emptyState(meta: CaseMeta): CaseState {
  return {
    meta,
    receipts: [],
    imported: new Map(),
    cancelled: new Set(),
    intakes: new Map(),
    removed: new Map(),
    hashComparisons: [],
    clockTimes: new Map(),
    annotations: new Map(),
    steps: [],
    links: [],
    findings: [],
    manualEvents: [],
    notebook: [],
    marks: [],
    savedSearches: [],
    columnSets: [],
    citedSearches: [],
    particulars: UNSTATED_PARTICULARS,
    reportPlan: STANDARD_PLAN,
    milestones: new Map(),
    revealed: new Set(),
    reviews: [],
    issues: [],
    adjustments: new Map(),
    readings: new Map(),
    undoable: [],
    redoable: [],
    reversals: new Map(),
    head: { seq: 0, hash: FIRST_PREVIOUS_HASH },
    lastWord: { seq: 0, hash: FIRST_PREVIOUS_HASH },
    lastContent: 0,
  };
}

/**
 * The state after one more line, null being the state before the first. Untouched parts keep their identity. Throws
 * `JournalMismatch`.
 */
export function applyLine(state: CaseState | null, line: FoldLine): CaseState {
  const draft = new Draft(state ?? beginning(line));
  draft.apply(line);
  return draft.state();
}

/**
 * The state after some more lines: for long stretches, since it copies each collection once instead of once per line.
 * Throws `JournalMismatch`, also where there is neither a state nor a line.
 */
export function applyLines(state: CaseState | null, lines: Iterable<FoldLine>): CaseState {
  let draft = state === null ? null : new Draft(state);
  for (const line of lines) {
    draft ??= new Draft(beginning(line));
    draft.apply(line);
  }
  if (draft === null) throw new JournalMismatch(1, 'the journal is empty');
  return draft.state();
}

/** Replays a whole journal. Throws `JournalMismatch`, also where the first line does not create the case. */
export function foldJournal(lines: Iterable<FoldLine>): CaseState {
  return applyLines(null, lines);
}

function beginning(line: FoldLine): CaseState {
  const { seq, act } = line.body;
  if (act.type !== 'case-created') throw new JournalMismatch(seq, 'the first line does not create the case');
  return emptyState(act.meta);
}

/** Raised whenever the fold or `CaseState` changes: a cache of another version is not read. */
const STORED_VERSION = 8;

type Pairs<T> =
  T extends ReadonlyMap<infer Key, infer Value>
    ? readonly (readonly [Key, Value])[]
    : T extends ReadonlySet<infer Item>
      ? readonly Item[]
      : T;
type StoredState = { readonly [K in keyof CaseState]: Pairs<CaseState[K]> } & { readonly version: number };

/** A state as JSON-safe value, for the database's cache of the fold. */
export function storeState(state: CaseState): unknown {
  const stored: StoredState = {
    ...state,
    version: STORED_VERSION,
    imported: [...state.imported],
    cancelled: [...state.cancelled],
    revealed: [...state.revealed],
    intakes: [...state.intakes],
    removed: [...state.removed],
    annotations: [...state.annotations],
    adjustments: [...state.adjustments],
    readings: [...state.readings],
    milestones: [...state.milestones],
    clockTimes: [...state.clockTimes],
    reversals: [...state.reversals],
  };
  return stored;
}

/** Reads a stored state back; null where it was stored by another version, so that the journal is folded anew. */
export function reviveState(value: unknown): CaseState | null {
  if (typeof value !== 'object' || value === null || (value as StoredState).version !== STORED_VERSION) return null;
  const { version: _, ...stored } = value as StoredState;
  return {
    ...stored,
    imported: new Map(stored.imported),
    cancelled: new Set(stored.cancelled),
    revealed: new Set(stored.revealed),
    intakes: new Map(stored.intakes),
    removed: new Map(stored.removed),
    annotations: new Map(stored.annotations),
    adjustments: new Map(stored.adjustments),
    readings: new Map(stored.readings),
    milestones: new Map(stored.milestones),
    clockTimes: new Map(stored.clockTimes),
    reversals: new Map(stored.reversals),
  };
}
