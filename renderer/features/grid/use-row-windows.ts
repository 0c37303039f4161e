import { useEffect, useMemo, useReducer, useState } from 'react';
import type { EventRow, QueryClient, SearchResult } from '../../query/spec.js';
import { createRowWindows } from './row-windows.js';

export interface LoadedRows {
  readonly row: (index: number) => EventRow | null;
  readonly want: (from: number, to: number) => void;
  readonly failure: string | null;
}

/** Rows of a result as they arrive. */
export function useRowWindows(client: Pick<QueryClient, 'rows'>, result: SearchResult): LoadedRows {
  const [version, changed] = useReducer((before: number) => before + 1, 0);
  const [failure, setFailure] = useState<{ readonly id: number; readonly message: string } | null>(null);
  const windows = useMemo(
    () =>
      createRowWindows(
        (from, count) => client.rows(result.id, from, Math.min(count, result.matched - from)),
        changed,
        (message) => setFailure({ id: result.id, message }),
      ),
    [client, result],
  );
  useEffect(() => () => windows.stop(), [windows]);
  const message = failure?.id === result.id ? failure.message : null;
  // oxlint-disable-next-line react/exhaustive-deps -- `version` says that the windows hold more than before
  return useMemo(() => ({ row: windows.row, want: windows.want, failure: message }), [windows, message, version]);
}
