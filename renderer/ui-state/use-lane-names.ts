import { useEffect, useMemo, useState } from 'react';
import type { CaseSession } from '../session/session.js';
import { messageOf, reportProblem } from './attempt.js';
import { useSnapshot } from './use-snapshot.js';

type Workloads = readonly (readonly string[])[];

const NONE: Workloads = [];

/** All names of the workloads that these lanes stand for, followed as evidence changes; none until the first answer. */
export function useLaneNames(session: CaseSession, lanes: readonly string[]): Workloads {
  const { dataVersion } = useSnapshot(session);
  const [answer, setAnswer] = useState<{ readonly dataVersion: number; readonly names: Workloads } | null>(null);
  const key = [...new Set(lanes)].join('\n');
  const wanted = useMemo(() => key.split('\n').filter((lane) => lane !== ''), [key]);
  useEffect(() => {
    let isStale = false;
    Promise.all(wanted.map((lane) => session.query.laneNames(lane))).then(
      (names) => {
        if (!isStale) setAnswer({ dataVersion, names });
      },
      (error: unknown) => {
        if (!isStale) reportProblem(`Names of workloads could not be read: ${messageOf(error)}`);
      },
    );
    return () => {
      isStale = true;
    };
  }, [session, wanted, dataVersion]);
  return answer?.names ?? NONE;
}
