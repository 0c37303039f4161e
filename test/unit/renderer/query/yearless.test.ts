import { expect, test } from 'vitest';
import type { Adjustment } from '../../../../parsers/model/case.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { partsOf } from '../../../../parsers/time/instant.js';
import { storeCase } from './stored-case.js';

const LOG = [
  'Dec 31 23:30:00 node-1 cron[1]: before the turn',
  'Jan  1 00:30:00 node-1 cron[1]: behind the turn',
  'Dec 31 23:59:59 node-1 cron[1]: written late',
  'Feb 29 12:00:00 node-1 cron[1]: of a leap year',
  'Mar  1 12:00:00 node-1 cron[1]: the end',
].join('\n');

const said = (changes: Partial<Adjustment>): Adjustment => ({
  exhibit: 'T/1',
  member: 'messages',
  zone: null,
  offsetNs: '0',
  uncertaintyNs: '0',
  reason: 'rotated in January 2024',
  ...changes,
});

async function times(adjustments: readonly Adjustment[]) {
  const { engine, store } = await storeCase([{ messages: LOG }]);
  await engine.load(adjustments);
  const found = await engine.search('test', { query: '', range: null });
  if ('problem' in found) throw new Error(found.problem.message);
  const rows = await engine.rows(found.id, 0, 10);
  const blob = await engine.export(found.id, 'ndjson');
  return {
    rows: rows.map(({ time, message, zone }) => [time && formatUtc(time), message.replace('cron[1]: ', ''), zone]),
    exported: (await blob.text()).trim().split('\n').length,
    ledger: store.exhibitRows.get(1)?.ledger?.members[0],
    spans: await engine.sourceTimes(),
  };
}

test('neither year nor zone: counted, searched, beside the time line', async () => {
  const { rows, ledger, spans } = await times([]);
  expect(ledger).toMatchObject({ zoneNeeded: true, yearNeeded: true, first: null, last: null });
  expect(rows.map(([time]) => time)).toEqual([null, null, null, null, null]);
  expect(spans).toMatchObject([{ member: 'messages', stated: null, written: { count: 5 } }]);
  // As written, counted on from the year of no year.
  expect(formatUtc(partsOf(spans[0]!.written!.fromMs))).toBe('0004-12-31T23:30:00.000000000Z');
  expect(formatUtc(partsOf(spans[0]!.written!.toMs))).toBe('0005-03-01T12:00:00.001000000Z');
});

test('a zone alone, or a year alone, places nothing', async () => {
  for (const adjustment of [said({ zone: 'UTC' }), said({ year: 2023 })]) {
    const { rows } = await times([adjustment]);
    expect(rows.map(([time]) => time)).toEqual([null, null, null, null, null]);
  }
});

test('year and zone: the log counts on over the turn of the year', async () => {
  const { rows, exported } = await times([said({ zone: 'Europe/Berlin', year: 2023 })]);
  expect(rows).toEqual([
    ['2023-12-31T22:30:00.000000000Z', 'before the turn', 'examiner'],
    ['2023-12-31T22:59:59.000000000Z', 'written late', 'examiner'],
    ['2023-12-31T23:30:00.000000000Z', 'behind the turn', 'examiner'],
    ['2024-02-29T11:00:00.000000000Z', 'of a leap year', 'examiner'],
    ['2024-03-01T11:00:00.000000000Z', 'the end', 'examiner'],
  ]);
  expect(exported).toBe(5);
});

test('29 February in a year that has none stays beside the time line', async () => {
  const { rows } = await times([said({ zone: 'UTC', year: 2024 })]);
  expect(rows.at(-1)).toEqual([null, 'of a leap year', 'unknown']);
  expect(rows.filter(([time]) => time !== null)).toHaveLength(4);
});
