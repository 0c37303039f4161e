import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { axisTicks } from '../../../../renderer/report/pages/axis-ticks.js';

it('labels round instants, the first and each new day with its date', () => {
  const ms = (text: string): number => Date.parse(text);
  expect(
    axisTicks({ fromMs: ms('2026-10-14T09:01:00Z'), toMs: ms('2026-10-14T09:44:00Z') }).map(({ label }) => label),
  ).toEqual(['10-14 09:05', '09:10', '09:15', '09:20', '09:25', '09:30', '09:35', '09:40']);
  expect(
    axisTicks({ fromMs: ms('2026-10-14T20:00:00Z'), toMs: ms('2026-10-15T09:00:00Z') }).map(({ label }) => label),
  ).toEqual(['10-14 21:00', '10-15 00:00', '03:00', '06:00', '09:00']);
});

test('ticks of any span lie in it, in order, and are few', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 3e11 }), (fromMs, span) => {
      const ticks = axisTicks({ fromMs, toMs: fromMs + span });
      expect(ticks.length).toBeLessThanOrEqual(11);
      const times = ticks.map(({ ms }) => ms);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(times.every((time) => time >= fromMs && time <= fromMs + span)).toBe(true);
    }),
  );
});
