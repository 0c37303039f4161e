import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { KNOWN_PATTERNS, readPattern } from '../../../../parsers/time/pattern.js';
import { readWrittenTime } from '../../../../parsers/time/written-time.js';

function read(pattern: string, text: string): string | null {
  const time = readWrittenTime(text, { by: 'pattern', pattern }, 'happened');
  return time === null ? null : `${formatUtc(toParts(time.instant))} ${time.resolution} ${time.zone}`;
}

test.each([
  ['dd/MM/yyyy HH:mm:ss', '03/04/2024 05:06:07', '2024-04-03T05:06:07.000000000Z s unknown'],
  ['MM/dd/yyyy HH:mm:ss', '03/04/2024 05:06:07', '2024-03-04T05:06:07.000000000Z s unknown'],
  ['M/d/yyyy h:mm:ss a', '3/4/2024 12:06:07 AM', '2024-03-04T00:06:07.000000000Z s unknown'],
  ['M/d/yyyy h:mm:ss a', '3/4/2024 12:06:07 p.m.', '2024-03-04T12:06:07.000000000Z s unknown'],
  ['dd/MMM/yyyy:HH:mm:ss Z', '10/Oct/2023:13:55:36 -0700', '2023-10-10T20:55:36.000000000Z s record'],
  ['EEE MMM d HH:mm:ss yyyy', 'Tue Oct 10 13:55:36 2023', '2023-10-10T13:55:36.000000000Z s unknown'],
  ["MMM d, yyyy '@' HH:mm:ss.S", 'Oct 10, 2023 @ 13:55:36.123', '2023-10-10T13:55:36.123000000Z ms unknown'],
  ["yyyyMMdd'T'HHmmssZ", '20231010T135536Z', '2023-10-10T13:55:36.000000000Z s record'],
  ['dd.MM.yy HH:mm', '10.10.23 13:55', '2023-10-10T13:55:00.000000000Z min unknown'],
  ['dd.MM.yyyy', '10.10.2023', '2023-10-10T00:00:00.000000000Z day unknown'],
  ["yyyy 'o''clock' MM dd", "2023 o'clock 10 10", '2023-10-10T00:00:00.000000000Z day unknown'],
])('%s reads %s', (pattern, text, expected) => {
  expect(read(pattern, text)).toBe(expected);
});

test.each([
  ['dd/MM/yyyy HH:mm:ss', '31/02/2024 05:06:07'],
  ['dd/MM/yyyy HH:mm:ss', '2024-02-01 05:06:07'],
  ['h:mm a dd/MM/yyyy', '13:00 AM 01/01/2024'],
  ['MMM d, yyyy', 'Foo 1, 2024'],
  ['h:mm dd/MM/yyyy', '1:00 01/01/2024'],
])('%s does not read %s', (pattern, text) => {
  expect(read(pattern, text)).toBeNull();
});

test.each([
  ['HH:mm', 'The pattern names no year.'],
  ['yyyy-dd', 'The pattern names no month.'],
  ['yyyy-MM', 'The pattern names no day.'],
  ['yyyy-MM-dd ss', 'The pattern names no minute.'],
  ['yyyy-MM-ddTHH:mm', '"T" stands for nothing: put letters that stand for themselves in quotes.'],
  ["yyyy-MM-dd'T", 'A quote is opened and not closed.'],
  ['yyyy-MM-dd dd', '"dd" names a part of the time a second time.'],
])('%s is refused: %s', (pattern, fault) => {
  expect(readPattern(pattern)).toEqual({ fault });
});

test('every pattern that is proposed is one', () => {
  expect(KNOWN_PATTERNS.filter((pattern) => 'fault' in readPattern(pattern))).toEqual([]);
});

test('any pattern and any text are answered', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (pattern, text) => {
      readWrittenTime(text, { by: 'pattern', pattern }, 'happened');
    }),
  );
});

describe('units', () => {
  test.each([
    ['s', '1700000000', '2023-11-14T22:13:20.000000000Z'],
    ['ms', '1700000000', '1970-01-20T16:13:20.000000000Z'],
    ['us', '1700000000123456', '2023-11-14T22:13:20.123456000Z'],
    ['ns', '1700000000123456789', '2023-11-14T22:13:20.123456789Z'],
    ['s', '1700000000.5', '2023-11-14T22:13:20.500000000Z'],
  ] as const)('%s of %s', (unit, text, expected) => {
    const time = readWrittenTime(text, { by: 'unit', unit }, 'happened');
    expect(time === null ? null : formatUtc(toParts(time.instant))).toBe(expected);
  });

  test.each(['0', '-1', 'x', '', '2024-01-01', '99999999999999999999'])('%s is no count of seconds', (text) => {
    expect(readWrittenTime(text, { by: 'unit', unit: 's' }, 'happened')).toBeNull();
  });
});
