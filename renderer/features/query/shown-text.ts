import type { SearchResult } from '../../query/spec.js';
import { countText } from '../../ui/quantities.js';

/** `shown 12 of 1,234 events (3 undated)`; says where a time range hides the undated ones. */
export function shownText(result: SearchResult, unplaced: number, hasRange: boolean): string {
  const hidden = hasRange && result.unplaced === 0 && unplaced > 0 ? ', not shown in a time range' : '';
  return `shown ${countText(result.matched)} of ${countText(result.total)} events (${countText(unplaced)} undated${hidden})`;
}
