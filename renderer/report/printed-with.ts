import type { CitedEvent } from './model.js';

/** By the mark of each event that is printed in full, the mark of the first event of the same record: its text is printed once. */
export function printedWith(events: readonly CitedEvent[]): ReadonlyMap<string, string> {
  const firsts = new Map<string, string>();
  const marks = new Map<string, string>();
  for (const { mark, detail, inFull } of events) {
    if (!inFull) continue;
    const record = `${detail.exhibitNumber}\n${detail.member}\n${detail.offset}`;
    const first = firsts.get(record) ?? mark;
    firsts.set(record, first);
    marks.set(mark, first);
  }
  return marks;
}
