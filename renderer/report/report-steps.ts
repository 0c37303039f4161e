import type { CaseState, Link } from '../../parsers/model/case.js';
import type { EventId } from '../../parsers/model/ids.js';
import { isRecordStep } from '../../parsers/model/step-events.js';
import { orderedSteps } from '../kill-chain/ordered-steps.js';
import type { CitedEvent, ReportLink, ReportStep } from './model.js';

/** The steps as the report prints them, in the one order of `renderer/kill-chain/ordered-steps.ts`. */
export function stepsOf(
  state: Pick<CaseState, 'steps' | 'annotations' | 'receipts' | 'manualEvents'>,
  events: readonly CitedEvent[],
): readonly ReportStep[] {
  const marks = new Map(events.map(({ detail, mark }) => [detail.id, mark]));
  const details = new Map(events.map(({ detail }) => [detail.id, detail]));
  return orderedSteps(state, details).map(({ step, mark, stated, lane, claim, undecidedWith }) => ({
    id: step.id,
    title: step.title,
    mark,
    cites: isRecordStep(step) ? (marks.get(step.event) ?? null) : null,
    stated,
    lane,
    claim,
    undecidedWith,
  }));
}

/** The links by the marks of their steps. `cite` gives the marks of records. */
export function linksOf(
  links: readonly Link[],
  steps: readonly ReportStep[],
  cite: (ids: readonly EventId[]) => string[],
): readonly ReportLink[] {
  const marks = new Map(steps.map((step) => [step.id, step.mark]));
  return links.map((link) => ({
    from: marks.get(link.from) ?? '?',
    to: marks.get(link.to) ?? '?',
    reason: link.reason,
    cites: cite(link.records),
  }));
}
