import { expect, test } from 'vitest';
import { firstReceipts } from '../../../../renderer/query/first-receipts.js';
import { totalsOf } from '../../../../renderer/session/ledger-of.js';
import { exhibitLedger, memberLedger } from '../../../support/ledger-builders.js';

test('records of the same bytes received twice count once', () => {
  const members = [memberLedger({ path: 'a.log', records: 7 }), memberLedger({ path: 'b.log', records: 5 })];
  const one = { ...exhibitLedger('JS/1', members), sha256: 'aa' };
  const again = { ...one, number: 'JS/2' };
  const other = { ...exhibitLedger('JS/3', [memberLedger({ path: '', records: 3 })]), sha256: 'bb' };
  const distinct = firstReceipts([one, again, other]);
  expect(distinct.map(({ number }) => number)).toEqual(['JS/1', 'JS/3']);
  expect(totalsOf(distinct).records).toBe(15);
});
