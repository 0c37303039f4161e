import { expect, test } from 'vitest';
import { reportDate } from '../../../../../renderer/features/case/report-checks.js';

test.each([
  ['2026-03-02', '2026-03-02T00:00:00.000Z'],
  ['2026-03-02T14:00:00Z', '2026-03-02T14:00:00.000Z'],
  ['2026-03-02T14:00+02:00', '2026-03-02T12:00:00.000Z'],
  ['2026-02-30', null],
  ['02.03.2026', null],
  ['2026-03-02T14:00', null],
  ['2026-03-02T25:00Z', null],
])('%s', (text, date) => {
  expect(reportDate(text)).toBe(date);
});
