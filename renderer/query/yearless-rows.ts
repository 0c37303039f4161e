import { isYearless, YearCount } from '../../parsers/time/yearless.js';
import { ROW_DATED, ROW_DUPLICATE, ROW_ZONE_NEEDED } from '../db/layout.js';
import type { CaseColumns } from './case-columns.js';

/**
 * Visits all rows whose times have no year, log by log, in the order in which their records stand, each with its year if the first is
 * of `firstYear(member)`; a member for which that is null is passed over.
 */
export function countYears(
  columns: CaseColumns,
  firstYear: (member: number) => number | null,
  visit: (row: number, year: number) => void,
): void {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < columns.rows; row += 1) {
    const flags = columns.flags[row]!;
    const isAsked = (flags & ROW_DATED) !== 0 && (flags & ROW_ZONE_NEEDED) !== 0 && (flags & ROW_DUPLICATE) === 0;
    if (!isAsked || !isYearless(columns.timeMs[row]!)) continue;
    const member = columns.member[row]!;
    const ofMember = rows.get(member);
    if (ofMember === undefined) rows.set(member, [row]);
    else ofMember.push(row);
  }
  for (const [member, ofMember] of rows) {
    const first = firstYear(member);
    if (first === null) continue;
    const count = new YearCount(first);
    for (const row of ofMember.toSorted((a, b) => columns.offset[a]! - columns.offset[b]! || a - b))
      visit(row, count.next(columns.timeMs[row]!));
  }
}
