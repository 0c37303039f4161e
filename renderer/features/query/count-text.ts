import type { SearchResult } from '../../query/spec.js';

const numbers = new Intl.NumberFormat('en');

/** A count with thousands separated: `1,234,567`. */
export function count(value: number): string {
  return numbers.format(value);
}

/** `shown 12 of 1,234 events (3 undated)`; says where a time range hides the undated ones. */
export function countText(result: SearchResult, unplaced: number, hasRange: boolean): string {
  const hidden = hasRange && result.unplaced === 0 && unplaced > 0 ? ', not shown in a time range' : '';
  return `shown ${count(result.matched)} of ${count(result.total)} events (${count(unplaced)} undated${hidden})`;
}
