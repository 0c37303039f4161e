import type { ExhibitLedger, Ledger, MemberLedger } from '../../parsers/model/ledger.js';
import { visibleText } from '../../parsers/model/visible-text.js';

/** The ledger for a person at a terminal: names of evidence cannot move the cursor or reorder the line. */
export function ledgerTable(ledger: Ledger): string {
  const { totals } = ledger;
  const lines = ledger.exhibits.flatMap(exhibitLines);
  return [
    ...lines,
    `Total: ${totals.records} records: ${totals.imported} imported, ${totals.rejected} rejected, ${totals.duplicates} duplicates; ${totals.events} events, ${totals.undated} undated`,
    '',
  ].join('\n');
}

function exhibitLines(exhibit: ExhibitLedger): readonly string[] {
  return [
    `${exhibit.number}  ${shown(exhibit.name)}  ${exhibit.bytes} bytes`,
    `  SHA-256 ${exhibit.sha256}`,
    ...exhibit.members.flatMap(memberLines),
    '',
  ];
}

function memberLines(member: MemberLedger): readonly string[] {
  const span = member.first === null ? '' : `, ${member.first} to ${member.last}`;
  const open = member.yearNeeded
    ? '; times have neither year nor zone: say which with --year and --zone'
    : member.zoneNeeded
      ? '; times have no zone: say which with --zone'
      : '';
  const more = member.problemCount - member.problems.length;
  return [
    `  ${member.path === '' ? '(the file itself)' : shown(member.path)}: ${member.format}${member.stated === undefined ? '' : `, stated by ${shown(member.stated.by) || 'the examiner'}`}`,
    `    ${member.records} records: ${member.imported} imported, ${member.rejected} rejected, ${member.duplicates} duplicates; ${member.events} events${span}${open}`,
    ...(member.cutOff === undefined ? [] : [`    ${member.records} ${shown(member.cutOff)}`]),
    ...member.problems.map((problem) => `    ${place(problem)}${problem.code}: ${shown(problem.reason)}`),
    ...(more > 0 ? [`    and ${more} more problems`] : []),
  ];
}

function place({ line, offset }: MemberLedger['problems'][number]): string {
  if (line !== null) return `line ${line}: `;
  return offset === null ? '' : `byte ${offset}: `;
}

/** A line feed in a name must not begin a line of the table, nor look like a blank. */
function shown(text: string): string {
  return visibleText(text).replaceAll('\n', '‹U+000A›').replaceAll('\t', '‹U+0009›');
}
