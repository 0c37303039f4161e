import { isOutdated } from '../../query/outdated.js';
import type { EventRow } from '../../query/spec.js';
import { createLatest } from '../../ui/latest.js';

/** Rows asked for at a time. */
export const WINDOW = 200;
const KEPT = 40;

export interface RowWindows {
  /** The row, or null while it is not loaded. */
  readonly row: (index: number) => EventRow | null;
  /** Says which rows are in sight (half-open), so that they are loaded; the newest wish wins. */
  readonly want: (from: number, to: number) => void;
  readonly stop: () => void;
}

/** Rows of one result, loaded by windows, the least recently seen ones forgotten. `onChange` follows every arrival. */
export function createRowWindows(
  load: (from: number, count: number) => Promise<readonly EventRow[]>,
  onChange: () => void,
  onFailure: (message: string) => void,
): RowWindows {
  const windows = new Map<number, readonly EventRow[]>();
  let wanted: readonly number[] = [];

  const latest = createLatest<number, readonly EventRow[]>(
    (window) => load(window * WINDOW, WINDOW),
    (window, rows) => {
      windows.set(window, rows);
      for (const oldest of windows.keys()) {
        if (windows.size <= KEPT) break;
        if (!wanted.includes(oldest)) windows.delete(oldest);
      }
      onChange();
      next();
    },
    (_window, message) => onFailure(message),
    isOutdated,
  );

  function next(): void {
    const missing = wanted.find((window) => !windows.has(window));
    if (missing !== undefined) latest.request(missing);
  }

  return {
    row: (index) => windows.get(Math.floor(index / WINDOW))?.[index % WINDOW] ?? null,
    want(from, to) {
      const first = Math.floor(from / WINDOW);
      const last = Math.floor(Math.max(to - 1, from) / WINDOW);
      wanted = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      for (const window of wanted) {
        const rows = windows.get(window);
        if (rows === undefined) continue;
        windows.delete(window);
        windows.set(window, rows);
      }
      next();
    },
    stop: () => latest.stop(),
  };
}
