import type { CaseState } from '../../parsers/model/case.js';
import { adjustmentKey } from '../../parsers/model/fold.js';
import { isSameReading, type Readings } from '../../parsers/model/reading.js';

/** What the examiner says of the members of one exhibit, by path. */
export function readingsOf(state: CaseState, number: string): Readings {
  const prefix = adjustmentKey(number, '');
  return new Map(
    [...state.readings].flatMap(([key, reading]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), reading] as const] : [],
    ),
  );
}

/** Whether the last import read the members of an exhibit as the examiner states now. */
export function isReadAsStated(state: CaseState, number: string): boolean {
  const stated = readingsOf(state, number);
  const members = state.imported.get(number)?.ledger.members ?? [];
  return members.every(({ path, stated: read }) => isSameReading(read ?? null, stated.get(path) ?? null));
}
