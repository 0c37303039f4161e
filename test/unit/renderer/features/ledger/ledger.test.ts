import { describe, expect, test } from 'vitest';
import { damageOf, keyConflictsOf } from '../../../../../parsers/model/damage.js';
import type { Ledger, MemberLedger } from '../../../../../parsers/model/ledger.js';
import { totalsOf } from '../../../../../renderer/session/ledger-of.js';
import {
  countsClose,
  filterMembers,
  MEMBER_KINDS,
  memberState,
} from '../../../../../renderer/features/ledger/ledger-check.js';
import { ledgerCsv, ledgerJson } from '../../../../../renderer/features/ledger/ledger-csv.js';

const good: MemberLedger = {
  path: 'node-1/audit.log',
  sha256: 'a'.repeat(64),
  bytes: 100,
  contentSha256: 'a'.repeat(64),
  format: 'k8s-audit',
  formatReason: 'audit.k8s.io',
  parserVersion: 'k8s-audit/1',
  records: 10,
  imported: 10,
  rejected: 0,
  duplicates: 0,
  events: 10,
  undated: 0,
  zoneNeeded: false,
  first: '2026-03-01T00:00:00.000000000Z',
  last: '2026-03-01T00:00:01.000000000Z',
  problems: [],
  problemCount: 0,
};
const rejected = {
  ...good,
  path: 'node-1/falco, old.json',
  format: 'falco',
  records: 12,
  imported: 9,
  rejected: 2,
  duplicates: 1,
  problemCount: 2,
};
const formula = {
  ...good,
  path: '=cmd|calc',
  format: 'unrecognised',
  records: 0,
  imported: 0,
  events: 0,
  first: null,
  last: null,
};
const exhibits = [
  { number: 'JS/1', name: 'bundle.tar', sha256: 'b'.repeat(64), bytes: 300, members: [good, rejected, formula] },
];
const ledger: Ledger = { exhibits, totals: totalsOf(exhibits) };

const ANY = { text: '', isOpenOnly: false, kind: 'all' } as const;

describe('checks', () => {
  test('counts close or they do not', () => {
    expect(countsClose(ledger.totals)).toBe(true);
    expect(countsClose({ ...ledger.totals, records: 23 })).toBe(false);
  });

  test.each([
    [good, 'good'],
    [rejected, 'attention'],
    [{ ...good, zoneNeeded: true }, 'attention'],
    [{ ...good, undated: 1 }, 'attention'],
    [{ ...good, records: 11 }, 'attention'],
    [formula, 'unread'],
  ] as const)('state of member %#', (member, state) => {
    expect(memberState(member, false)).toBe(state);
  });

  test('a zone question that was answered needs no attention', () => {
    expect(memberState({ ...good, zoneNeeded: true }, true)).toBe('good');
  });

  test('filters by path, format and need', () => {
    const members = exhibits[0]?.members ?? [];
    expect(filterMembers(members, { ...ANY, text: 'FALCO' }, () => false)).toEqual([rejected]);
    expect(filterMembers(members, { ...ANY, isOpenOnly: true }, () => false)).toEqual([rejected, formula]);
    expect(filterMembers(members, { ...ANY, text: 'node', isOpenOnly: true }, () => false)).toEqual([rejected]);
  });
});

const problems = [
  { line: 1, offset: 0, code: 'truncated', reason: 'The file ends inside this record.' },
  { line: null, offset: null, code: 'key-conflict', reason: 'other content' },
] as const;

describe('kinds of members', () => {
  const stated = { reading: { kind: 'not-evidence' }, reason: 'a note', by: 'Jane' } as const;
  const members: readonly MemberLedger[] = [
    { ...good, path: 'rejected', rejected: 1 },
    { ...good, path: 'duplicates', duplicates: 1 },
    // More than were kept in full.
    { ...good, path: 'conflicts', problemKinds: [{ code: 'key-conflict', count: 250 }], problemCount: 250 },
    { ...good, path: 'undated', undated: 1 },
    { ...good, path: 'zone', zoneNeeded: true },
    { ...good, path: 'damaged', problems: problems.slice(0, 1), problemCount: 1 },
    { ...good, path: 'cut-off', cutOff: 'records: looks cut off' },
    { ...good, path: 'stated', stated },
    { ...good, path: 'unread', format: 'not-evidence' },
  ];

  test.each(MEMBER_KINDS.map(({ id }) => id).filter((id) => id !== 'all'))('%s', (kind) => {
    expect(filterMembers(members, { ...ANY, kind }, () => false).map(({ path }) => path)).toEqual([kind]);
  });

  test('all of them, and those whose problems say a word', () => {
    expect(filterMembers(members, ANY, () => false)).toEqual(members);
    expect(filterMembers(members, { ...ANY, text: 'ends INSIDE' }, () => false).map(({ path }) => path)).toEqual([
      'damaged',
    ]);
    const refused = {
      ...good,
      path: 'x',
      formatReason: 'falco: no',
      problems: [{ ...problems[0], reason: 'falco: no' }],
    };
    expect(filterMembers([refused], { ...ANY, text: 'falco' }, () => false)).toEqual([]);
  });

  test('each kind of damage is counted, in old ledgers as far as they show', () => {
    const kinds = [
      { code: 'bad-time', count: 3 },
      { code: 'truncated', count: 1 },
    ] as const;
    expect(damageOf({ ...good, problemKinds: kinds })).toEqual(['cut off inside a record (1)']);
    expect(damageOf({ ...good, problems })).toEqual(['cut off inside a record (1)']);
    expect(keyConflictsOf({ ...good, problems })).toBe(1);
    expect(keyConflictsOf(good)).toBe(0);
  });
});

describe('exports', () => {
  test('what was stated, and the kinds of problems, have columns', () => {
    const stated = { reading: { kind: 'format', format: 'falco' }, reason: 'seen', by: '=Jane' } as const;
    const member = { ...good, stated, problems, problemCount: 2, cutOff: 'records: looks cut off' };
    const exhibit = { number: 'JS/1', name: 'a', sha256: 'b'.repeat(64), bytes: 1, members: [member] };
    const [header = '', row = ''] = ledgerCsv({ exhibits: [exhibit], totals: totalsOf([exhibit]) }, 'case').split(
      '\r\n',
    );
    expect(header.split(',').slice(-5)).toEqual(['cutOff', 'statedBy', 'statedReason', 'keyConflicts', 'problemKinds']);
    expect(row).toContain(`,2,records: looks cut off,'=Jane,seen,1,"truncated 1, key-conflict 1"`);
  });

  test('a row per member, quoted, harmless, marked', () => {
    const lines = ledgerCsv(ledger, 'demonstration').split('\r\n');
    expect(lines[0]).toMatch(/^caseKind,exhibit,exhibitName,exhibitSha256,path,sha256,/);
    expect(lines[2]).toContain('demonstration,JS/1,bundle.tar,');
    expect(lines[2]).toContain('"node-1/falco, old.json"');
    expect(lines[3]).toContain(",'=cmd|calc,");
    expect(lines).toHaveLength(5);
    expect(lines[4]).toBe('');
  });

  test('JSON is the ledger itself', () => {
    expect(JSON.parse(ledgerJson(ledger, 'case'))).toEqual({ caseKind: 'case', ...ledger });
  });
});
