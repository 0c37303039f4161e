import type { LedgerCounts, MemberLedger } from '../../../parsers/model/ledger.js';

/** True where every record is accounted for: imported + rejected + duplicates = records. */
export function countsClose(counts: Pick<LedgerCounts, 'records' | 'imported' | 'rejected' | 'duplicates'>): boolean {
  return counts.imported + counts.rejected + counts.duplicates === counts.records;
}

export type MemberState = 'good' | 'attention' | 'unread';

/** Whether a member needs the examiner: `unread` could not be read at all, `attention` left something open. */
export function memberState(member: MemberLedger, isZoneAnswered: boolean): MemberState {
  if (member.format === 'unrecognised' || member.format === 'unsupported') return 'unread';
  return member.rejected > 0 ||
    member.problemCount > 0 ||
    (member.zoneNeeded && !isZoneAnswered) ||
    member.undated > 0 ||
    !countsClose(member)
    ? 'attention'
    : 'good';
}

/** Members whose path or format holds the text, and only those with something open where asked. */
export function filterMembers(
  members: readonly MemberLedger[],
  text: string,
  isOpenOnly: boolean,
  isZoneAnswered: (member: MemberLedger) => boolean,
): readonly MemberLedger[] {
  const wanted = text.trim().toLowerCase();
  return members.filter(
    (member) =>
      (wanted === '' || member.path.toLowerCase().includes(wanted) || member.format.toLowerCase().includes(wanted)) &&
      (!isOpenOnly || memberState(member, isZoneAnswered(member)) !== 'good'),
  );
}
