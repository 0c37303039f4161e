/** What an examiner should know before he trusts a count: questions, rejects, exports that stop at a usual limit. */
import type { CaseState } from '../../../parsers/model/case.js';
import type { MemberLedger } from '../../../parsers/model/ledger.js';
import { isZoneOpen } from '../../session/clock-sources.js';
import { ledgerOf } from '../../session/ledger-of.js';

export interface OpenPoint {
  readonly kind: 'zone' | 'rejected' | 'cut-off' | 'undated';
  readonly exhibit: string;
  readonly member: string;
  /** Records it speaks of. */
  readonly records: number;
  readonly says: string;
}

function unstated({ yearNeeded }: MemberLedger): string {
  return yearNeeded ? 'times carry neither year nor zone: which?' : 'times carry no zone: which one?';
}

/** All open points in the order of the ledger, the gravest kind of each member first. */
export function openPoints(state: CaseState): readonly OpenPoint[] {
  return ledgerOf(state).exhibits.flatMap(({ number, members }) =>
    members.flatMap((member): readonly OpenPoint[] => {
      const about = { exhibit: number, member: member.path };
      return [
        ...(isZoneOpen(state.adjustments, number, member)
          ? [{ ...about, kind: 'zone' as const, records: member.imported, says: unstated(member) }]
          : []),
        ...(member.cutOff === undefined
          ? []
          : [{ ...about, kind: 'cut-off' as const, records: member.records, says: member.cutOff }]),
        ...(member.rejected > 0
          ? [
              {
                ...about,
                kind: 'rejected' as const,
                records: member.rejected,
                says: member.rejected === 1 ? 'record was rejected' : 'records were rejected',
              },
            ]
          : []),
        ...(member.undated > 0
          ? [
              {
                ...about,
                kind: 'undated' as const,
                records: member.undated,
                says: member.undated === 1 ? 'record states no time' : 'records state no time',
              },
            ]
          : []),
      ];
    }),
  );
}
