import type { CaseMeta } from '../../../parsers/model/case.js';
import { csvText } from '../../../parsers/model/csv.js';
import { keyConflictsOf, problemKindsOf } from '../../../parsers/model/damage.js';
import type { Ledger, MemberLedger } from '../../../parsers/model/ledger.js';
import { visibleJson } from '../../../parsers/model/visible-text.js';

const COLUMNS = [
  'path',
  'sha256',
  'bytes',
  'contentSha256',
  'format',
  'formatReason',
  'parserVersion',
  'records',
  'imported',
  'rejected',
  'duplicates',
  'events',
  'undated',
  'zoneNeeded',
  'first',
  'last',
  'problemCount',
  'cutOff',
] as const satisfies readonly (keyof MemberLedger)[];

/** What is said of a member beside its own columns. */
const DERIVED = ['statedBy', 'statedReason', 'keyConflicts', 'problemKinds'] as const;

function derived(member: MemberLedger): readonly (string | number)[] {
  const kinds = [...problemKindsOf(member)].map(([code, count]) => `${code} ${count}`).join(', ');
  return [member.stated?.by ?? '', member.stated?.reason ?? '', keyConflictsOf(member), kinds];
}

/** One row per member, led by its exhibit; says in every row when the case is a demonstration. */
export function ledgerCsv(ledger: Ledger, kind: CaseMeta['kind']): string {
  const rows = ledger.exhibits.flatMap((exhibit) =>
    exhibit.members.map((member) => [
      kind,
      exhibit.number,
      exhibit.name,
      exhibit.sha256,
      ...COLUMNS.map((column) => member[column] ?? ''),
      ...derived(member),
    ]),
  );
  return csvText([['caseKind', 'exhibit', 'exhibitName', 'exhibitSha256', ...COLUMNS, ...DERIVED], ...rows]);
}

/** The ledger as JSON, as `exhibit import --json` prints it, with the kind of the case. */
export function ledgerJson(ledger: Ledger, kind: CaseMeta['kind']): string {
  return `${visibleJson(JSON.stringify({ caseKind: kind, ...ledger }, null, 2))}\n`;
}
