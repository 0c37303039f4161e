import { damageOf, keyConflictsOf } from '../../../parsers/model/damage.js';
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
    member.cutOff !== undefined ||
    !countsClose(member)
    ? 'attention'
    : 'good';
}

/** What the ledger can be narrowed to, with the words for it. */
export const MEMBER_KINDS = [
  { id: 'all', label: 'All members' },
  { id: 'rejected', label: 'With rejected records' },
  { id: 'duplicates', label: 'With duplicates' },
  { id: 'conflicts', label: 'With key conflicts' },
  { id: 'undated', label: 'With undated records' },
  { id: 'zone', label: 'With times without a zone' },
  { id: 'damaged', label: 'Damaged' },
  { id: 'cut-off', label: 'Perhaps cut off' },
  { id: 'stated', label: 'Stated by the examiner' },
  { id: 'unread', label: 'Not read' },
] as const;

export type MemberKind = (typeof MEMBER_KINDS)[number]['id'];

const IS_KIND: { readonly [kind in MemberKind]: (member: MemberLedger) => boolean } = {
  all: () => true,
  rejected: ({ rejected }) => rejected > 0,
  duplicates: ({ duplicates }) => duplicates > 0,
  conflicts: (member) => keyConflictsOf(member) > 0,
  undated: ({ undated }) => undated > 0,
  zone: ({ zoneNeeded }) => zoneNeeded,
  damaged: (member) => damageOf(member).length > 0,
  'cut-off': ({ cutOff }) => cutOff !== undefined,
  stated: ({ stated }) => stated !== undefined,
  unread: ({ format }) => ['unrecognised', 'unsupported', 'not-evidence'].includes(format),
};

/** What is looked for in the ledger. */
export interface MemberFilter {
  /** In path, format, hashes, and reasons of problems. */
  readonly text: string;
  readonly isOpenOnly: boolean;
  readonly kind: MemberKind;
}

/** Members that hold the text, are of the kind, and have something open where asked. */
export function filterMembers(
  members: readonly MemberLedger[],
  { text, isOpenOnly, kind }: MemberFilter,
  isZoneAnswered: (member: MemberLedger) => boolean,
): readonly MemberLedger[] {
  const wanted = text.trim().toLowerCase();
  return members.filter(
    (member) =>
      IS_KIND[kind](member) &&
      (wanted === '' || textsOf(member).some((each) => each.toLowerCase().includes(wanted))) &&
      (!isOpenOnly || memberState(member, isZoneAnswered(member)) !== 'good'),
  );
}

/** Why a member is not recognised names every format: that is searched in no member. */
function textsOf({ path, format, sha256, contentSha256, formatReason, problems }: MemberLedger): readonly string[] {
  const said = problems.flatMap(({ code, reason }) => (reason === formatReason ? [code] : [code, reason]));
  return [path, format, sha256, contentSha256, ...said];
}
