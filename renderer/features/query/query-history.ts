/** Queries that were run, newest last, and the place in them that the person walked back to. */
export interface QueryHistory {
  readonly entries: readonly string[];
  /** Index of the entry shown; `entries.length` means the draft. */
  readonly at: number;
  /** What stood in the line before walking back. */
  readonly draft: string;
}

export const EMPTY_HISTORY: QueryHistory = { entries: [], at: 0, draft: '' };

const LIMIT = 100;

/** Notes a query that was run; a repeat moves to the end. */
export function remember(history: QueryHistory, query: string): QueryHistory {
  if (query.trim() === '') return { ...history, at: history.entries.length };
  const entries = [...history.entries.filter((entry) => entry !== query), query].slice(-LIMIT);
  return { entries, at: entries.length, draft: '' };
}

/** Walks back (-1) or forth (+1) from what stands in the line; null where there is nothing further. */
export function walk(
  history: QueryHistory,
  by: -1 | 1,
  current: string,
): { readonly history: QueryHistory; readonly text: string } | null {
  const at = history.at + by;
  if (at < 0 || at > history.entries.length) return null;
  const draft = history.at === history.entries.length ? current : history.draft;
  // The query in force is the newest entry: walking back from it must not show it again.
  const text = at === history.entries.length ? draft : (history.entries[at] ?? '');
  const walked = { ...history, at, draft };
  return by === -1 && text === current && at > 0 ? walk(walked, by, current) : { history: walked, text };
}
