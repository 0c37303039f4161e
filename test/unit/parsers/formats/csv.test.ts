import { expect, test } from 'vitest';
import { csv } from '../../../../parsers/formats/csv/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const framing = { kind: 'csv', delimiter: ',', header: true, columns: ['When', 'What'] } as const;

test('a row of an unknown table is an undated event with its text', () => {
  const event = onlyEvent(csv.parse(recordInput({ When: 'monday', What: '' }, { framing, text: 'monday,' })));
  expect(event).toMatchObject({ time: null, message: 'When: monday', fields: { 'event.original': 'monday,' } });
});

const detect = (text: string, delimiter = ',') => {
  const columns = text.split('\n')[0]!.split(delimiter);
  const samples = [
    { value: Object.fromEntries(columns.map((column) => [column, 'x'])), framing: { ...framing, delimiter, columns } },
  ];
  return csv.detect({ name: 'x', head: new Uint8Array(), text, samples });
};

test('the reason names the columns and what is to come', () => {
  expect(detect('When,What,Time [UTC],No.\na,b,c,d')).toMatchObject({
    claim: true,
    framing: { header: true },
    reason: expect.stringMatching(/When, What.*until the columns are named/),
  });
});

test('without a header no row is lost to names', () => {
  expect(detect('2024-01-02T03:04:05Z,web-1,10.0.0.1,ok\n')).toMatchObject({
    claim: true,
    framing: { header: false, columns: ['column 1', 'column 2', 'column 3', 'column 4'] },
  });
});

test.each([
  ['a body file', '0|/lost+found|11|d/drwx------|0|0|12288|1|1|1|1', '|'],
  ['CEF', 'CEF:0|security|threatmanager|1.0|100|trojan|10|src=10.0.0.1', '|'],
  ['lines with commas', 'Jan  2 03:04:05 node a: x, y, z', ','],
])('%s is no table', (_, text, delimiter) => {
  expect(detect(text, delimiter).claim).toBe(false);
});

test('without samples of a table nothing is claimed', () => {
  expect(csv.detect({ name: 'x', head: new Uint8Array(), text: 'a,b', samples: [] }).claim).toBe(false);
});
