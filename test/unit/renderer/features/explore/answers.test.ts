import { expect, test } from 'vitest';
import type { FieldName } from '../../../../../parsers/model/fields.js';
import type { EventId } from '../../../../../parsers/model/ids.js';
import { answerValues } from '../../../../../renderer/features/explore/answers.js';
import type { EventRow } from '../../../../../renderer/query/spec.js';
import type { Answer } from '../../../../../renderer/ui-state/pivot.js';

const row = (offset: number, fields: EventRow['fields'], ms: number | null = offset * 1000): EventRow => ({
  id: `["x","",${offset},"",0]` as EventId,
  time: ms === null ? null : { ms, ns: 0 },
  resolution: 'ms',
  zone: 'record',
  adjusted: false,
  uncertaintyNs: '0',
  message: '',
  fields,
});
const asked = (field: FieldName, order: Answer['order'], atMs: number | null = null): Answer => ({
  title: '',
  field,
  order,
  atMs,
  query: '',
});
const nodes = ['a', 'b', 'a', 'c', 'a', 'b'].map((name, index) => row(index + 1, { 'host.name': name }));

test('groups by value in the order asked for', () => {
  const values = (order: Answer['order']) =>
    answerValues(nodes, asked('host.name', order)).map(({ value, count }) => `${value}${count}`);
  expect(values('frequent')).toEqual(['a3', 'b2', 'c1']);
  expect(values('rare')).toEqual(['c1', 'b2', 'a3']);
  expect(values('first')).toEqual(['a3', 'b2', 'c1']);
});

test('cites the first record, or the one nearest to the moment asked about', () => {
  const [first] = answerValues(nodes, asked('host.name', 'frequent'));
  expect([first?.first, first?.last, first?.cited]).toEqual([nodes[0], nodes[4], nodes[0]]);
  expect(answerValues(nodes, asked('host.name', 'frequent', 3400))[0]?.cited).toBe(nodes[2]);
  expect(answerValues([row(1, { 'host.name': 'a' }, null)], asked('host.name', 'first', 5))[0]?.cited.time).toBeNull();
});

test('tells several addresses of one record apart; other values may hold a comma; what is not stated says nothing', () => {
  const rows = [
    row(1, { 'destination.ip': '10.0.0.1, 10.0.0.2', 'process.command_line': 'a, b' }),
    row(2, { 'destination.ip': '10.0.0.2' }),
    row(3, {}),
  ];
  expect(answerValues(rows, asked('destination.ip', 'first')).map(({ value, count }) => [value, count])).toEqual([
    ['10.0.0.1', 1],
    ['10.0.0.2', 2],
  ]);
  expect(answerValues(rows, asked('process.command_line', 'first')).map(({ value }) => value)).toEqual(['a, b']);
});
