import { ChromiumSession, type SessionHost } from './session.js';

const sessions = new Map<string, ChromiumSession>();

/** The session of a profile folder; the same folder gives the same session. */
export function sessionFromPath(folder: string, host: SessionHost): ChromiumSession {
  const present = sessions.get(folder);
  if (present !== undefined) return present;
  const made = new ChromiumSession(folder, host);
  sessions.set(folder, made);
  return made;
}

/** Ends every browser process of ours. */
export async function endSessions(): Promise<void> {
  await Promise.all([...sessions.values()].map((session) => session.end()));
}
