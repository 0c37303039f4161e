import { expect, test } from 'vitest';
import { otherTimeFields } from '../../../../parsers/time/other-times.js';
import { parseTime } from '../../../../parsers/time/parse.js';

function fieldsOf(...times: readonly ReturnType<typeof parseTime>[]) {
  const otherTimes = times.filter((time) => time !== null);
  return otherTimeFields({ time: null, fields: {}, message: '', otherTimes });
}

test('each kind of time has its own field; a time without a zone stays as written', () => {
  expect(
    fieldsOf(
      parseTime('2024-01-01T02:00:00+02:00'),
      parseTime('1704067201123', { kind: 'logged' }),
      parseTime('2024-01-01 00:00:05', { kind: 'ingested' }),
      parseTime('2024-01-01T00:00:06Z', { kind: 'ingested' }),
    ),
  ).toEqual({
    'event.end': '2024-01-01T00:00:00.000000000Z',
    'event.created': '2024-01-01T00:00:01.123000000Z',
    'event.ingested': ['2024-01-01 00:00:05', '2024-01-01T00:00:06.000000000Z'],
  });
  expect(fieldsOf()).toEqual({});
});
