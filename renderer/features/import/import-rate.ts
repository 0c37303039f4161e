import type { ImportRun } from '../../session/session.js';

/** How fast an import runs and when it will be done; null where too little is known. */
export interface ImportRate {
  readonly bytesPerSecond: number;
  readonly eventsPerSecond: number;
  readonly secondsLeft: number | null;
  /** From 0 to 1, of the exhibit at hand. */
  readonly part: number;
}

/** A rate over less than this says nothing. */
const LEAST_MS = 400;

/** @param nowMs the clock by which `startedAtMs` was taken (`performance.now()`) */
export function importRate(run: ImportRun, nowMs: number): ImportRate | null {
  const { progress } = run;
  const elapsed = nowMs - run.startedAtMs;
  if (progress === null || progress.bytesTotal === 0 || elapsed < LEAST_MS) return null;
  const seconds = elapsed / 1000;
  const bytesPerSecond = progress.bytesDone / seconds;
  return {
    bytesPerSecond,
    eventsPerSecond: progress.events / seconds,
    secondsLeft: bytesPerSecond === 0 ? null : Math.max(0, progress.bytesTotal - progress.bytesDone) / bytesPerSecond,
    part: Math.min(1, progress.bytesDone / progress.bytesTotal),
  };
}
