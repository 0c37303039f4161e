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
  /** True where some of them state no year either. */
  readonly yearNeeded: boolean;
  /** What the examiner said, the same for all of them; null where nothing was said. */
  readonly adjustment: Adjustment | null;
}

/** True where the examiner has still to say which zone the times of a member were written in, or of which year they are. */
export function isZoneOpen(
  adjustments: CaseState['adjustments'],
  exhibit: string,
  member: Pick<MemberLedger, 'path' | 'zoneNeeded' | 'yearNeeded'>,
): boolean {
  return isUnanswered(member, adjustments.get(adjustmentKey(exhibit, member.path)) ?? null);
}

/** True where what the examiner said of a member's clock leaves its zone or year open. */
export function isUnanswered(
  { zoneNeeded, yearNeeded = false }: { readonly zoneNeeded: boolean; readonly yearNeeded?: boolean },
  adjustment: Adjustment | null,
): boolean {
  return zoneNeeded && ((adjustment?.zone ?? null) === null || (yearNeeded && adjustment?.year === undefined));
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
      const yearNeeded = member.yearNeeded === true;
      const key = JSON.stringify([number, member.format, member.zoneNeeded, yearNeeded, said]);
      const before = sources.get(key);
      sources.set(key, {
        key,
        exhibit: number,
        format: member.format,
        zoneNeeded: member.zoneNeeded,
        yearNeeded,
        adjustment,
        members: [...(before?.members ?? []), member],
      });
    }
  }
  return [...sources.values()].toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
}

/** True where the source waits for an answer. */
export function isOpen(source: Pick<ClockSource, 'zoneNeeded' | 'yearNeeded' | 'adjustment'>): boolean {
  return isUnanswered(source, source.adjustment);
}
