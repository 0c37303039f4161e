import type { EventId } from './ids.js';

/** How the printed kill chain is grouped: not at all, by ATT&CK tactic, or by workload. */
export const CHAIN_GROUPINGS = ['time', 'phase', 'workload'] as const;
export type ChainGrouping = (typeof CHAIN_GROUPINGS)[number];

/** What the examiner chose about a report's sections. Ids that a version does not know are passed over. */
export interface ReportPlan {
  /** Ids of sections in the order chosen; sections not named keep their place after the one they follow by default. */
  readonly order: readonly string[];
  /** Ids of sections left out; obligatory ones are printed all the same. */
  readonly off: readonly string[];
  readonly grouping: ChainGrouping;
}

export const STANDARD_PLAN: ReportPlan = { order: [], off: [], grouping: 'time' };

/** Times that a court asks for first. */
export const MILESTONES = ['first-sign', 'first-detection', 'notice', 'containment'] as const;
export type MilestoneName = (typeof MILESTONES)[number];

/** What shows a milestone: a record, or an event on somebody's word (its id). */
export interface Milestone {
  readonly name: MilestoneName;
  readonly shownBy: { readonly record: EventId } | { readonly statement: string };
}
