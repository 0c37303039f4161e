import type { ImportRun } from './session.js';

const PHASES: { readonly [P in ImportRun['phase']]: string } = {
  receiving: 'copying and hashing',
  parsing: 'reading',
  committing: 'committing',
  loading: 'loading',
};

/** Progress as one line: what, bytes of bytes, events, rate, time left. `nowMs` on the clock of `startedAtMs`. */
export function progressLine(run: ImportRun, nowMs: number): string {
  const head = `${PHASES[run.phase]} ${Math.min(run.done + 1, run.of)} of ${run.of}`;
  const { progress } = run;
  if (progress === null || progress.bytesTotal === 0) return run.of === 0 ? PHASES[run.phase] : head;
  const seconds = (nowMs - run.startedAtMs) / 1000;
  const rate = seconds > 0 ? progress.bytesDone / seconds : 0;
  const left = rate > 0 ? `, ${Math.ceil((progress.bytesTotal - progress.bytesDone) / rate)} s left` : '';
  const events = progress.events > 0 ? `, ${progress.events} events` : '';
  return `${head}: ${progress.number} ${megabytes(progress.bytesDone)} of ${megabytes(progress.bytesTotal)} MB${events}, ${megabytes(rate)} MB/s${left}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
