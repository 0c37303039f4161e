import type { CaseMeta } from '../../../parsers/model/case.js';
import { csvText } from '../../../parsers/model/csv.js';
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
] as const satisfies readonly (keyof MemberLedger)[];

/** One row per member, led by its exhibit; says in every row when the case is a demonstration. */
export function ledgerCsv(ledger: Ledger, kind: CaseMeta['kind']): string {
  const rows = ledger.exhibits.flatMap((exhibit) =>
    exhibit.members.map((member) => [
      kind,
      exhibit.number,
      exhibit.name,
      exhibit.sha256,
      ...COLUMNS.map((column) => member[column]),
    ]),
  );
  return csvText([['caseKind', 'exhibit', 'exhibitName', 'exhibitSha256', ...COLUMNS], ...rows]);
}

/** The ledger as JSON, as `exhibit import --json` prints it, with the kind of the case. */
export function ledgerJson(ledger: Ledger, kind: CaseMeta['kind']): string {
  return `${visibleJson(JSON.stringify({ caseKind: kind, ...ledger }, null, 2))}\n`;
}
