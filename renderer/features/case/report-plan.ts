import type { ReportPlan } from '../../../parsers/model/report-plan.js';
import { arrange } from '../../report/sections.js';

/** The plan with a section printed or left out. */
export function switchedSection(plan: ReportPlan, id: string, isOn: boolean): ReportPlan {
  const others = plan.off.filter((other) => other !== id);
  return { ...plan, off: isOn ? others : [...others, id] };
}

/** The plan with a section one place earlier (-1) or later (1). */
export function movedSection(plan: ReportPlan, id: string, by: -1 | 1): ReportPlan {
  const order: string[] = arrange(plan.order).map((section) => section.id);
  const from = order.indexOf(id);
  const neighbour = order[from + by];
  if (from < 0 || neighbour === undefined) return plan;
  return { ...plan, order: order.with(from + by, id).with(from, neighbour) };
}
