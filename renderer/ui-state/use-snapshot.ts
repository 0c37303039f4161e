import { useCallback, useSyncExternalStore } from 'react';
import type { CaseSession, SessionSnapshot } from '../session/session.js';

/** The session's snapshot, followed. */
export function useSnapshot(session: CaseSession): SessionSnapshot {
  const subscribe = useCallback((listener: () => void) => session.subscribe(listener), [session]);
  return useSyncExternalStore(subscribe, () => session.snapshot());
}
