import type { ExhibitLedger, MemberLedger } from '../../parsers/model/ledger.js';
import { isSameReading, readingText } from '../../parsers/model/reading.js';

const COMPARED = [
  'format',
  'parserVersion',
  'records',
  'imported',
  'rejected',
  'duplicates',
  'events',
  'undated',
  'first',
  'last',
] as const satisfies readonly (keyof MemberLedger)[];

/** What a second reading of an exhibit changed against the first, one sentence per member and figure. */
export function ledgerChanges(before: ExhibitLedger, after: ExhibitLedger): readonly string[] {
  const old = new Map(before.members.map((member) => [member.path, member]));
  const changes: string[] = [];
  for (const member of after.members) {
    const earlier = old.get(member.path);
    old.delete(member.path);
    const name = member.path === '' ? after.name : member.path;
    if (earlier === undefined) {
      changes.push(`${name}: new`);
      continue;
    }
    if (!isSameReading(earlier.stated ?? null, member.stated ?? null))
      changes.push(`${name}: ${readingChange(member)}`);
    for (const key of COMPARED) {
      if (earlier[key] !== member[key]) changes.push(`${name}: ${key} ${earlier[key]} -> ${member[key]}`);
    }
  }
  for (const path of old.keys()) changes.push(`${path}: gone`);
  return changes;
}

function readingChange({ stated }: MemberLedger): string {
  return stated === undefined ? 'read as its content says' : `stated to be ${readingText(stated.reading)}`;
}
