import { performance } from 'node:perf_hooks';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { InstantParts } from '../../../../parsers/model/time.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { formatInZone, formatUtc } from '../../../../parsers/time/format.js';
import { parseTime } from '../../../../parsers/time/parse.js';
import { isZone, wallClockToInstant } from '../../../../parsers/time/zone.js';

function at(text: string): InstantParts {
  const time = parseTime(text);
  if (time === null) throw new TypeError(text);
  return toParts(time.instant);
}

test('UTC has nine decimals', () => {
  expect(formatUtc(at('2024-07-30T21:31:10Z'))).toBe('2024-07-30T21:31:10.000000000Z');
});

describe('in a zone', () => {
  test.each([
    ['2024-07-30T21:31:10.123456Z', 'Europe/Berlin', '2024-07-30 23:31:10.123456000', 'Europe/Berlin +02:00'],
    ['2024-01-30T21:31:10Z', 'Europe/Berlin', '2024-01-30 22:31:10.000000000', 'Europe/Berlin +01:00'],
    ['2024-03-31T00:59:59.999999999Z', 'Europe/Berlin', '2024-03-31 01:59:59.999999999', 'Europe/Berlin +01:00'],
    ['2024-03-31T01:00:00Z', 'Europe/Berlin', '2024-03-31 03:00:00.000000000', 'Europe/Berlin +02:00'],
    ['2024-07-30T21:31:10Z', 'Asia/Kathmandu', '2024-07-31 03:16:10.000000000', 'Asia/Kathmandu +05:45'],
    ['1972-01-07T00:44:29Z', 'Africa/Monrovia', '1972-01-06 23:59:59.000000000', 'Africa/Monrovia -00:44:30'],
    ['1972-01-07T00:44:30Z', 'Africa/Monrovia', '1972-01-07 00:44:30.000000000', 'Africa/Monrovia +00:00'],
    ['2024-07-30T21:31:10Z', '-04:30', '2024-07-30 17:01:10.000000000', '-04:30'],
    ['2024-07-30T21:31:10Z', 'UTC', '2024-07-30 21:31:10.000000000', 'UTC'],
  ])('%s in %s', (utc, zone, text, label) => {
    expect(formatInZone(at(utc), zone)).toEqual({ text, zone: label });
  });

  test.each([
    ['us', '2024-07-30 21:31:10.123456'],
    ['ms', '2024-07-30 21:31:10.123'],
    ['s', '2024-07-30 21:31:10'],
    ['min', '2024-07-30 21:31'],
    ['day', '2024-07-30'],
  ] as const)('as exact as %s', (resolution, text) => {
    expect(formatInZone(at('2024-07-30T21:31:10.123456789Z'), 'UTC', resolution).text).toBe(text);
  });

  test('two hundred rows take well under five milliseconds', () => {
    const rows = Array.from({ length: 200 }, (_, row) => ({ ms: 1_722_375_070_000 + row * 3_600_000, ns: row }));
    formatInZone(rows[0]!, 'America/New_York');
    const runs = Array.from({ length: 5 }, () => {
      const start = performance.now();
      for (const row of rows) formatInZone(row, 'America/New_York');
      return performance.now() - start;
    });
    expect(Math.min(...runs)).toBeLessThan(5);
  });
});

describe('from a wall clock', () => {
  test('a time that the clocks showed once', () => {
    expect(wallClockToInstant(at('2024-07-30T23:31:10.000000007Z'), 'Europe/Berlin')).toEqual({
      kind: 'one',
      instant: at('2024-07-30T21:31:10.000000007Z'),
    });
  });

  test('a time that was jumped over', () => {
    expect(wallClockToInstant(at('2024-03-31T02:30:00Z'), 'Europe/Berlin')).toEqual({
      kind: 'gap',
      earlier: at('2024-03-31T00:30:00Z'),
      later: at('2024-03-31T01:30:00Z'),
    });
  });

  test('a time that was shown twice', () => {
    expect(wallClockToInstant(at('2024-10-27T02:30:00Z'), 'Europe/Berlin')).toEqual({
      kind: 'overlap',
      earlier: at('2024-10-27T00:30:00Z'),
      later: at('2024-10-27T01:30:00Z'),
    });
  });

  test('every instant is found again from what the clocks showed', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'UTC',
      '-09:30',
    );
    const parts = fc.record({
      ms: fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2100, 0, 1) }),
      ns: fc.integer({ min: 0, max: 999_999 }),
    });
    fc.assert(
      fc.property(parts, zone, (instant, name) => {
        const answer = wallClockToInstant(at(`${formatInZone(instant, name).text}Z`), name);
        expect(answer.kind === 'one' ? [answer.instant] : [answer.earlier, answer.later]).toContainEqual(instant);
      }),
    );
  });
});

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['+02:00', true],
  ['+25:00', false],
  ['Berlin', false],
  ['', false],
])('%s is a zone: %s', (zone, known) => {
  expect(isZone(zone)).toBe(known);
});
