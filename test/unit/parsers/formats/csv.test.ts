import { expect, test } from 'vitest';
import { csv } from '../../../../parsers/formats/csv/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const framing = { kind: 'csv', delimiter: ',', header: true, columns: ['When', 'What'] } as const;

test('a row of an unknown table is an undated event with its text', () => {
  const event = onlyEvent(csv.parse(recordInput({ When: 'monday', What: '' }, { framing, text: 'monday,' })));
  expect(event).toMatchObject({ time: null, message: 'When: monday', fields: { 'event.original': 'monday,' } });
});

test('the reason names the columns and what is to come', () => {
  const probe = {
    name: 'x',
    head: new Uint8Array(),
    text: '',
    samples: [{ value: { When: 'a', What: 'b' }, framing }],
  };
  expect(csv.detect(probe)).toMatchObject({
    claim: true,
    reason: expect.stringMatching(/When, What.*mapping columns/),
  });
});

test('one column is no table', () => {
  const samples = [{ value: { a: 'b' }, framing: { ...framing, columns: ['a'] } }];
  expect(csv.detect({ name: 'x', head: new Uint8Array(), text: '', samples }).claim).toBe(false);
});
