import type { SearchRun } from '../../parsers/model/case.js';
import { formatUtc } from '../../parsers/time/format.js';
import { partsOf } from '../../parsers/time/instant.js';
import { hiddenText } from './hidden-text.js';

/** What of a search's answer a file was made of. */
export interface FoundEvents {
  readonly matched: number;
  readonly total: number;
  readonly hidden: number;
  readonly leavesOutHidden: boolean;
}

/** The search and what it found, for the line of the journal about a file: `4 of 9 events (1 hidden left out): root from ... to ...`. */
export function searchWords({ query, range }: Pick<SearchRun, 'query' | 'range'>, found: FoundEvents): string {
  const hidden = hiddenText(found);
  const within = range === null ? '' : ` from ${formatUtc(partsOf(range.fromMs))} to ${formatUtc(partsOf(range.toMs))}`;
  return `${found.matched} of ${found.total} events${hidden === '' ? '' : ` (${hidden})`}: ${query === '' ? 'everything' : query}${within}`;
}
