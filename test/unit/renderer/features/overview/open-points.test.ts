import { expect, test } from 'vitest';
import type { CaseState } from '../../../../../parsers/model/case.js';
import { adjustmentKey, foldJournal } from '../../../../../parsers/model/fold.js';
import { openPoints } from '../../../../../renderer/features/overview/open-points.js';
import { exhibitLedger, linesOf, memberLedger, receiptOf } from '../../../../support/ledger-builders.js';

const members = [
  memberLedger({ path: 'clean.log' }),
  memberLedger({ path: 'export.csv', records: 10_000, imported: 9_990, rejected: 10 }),
  memberLedger({ path: 'almost.csv', records: 9_999, imported: 9_999 }),
  memberLedger({ path: 'zone.csv', zoneNeeded: true, undated: 3 }),
  memberLedger({
    path: 'said.json',
    problems: [{ line: null, offset: null, code: 'may-be-cut-off', reason: 'The export says so.' }],
    problemCount: 1,
  }),
];

function state(adjustments: CaseState['adjustments'], removed: CaseState['removed'] = new Map()): CaseState {
  return {
    ...foldJournal(linesOf([])),
    receipts: [receiptOf('JS/1'), receiptOf('JS/2')],
    imported: new Map([['JS/1', { ledger: exhibitLedger('JS/1', members), ledgerSha256: '' }]]),
    adjustments,
    removed,
  };
}

test('names every zone question, reject, undated record and suspicious row count', () => {
  expect(openPoints(state(new Map())).map(({ kind, member, records }) => [kind, member, records])).toEqual([
    ['cut-off', 'export.csv', 10_000],
    ['rejected', 'export.csv', 10],
    ['zone', 'zone.csv', 10],
    ['undated', 'zone.csv', 3],
    ['cut-off', 'said.json', 10],
  ]);
});

test('an answered zone is no open point', () => {
  const said = { exhibit: 'JS/1', member: 'zone.csv', zone: 'UTC', offsetNs: '0', uncertaintyNs: '0', reason: 'asked' };
  const kinds = openPoints(state(new Map([[adjustmentKey('JS/1', 'zone.csv'), said]]))).map(({ kind }) => kind);
  expect(kinds).not.toContain('zone');
});

test('an exhibit that was taken out of the case leaves no open point', () => {
  expect(openPoints(state(new Map(), new Map([['JS/1', 'wrong host']])))).toEqual([]);
});
