/** Why a search shows nothing, and what shows something again. */
import type { Search, SearchResult } from '../../query/spec.js';
import { countedText } from '../../ui/quantities.js';

export type Remedy = 'whole time' | 'hidden too' | 'clear the query';

export interface WhyNothing {
  /** What stands in the way, one sentence each. */
  readonly reasons: readonly string[];
  /** What would help, the one that drops least first; none that would change nothing. */
  readonly remedies: readonly Remedy[];
}

/**
 * @param matching answer to the query at any time
 * @param shown answer to query and time range together, which is empty
 */
export function whyNothing(
  search: Search,
  matching: Pick<SearchResult, 'matched' | 'hidden' | 'total'>,
  shown: Pick<SearchResult, 'hidden' | 'leavesOutHidden'>,
): WhyNothing {
  const left = shown.leavesOutHidden ? shown.hidden : 0;
  const hiddenAnywhere = shown.leavesOutHidden ? matching.hidden : 0;
  const outside = search.range === null ? 0 : matching.matched;
  const isAsked = search.query !== '';
  const subject = isAsked ? 'Matching the query' : 'In the case';
  const reasons = [
    ...(left > 0 ? [`Hidden here by your marks: ${countedText(left, 'event')}.`] : []),
    ...(outside > 0 ? [`${subject}, all outside the chosen time range: ${countedText(outside, 'event')}.`] : []),
    ...(left === 0 && outside === 0 && hiddenAnywhere > 0
      ? [`${subject}, outside the chosen time range and hidden by your marks: ${countedText(hiddenAnywhere, 'event')}.`]
      : []),
    ...(isAsked && matching.matched === 0 && hiddenAnywhere === 0
      ? [`None of the ${countedText(matching.total, 'event')} of the case matches the query.`]
      : []),
  ];
  const remedies: readonly (Remedy | null)[] = [
    hiddenAnywhere > 0 ? 'hidden too' : null,
    search.range !== null && (outside > 0 || hiddenAnywhere > left) ? 'whole time' : null,
    isAsked ? 'clear the query' : null,
  ];
  return { reasons, remedies: remedies.filter((remedy) => remedy !== null) };
}
