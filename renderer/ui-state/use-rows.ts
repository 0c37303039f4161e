import { useEffect, useMemo, useState } from 'react';
import type { EventId } from '../../parsers/model/ids.js';
import type { EventRow } from '../query/spec.js';
import type { CaseSession } from '../session/session.js';
import { messageOf, reportProblem } from './attempt.js';
import { useSnapshot } from './use-snapshot.js';

type Rows = ReadonlyMap<EventId, EventRow>;

const NONE: Rows = new Map();

/**
 * Rows of events by id, followed as evidence and adjustments change; null until the first answer. Events that the
 * evidence no longer yields are absent.
 */
export function useRows(session: CaseSession, ids: readonly EventId[]): Rows | null {
  const { dataVersion } = useSnapshot(session);
  const [answer, setAnswer] = useState<{ readonly dataVersion: number; readonly rows: Rows } | null>(null);
  const key = ids.join('\n');
  const wanted = useMemo(() => (key === '' ? [] : (key.split('\n') as EventId[])), [key]);
  useEffect(() => {
    if (wanted.length === 0) return undefined;
    let isStale = false;
    session.query.rowsById(wanted).then(
      (rows) => {
        if (!isStale) setAnswer({ dataVersion, rows: new Map(rows.map((row) => [row.id, row])) });
      },
      (error: unknown) => {
        if (!isStale) reportProblem(`Events could not be read: ${messageOf(error)}`);
      },
    );
    return () => {
      isStale = true;
    };
  }, [session, wanted, dataVersion]);
  return wanted.length === 0 ? NONE : (answer?.rows ?? null);
}
