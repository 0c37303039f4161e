import { useSyncExternalStore } from 'react';
import type { CaseSession, SessionSnapshot } from '../session/session.js';

/** The session's snapshot, followed. */
export function useSnapshot(session: CaseSession): SessionSnapshot {
  return useSyncExternalStore(session.subscribe, session.snapshot);
}
