import type { SearchResult } from '../../query/spec.js';
import { hiddenText } from '../../ui/hidden-text.js';
import { countText } from '../../ui/quantities.js';

/** `shown 12 of 1,234 events (3 undated; 2 hidden left out)`; says where a time range leaves the undated ones out, and what marks hide. */
export function shownText(result: SearchResult, unplaced: number, hasRange: boolean): string {
  const outside = hasRange && result.unplaced === 0 && unplaced > 0 ? ', not shown in a time range' : '';
  const hidden = result.hidden === 0 ? '' : `; ${hiddenText(result)}`;
  return `shown ${countText(result.matched)} of ${countText(result.total)} events (${countText(unplaced)} undated${outside}${hidden})`;
}
