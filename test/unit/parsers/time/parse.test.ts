import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toParts } from '../../../../parsers/time/instant.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { parseTime } from '../../../../parsers/time/parse.js';

const read = (value: unknown, zoneless?: 'utc') => {
  const time = parseTime(value, zoneless ? { zoneless } : {});
  return time && [formatUtc(toParts(time.instant)), time.resolution, time.zone];
};

describe('calendar times', () => {
  test.each([
    ['2024-07-30T21:31:10Z', '2024-07-30T21:31:10.000000000Z', 's', 'record'],
    ['2019-05-17T15:31:56.746609046Z', '2019-05-17T15:31:56.746609046Z', 'ns', 'record'],
    ['2021-01-11T23:46:19.82302759Z', '2021-01-11T23:46:19.823027590Z', 'ns', 'record'],
    ['2018-10-26T13:38:34.867116Z', '2018-10-26T13:38:34.867116000Z', 'us', 'record'],
    ['2022-03-01T10:00:00.1234567Z', '2022-03-01T10:00:00.123456700Z', 'ns', 'record'],
    ['2022-03-01T10:00:00.123456789123Z', '2022-03-01T10:00:00.123456789Z', 'ns', 'record'],
    ['2018-07-05T15:01:09.820360-0400', '2018-07-05T19:01:09.820360000Z', 'us', 'record'],
    ['2022-02-08 09:23:37+11:00', '2022-02-07T22:23:37.000000000Z', 's', 'record'],
    ['2022-02-08 09:23:37,5 +11', '2022-02-07T22:23:37.500000000Z', 'ms', 'record'],
    ['2026-11-23 02:53:46 +0000 UTC', '2026-11-23T02:53:46.000000000Z', 's', 'record'],
    ['2026-11-23t02:53:46z', '2026-11-23T02:53:46.000000000Z', 's', 'record'],
    ['2026-11-23 02:53:46 UTC', '2026-11-23T02:53:46.000000000Z', 's', 'record'],
    ['2022-11-29 00:09:04.38', '2022-11-29T00:09:04.380000000Z', 'ms', 'unknown'],
    ['2022-11-29 00:09', '2022-11-29T00:09:00.000000000Z', 'min', 'unknown'],
    ['2022-11-29', '2022-11-29T00:00:00.000000000Z', 'day', 'unknown'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000000000Z', 's', 'record'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000000000Z', 's', 'record'],
    ['0099-12-31T00:00:00Z', '0099-12-31T00:00:00.000000000Z', 's', 'record'],
    ['9999-12-31T23:59:59.999999999Z', '9999-12-31T23:59:59.999999999Z', 'ns', 'record'],
    ['9999-12-31T23:59:59-01:00', '+010000-01-01T00:59:59.000000000Z', 's', 'record'],
    ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00.000000000Z', 's', 'record'],
  ])('%s', (text, utc, resolution, zone) => {
    expect(read(text)).toEqual([utc, resolution, zone]);
  });

  test('a time without zone is UTC only where the format says so', () => {
    expect(read('2022-11-29 00:09:04.38', 'utc')?.[2]).toBe('format');
    expect(read('2022-11-29T00:09:04Z', 'utc')?.[2]).toBe('record');
  });

  test('the text stays as written, the kind as asked', () => {
    expect(parseTime(' 2022-11-29T00:09:04Z', { kind: 'ingested' })).toMatchObject({
      text: ' 2022-11-29T00:09:04Z',
      kind: 'ingested',
    });
  });
});

describe('epoch numbers', () => {
  test.each([
    ['1618347519', '2021-04-13T20:58:39.000000000Z', 's'],
    ['1618347519.5', '2021-04-13T20:58:39.500000000Z', 'ms'],
    ['1440442987001', '2015-08-24T19:03:07.001000000Z', 'ms'],
    ['1440442987001.25', '2015-08-24T19:03:07.001250000Z', 'us'],
    ['1618347519000001', '2021-04-13T20:58:39.000001000Z', 'us'],
    ['1739178940698757001', '2025-02-10T09:15:40.698757001Z', 'ns'],
    ['1739178940698757001.9', '2025-02-10T09:15:40.698757001Z', 'ns'],
    ['-1234567890', '1930-11-18T00:28:30.000000000Z', 's'],
    ['-0.5', '1969-12-31T23:59:59.500000000Z', 'ms'],
    [1_440_442_987_001, '2015-08-24T19:03:07.001000000Z', 'ms'],
    [1_618_347_519.25, '2021-04-13T20:58:39.250000000Z', 'ms'],
  ])('%s', (value, utc, resolution) => {
    expect(read(value)).toEqual([utc, resolution, 'format']);
  });
});

test.each([
  '0001-01-01T00:00:00Z',
  '0001-01-01T00:00:00.000000000Z',
  '1601-01-01T00:00:00Z',
  '0',
  '-1',
  0,
  -1,
  'null',
  null,
  undefined,
  '',
])('%s means never', (value) => {
  expect(parseTime(value)).toBeNull();
});

test.each([
  '2021-04-13T20:58:00.746609046Z+2',
  '` + time.Now().UTC().Format(time.RFC3339) + `',
  '2023-02-29T00:00:00Z',
  '2023-13-01T00:00:00Z',
  '2023-01-01T24:00:00Z',
  '2023-01-01T00:60:00Z',
  '2023-01-01T00:00:00+25:00',
  '-999999-01-01T00:00:00Z',
  '123456789012345678901',
  'yesterday',
  {},
  Number.NaN,
])('%s is no time', (value) => {
  expect(parseTime(value)).toBeNull();
});

test('every instant written as UTC is read back to the nanosecond', () => {
  const parts = fc.record({
    ms: fc.integer({ min: -8_640_000_000_000_000 + 1, max: 8_640_000_000_000_000 - 1 }),
    ns: fc.integer({ min: 1, max: 999_999 }),
  });
  fc.assert(
    fc.property(parts, (written) => {
      const time = parseTime(formatUtc(written));
      expect(time && toParts(time.instant)).toEqual(written);
    }),
    { examples: [[{ ms: -62_135_596_800_000, ns: 1 }]] },
  );
});

test('any text is answered, never thrown at', () => {
  const tricky = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[-+]?\d{1,22}([.,]\d{1,12})?$/),
    fc.stringMatching(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d([.,]\d{1,12})? ?(Z|[+-]\d\d:?\d\d)?$/),
  );
  fc.assert(
    fc.property(tricky, (text) => {
      const time = parseTime(text);
      if (time !== null)
        expect(formatUtc(toParts(time.instant))).toMatch(/^([+-]\d\d)?\d{4}-\d\d-\d\dT[\d:]{8}\.\d{9}Z$/);
    }),
  );
});
