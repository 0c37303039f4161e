import { adjustmentKey } from '../../parsers/model/fold.js';
import type { Adjustment, CaseState } from '../../parsers/model/case.js';
import type { ExhibitLedger, MemberLedger } from '../../parsers/model/ledger.js';

/** Members that are asked about together: one exhibit, one format, the same clock. */
export interface ClockSource {
  readonly key: string;
  readonly exhibit: string;
  readonly format: string;
  readonly members: readonly MemberLedger[];
  /** True where times state no zone. */
  readonly zoneNeeded: boolean;
  /** What the examiner said, the same for all of them; null where nothing was said. */
  readonly adjustment: Adjustment | null;
}

/** True where the examiner has still to say which zone the times of a member were written in. */
export function isZoneOpen(
  adjustments: CaseState['adjustments'],
  exhibit: string,
  member: Pick<MemberLedger, 'path' | 'zoneNeeded'>,
): boolean {
  return member.zoneNeeded && (adjustments.get(adjustmentKey(exhibit, member.path))?.zone ?? null) === null;
}

/** Sources of time in the order of the ledger, open zone questions first. */
export function clockSources(
  exhibits: readonly ExhibitLedger[],
  state: Pick<CaseState, 'adjustments'>,
): readonly ClockSource[] {
  const sources = new Map<string, ClockSource>();
  for (const { number, members } of exhibits) {
    for (const member of members) {
      if (member.events === 0) continue;
      const adjustment = state.adjustments.get(adjustmentKey(number, member.path)) ?? null;
      const said = adjustment === null ? null : { ...adjustment, member: '' };
      const key = JSON.stringify([number, member.format, member.zoneNeeded, said]);
      const before = sources.get(key);
      sources.set(key, {
        key,
        exhibit: number,
        format: member.format,
        zoneNeeded: member.zoneNeeded,
        adjustment,
        members: [...(before?.members ?? []), member],
      });
    }
  }
  return [...sources.values()].toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
}

/** True where the source waits for an answer. */
export function isOpen({ zoneNeeded, adjustment }: Pick<ClockSource, 'zoneNeeded' | 'adjustment'>): boolean {
  return zoneNeeded && (adjustment?.zone ?? null) === null;
}
