import type { ProblemCode } from './event.js';
import type { MemberLedger } from './ledger.js';

/** Complaints about evidence that is not whole or not readable, in the words of a report. */
const DAMAGE: { readonly [code in ProblemCode]?: string } = {
  truncated: 'cut off inside a record',
  'not-json': 'no valid JSON',
  'not-xml': 'no valid XML',
  'wrong-columns': 'rows that do not fit their table',
  'invalid-utf8': 'bytes that are no UTF-8',
  'archive-damaged': 'damaged archive',
  'archive-encrypted': 'encrypted',
  unreadable: 'not readable any more',
  'dropped-events': 'events dropped by the producer',
};

/** Complaints of a member by code: all of them; of ledgers of earlier programs, which did not count so, those shown in full. */
export function problemKindsOf({ problemKinds, problems }: MemberLedger): ReadonlyMap<ProblemCode, number> {
  if (problemKinds !== undefined) return new Map(problemKinds.map(({ code, count }) => [code, count]));
  const counts = new Map<ProblemCode, number>();
  for (const { code } of problems) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}

/** The kinds of damage of a member as words, each with its count: `cut off inside a record (1)`. */
export function damageOf(member: MemberLedger): readonly string[] {
  return [...problemKindsOf(member)].flatMap(([code, count]) => {
    const words = DAMAGE[code];
    return words === undefined ? [] : [`${words} (${count})`];
  });
}

/** Records that share a producer's id with another one, and differ. */
export function keyConflictsOf(member: MemberLedger): number {
  return problemKindsOf(member).get('key-conflict') ?? 0;
}
