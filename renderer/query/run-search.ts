import { buildPlan } from './build-plan.js';
import type { CaseIndex } from './case-index.js';
import type { QueryNode } from './language/syntax.js';
import { boundsOf, matches, undecided } from './query-plan.js';
import { selectRows, type RowSet } from './row-set.js';
import type { TimeRange } from './spec.js';
import type { StoredRecords } from './stored-records.js';
import type { TokenRows } from './token-rows.js';

/**
 * Answers a query exactly. What columns and token index settle is settled at once; the records of all other rows, within
 * the range, are read and tested. Throws the signal's reason once it is aborted.
 */
export async function runSearch(
  index: CaseIndex,
  sources: { readonly tokens: TokenRows; readonly records: StoredRecords },
  query: QueryNode,
  range: TimeRange | null,
  signal: AbortSignal,
): Promise<RowSet> {
  if (query.type === 'everything') return selectRows(index, null, range);
  const plan = await buildPlan(query, index, sources.tokens);
  signal.throwIfAborted();
  const bounds = boundsOf(plan);
  const open = undecided(bounds);
  if (open === null) return selectRows(index, bounds.certain, range);

  const mask = bounds.certain.slice();
  const openRows = selectRows(index, open, range).rows.toSorted();
  for await (const { chunk, rows } of sources.records.chunksOf(openRows, signal)) {
    for (const { row, local } of rows) mask[row] = matches(plan, row, () => chunk.event(local)) ? 1 : 0;
  }
  return selectRows(index, mask, range);
}
