import type { ReactElement } from 'react';
import type { SearchResult } from '../../query/spec.js';
import { shownText } from './shown-text.js';

export interface CountLineProps {
  /** What is shown: query and time range applied. */
  readonly result: SearchResult | null;
  /** Events that match the query and have no place on the time line, whatever the range. */
  readonly unplaced: number;
  readonly hasRange: boolean;
  readonly isPending: boolean;
  /** True where the query now in force could not be run: what is shown answers the one before. */
  readonly isFaulty: boolean;
}

/** How much of the whole is shown; always in sight. */
export function CountLine({ result, unplaced, hasRange, isPending, isFaulty }: CountLineProps): ReactElement {
  return (
    <output className="count-line number" aria-busy={isPending}>
      {result === null ? 'Searching' : shownText(result, unplaced, hasRange)}
      {isFaulty && result !== null && ', by the query before'}
      {isPending && result !== null && <span className="muted"> …</span>}
    </output>
  );
}
