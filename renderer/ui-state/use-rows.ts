import { useEffect, useMemo, useState } from 'react';
import type { EventId } from '../../parsers/model/ids.js';
import type { EventRow } from '../query/spec.js';
import type { CaseSession } from '../session/session.js';
import { messageOf, reportProblem } from './attempt.js';
import { useSnapshot } from './use-snapshot.js';

const NONE: ReadonlyMap<EventId, EventRow> = new Map();

/** Rows of events by id, followed as evidence and adjustments change; null until the first answer. Events that the evidence no longer yields are absent. */
export function useRows(session: CaseSession, ids: readonly EventId[]): ReadonlyMap<EventId, EventRow> | null {
  const { dataVersion } = useSnapshot(session);
  const [rows, setRows] = useState<ReadonlyMap<EventId, EventRow> | null>(null);
  const key = ids.join('\n');
  const wanted = useMemo(() => (key === '' ? [] : (key.split('\n') as EventId[])), [key]);
  useEffect(() => {
    let isStale = false;
    if (wanted.length === 0) {
      setRows(NONE);
      return undefined;
    }
    session.query.rowsById(wanted).then(
      (answer) => {
        if (!isStale) setRows(new Map(answer.map((row) => [row.id, row])));
      },
      (error: unknown) => {
        if (!isStale) reportProblem(`Events could not be read: ${messageOf(error)}`);
      },
    );
    return () => {
      isStale = true;
    };
  }, [session, wanted, dataVersion]);
  return rows;
}
