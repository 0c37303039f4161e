import type { ChainGrouping } from '../../parsers/model/report-plan.js';
import { visibleText } from '../../parsers/model/visible-text.js';
import { tacticByShortname } from '../attack/attack.js';
import type { ReportModel, ReportStep } from './model.js';

/** What a grouping of the kill chain is, as settings and preview say it. */
export const CHAIN_GROUPING_WORDS: Readonly<Record<ChainGrouping, string>> = {
  time: 'in one order of time',
  phase: 'grouped by phase (the ATT&CK tactic that the examiner assigned)',
  workload: 'grouped by workload',
};

/** Steps that stand together, in their order of time. */
export interface StepGroup {
  readonly key: string;
  /** `''` where there is one group only. */
  readonly title: string;
  readonly steps: readonly ReportStep[];
}

/** Groups of the chain's steps in the order of their first step; each step stands in one. */
export function groupSteps(
  model: Pick<ReportModel, 'steps' | 'events'>,
  grouping: ChainGrouping,
): readonly StepGroup[] {
  if (grouping === 'time') return [{ key: 'all', title: '', steps: model.steps }];
  const events = new Map(model.events.map((event) => [event.mark, event]));
  const groups = new Map<string, ReportStep[]>();
  for (const step of model.steps) {
    const key = grouping === 'workload' ? step.lane : (events.get(step.cites ?? '')?.annotation?.tactic ?? '');
    const group = groups.get(key) ?? [];
    group.push(step);
    groups.set(key, group);
  }
  return [...groups].map(([key, steps]) => ({ key, title: titleOf(key, grouping), steps }));
}

function titleOf(key: string, grouping: ChainGrouping): string {
  if (grouping === 'workload') return key === '' ? 'Workload: none named' : `Workload: ${visibleText(key)}`;
  return key === '' ? 'Phase: none assigned' : `Phase: ${tacticByShortname(key)?.name ?? visibleText(key)}`;
}
