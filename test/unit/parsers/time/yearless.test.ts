import { expect, test } from 'vitest';
import { isYear } from '../../../../parsers/model/time.js';
import { inYear, isYearless, movedByYears, YearCount, YEARLESS } from '../../../../parsers/time/yearless.js';

const wall = (text: string): number => Date.parse(`0004-${text}Z`);
const years = (first: number, ...written: readonly string[]): readonly number[] => {
  const count = new YearCount(first);
  return written.map((text) => count.next(wall(text)));
};

test('the year of no year: a leap year, and none of a log', () => {
  expect(isYearless(wall('02-29T01:15:43'))).toBe(true);
  expect(isYearless(Date.UTC(2024, 1, 29))).toBe(false);
  expect([1969, 1970, 2199, 2200, 2026.5].map(isYear)).toEqual([false, true, true, false, false]);
});

test('a time in a year; 29 February only where the year has one', () => {
  expect(inYear({ ms: wall('03-11T22:55:30'), ns: 7 }, 2015)).toEqual({ ms: Date.UTC(2015, 2, 11, 22, 55, 30), ns: 7 });
  expect(inYear({ ms: wall('02-29T00:00:00'), ns: 0 }, 2012)).toEqual({ ms: Date.UTC(2012, 1, 29), ns: 0 });
  expect(inYear({ ms: wall('02-29T00:00:00'), ns: 0 }, 2013)).toBeNull();
  expect(movedByYears(wall('03-11T00:00:00'), 2015 - YEARLESS)).toBe(Date.UTC(2015, 2, 11));
});

test('a date that falls back by more than three months begins the next year', () => {
  expect(years(2025, '12-30T10:00:00', '12-31T23:59:59', '01-01T00:00:01', '03-01T00:00:00')).toEqual([
    2025, 2025, 2026, 2026,
  ]);
  expect(years(2023, '06-01T00:00:00', '01-05T00:00:00', '11-01T00:00:00', '02-01T00:00:00')).toEqual([
    2023, 2024, 2024, 2025,
  ]);
});

test('records out of order begin no year; one of December written after the turn is of the old year', () => {
  expect(years(2025, '05-02T00:00:00', '05-01T00:00:00', '03-01T00:00:00')).toEqual([2025, 2025, 2025]);
  expect(years(2025, '12-31T23:59:58', '01-01T00:00:01', '12-31T23:59:59', '01-01T00:00:02')).toEqual([
    2025, 2026, 2025, 2026,
  ]);
});
