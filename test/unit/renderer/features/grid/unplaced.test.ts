import { expect, test } from 'vitest';
import { dividerReason, unplacedReasons } from '../../../../../renderer/features/grid/unplaced.js';
import { eventId } from '../../../../../parsers/model/ids.js';
import type { Ledger, MemberLedger } from '../../../../../parsers/model/ledger.js';

function ledger(...members: readonly Partial<MemberLedger>[]): Ledger {
  const counts = { bytes: 0, records: 0, imported: 0, rejected: 0, duplicates: 0, events: 0, undated: 0 };
  const full = members.map((member, index): MemberLedger => ({
    ...counts,
    path: String(index),
    sha256: '',
    contentSha256: '',
    format: 'falco',
    formatReason: '',
    parserVersion: '1',
    zoneNeeded: false,
    first: null,
    last: null,
    problems: [],
    problemCount: 0,
    ...member,
  }));
  return { exhibits: [{ number: '1', name: 'a', sha256: 'aa', bytes: 0, members: full }], totals: counts };
}

const event = (member: number) => eventId({ exhibit: 'aa', member: String(member), offset: 0, path: '', index: 0 });

test('a row says whether its time or its zone is missing', () => {
  const reasonOf = unplacedReasons(ledger({ undated: 2 }, { zoneNeeded: true }, { undated: 1, zoneNeeded: true }));
  expect([0, 1, 2].map((member) => reasonOf(event(member)))).toEqual([
    'no time in the record',
    'zone not answered',
    'no time or no zone',
  ]);
});

test('the divider says it of all', () => {
  expect(dividerReason(ledger({ undated: 2 }))).toBe('their records state no time');
  expect(dividerReason(ledger({ zoneNeeded: true }))).toContain('1 source waits');
  expect(dividerReason(ledger({ zoneNeeded: true, undated: 1 }, { zoneNeeded: true }))).toMatch(
    /state no time, or .*2 sources wait/,
  );
});
