import type { CaseSession } from '../session/session.js';
import type { RuleHits } from './model.js';

/** More rules than these are counted, not listed. */
const LISTED = 500;

/** Events that name a rule of their source, by rule: what sensors and products flagged, not what anybody concludes. */
export async function ruleHits(session: CaseSession): Promise<RuleHits> {
  const found = await session.query.search('report-rules', { query: 'rule.name: *', range: null });
  if ('problem' in found) throw new Error(found.problem.message);
  const stack = await session.query.stack(found.id, {
    fields: ['exhibit.format', 'rule.name'],
    order: 'most',
    limit: LISTED,
  });
  return {
    events: found.matched,
    ruleCount: stack.groupCount,
    rules: stack.groups.map(({ values: [format = '', rule = ''], count, first, last, workloads }) => ({
      format,
      rule,
      count,
      first,
      last,
      workloads,
    })),
  };
}
