import { useMemo, useRef } from 'react';
import { isOutdated } from '../../query/outdated.js';
import type { QueryClient, QueryProblem, Search, SearchResult } from '../../query/spec.js';
import { useLatest } from '../../ui/use-latest.js';

interface Found {
  /** The newest result there is; that of the search before where the newest text is malformed. */
  readonly result: SearchResult | null;
  readonly problem: QueryProblem | null;
}

export interface Searches {
  /** Everything in the case: its span bounds the time line. */
  readonly all: SearchResult | null;
  /** What matches the query, at any time. */
  readonly matching: SearchResult | null;
  /** What matches the query within the time range. */
  readonly shown: SearchResult | null;
  /** The query that `shown` answers; lags behind while a newer one runs. */
  readonly shownQuery: string | null;
  readonly problem: QueryProblem | null;
  readonly failure: string | null;
  readonly isPending: boolean;
}

/** Runs the searches behind the views, again whenever search or data change. */
export function useSearches(
  client: QueryClient,
  search: Search,
  dataVersion: number,
  leavesOutHidden: boolean,
): Searches {
  const all = useSearch(client, 'explore-all', '', null, dataVersion, false);
  const matching = useSearch(client, 'explore-matching', search.query, null, dataVersion, leavesOutHidden);
  const shown = useSearch(client, 'explore-shown', search.query, search.range, dataVersion, leavesOutHidden);
  return {
    all: all.found.result,
    matching: matching.found.result,
    shown: shown.found.result,
    shownQuery: shown.query,
    problem: matching.found.problem,
    failure: all.failure ?? matching.failure ?? shown.failure,
    isPending: matching.isPending || shown.isPending,
  };
}

function useSearch(
  client: QueryClient,
  slot: string,
  query: string,
  range: Search['range'],
  dataVersion: number,
  leavesOutHidden: boolean,
): {
  readonly found: Found;
  readonly query: string | null;
  readonly failure: string | null;
  readonly isPending: boolean;
} {
  const before = useRef<SearchResult | null>(null);
  const question = useMemo(
    () => ({ query, range, dataVersion, leavesOutHidden }),
    [query, range, dataVersion, leavesOutHidden],
  );
  const { answered, failure, isPending } = useLatest(
    question,
    async (asked): Promise<Found> => {
      const answer = await client.search(slot, {
        query: asked.query,
        range: asked.range,
        leavesOutHidden: asked.leavesOutHidden,
      });
      if ('problem' in answer) return { result: before.current, problem: answer.problem };
      before.current = answer;
      return { result: answer, problem: null };
    },
    isOutdated,
  );
  return { found: answered?.answer ?? NOTHING, query: answered?.question.query ?? null, failure, isPending };
}

const NOTHING: Found = { result: null, problem: null };
