import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ticks } from '../../../../../renderer/features/timeline/axis.js';

const at = (text: string) => Date.parse(text);
const labels = (from: number, to: number, zone: string, limit = 10) =>
  ticks({ fromMs: from, toMs: to }, zone, limit).map(({ label }) => label);

describe('ticks', () => {
  test('stand on the full hours of the display zone, the date once', () => {
    const found = ticks({ fromMs: at('2024-03-01T21:30:00Z'), toMs: at('2024-03-02T01:30:00Z') }, 'Asia/Kolkata', 10);
    expect(found.map(({ label }) => label)).toEqual([
      '03:00',
      '03:30',
      '04:00',
      '04:30',
      '05:00',
      '05:30',
      '06:00',
      '06:30',
    ]);
    expect(found.map(({ context }) => context)).toEqual(['2024-03-02', null, null, null, null, null, null, null]);
    expect(found[0]?.at).toEqual({ ms: at('2024-03-01T21:30:00Z'), ns: 0 });
  });

  test('go on over the hour that summer time leaves out', () => {
    const found = labels(at('2024-03-30T23:00:00Z'), at('2024-03-31T04:00:00Z'), 'Europe/Berlin', 6);
    expect(found).toEqual(['00:00', '01:00', '03:00', '04:00', '05:00']);
  });

  test('rise through the hour that comes twice', () => {
    const found = ticks({ fromMs: at('2024-10-26T22:00:00Z'), toMs: at('2024-10-27T04:00:00Z') }, 'Europe/Berlin', 8);
    const places = found.map(({ place }) => place);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(found.map(({ label }) => label)).toContain('02:00');
  });

  test('begin days and months at midnight of the zone', () => {
    const days = ticks({ fromMs: at('2024-03-28T00:00:00Z'), toMs: at('2024-04-03T00:00:00Z') }, 'Europe/Berlin', 8);
    expect(days.map(({ label }) => label)).toEqual([
      '2024-03-29',
      '2024-03-30',
      '2024-03-31',
      '2024-04-01',
      '2024-04-02',
      '2024-04-03',
    ]);
    expect(days[3]?.at.ms).toBe(at('2024-03-31T22:00:00Z'));
    expect(labels(at('2023-11-15T00:00:00Z'), at('2024-04-15T00:00:00Z'), 'America/New_York', 6)).toEqual([
      '2023-12',
      '2024-01',
      '2024-02',
      '2024-03',
      '2024-04',
    ]);
    expect(labels(at('2019-06-01T00:00:00Z'), at('2024-06-01T00:00:00Z'), 'UTC', 6)).toEqual([
      '2020',
      '2021',
      '2022',
      '2023',
      '2024',
    ]);
  });

  test('reach below the microsecond, exact to the nanosecond', () => {
    const from = at('2024-03-01T12:00:00.123Z');
    const found = ticks({ fromMs: from + 0.5, toMs: from + 0.5009765625 }, 'UTC', 5);
    expect(found.map(({ label }) => label)).toEqual([
      '.123500000',
      '.123500200',
      '.123500400',
      '.123500600',
      '.123500800',
    ]);
    expect(found[0]?.context).toBe('2024-03-01 12:00:00');
    expect(found[2]?.at).toEqual({ ms: from, ns: 500_400 });
  });

  test('are never more than asked, inside the range, rising', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', '+05:45');
    const spans = fc.double({ min: -2, max: 12.5, noNaN: true }).map((exponent) => 10 ** exponent);
    fc.assert(
      fc.property(
        fc.integer({ min: at('1990-01-01'), max: at('2100-01-01') }),
        spans,
        zones,
        fc.integer({ min: 2, max: 20 }),
        (fromMs, span, zone, limit) => {
          const found = ticks({ fromMs, toMs: fromMs + span }, zone, limit);
          expect(found.length).toBeLessThanOrEqual(limit + 2);
          for (const { place } of found) {
            expect(place).toBeGreaterThanOrEqual(0);
            expect(place).toBeLessThan(1);
          }
          for (let index = 1; index < found.length; index += 1)
            expect(found[index]!.place).toBeGreaterThan(found[index - 1]!.place);
        },
      ),
    );
  });
});
