import { isYearless, movedByYears, YEARLESS } from '../../parsers/time/yearless.js';
import { ROW_DATED, ROW_DUPLICATE, ROW_ZONE_NEEDED } from '../db/layout.js';
import type { CaseColumns } from './case-columns.js';
import type { SourceTimes } from './spec.js';
import { countYears } from './yearless-rows.js';

interface Span {
  fromMs: number;
  toMs: number;
  count: number;
}

/**
 * Spans of recorded times by member, those without a zone apart; times without a year count on from `YEARLESS` in the order of the
 * log. Members without dated events are left out.
 */
export function sourceTimesOf(columns: CaseColumns): readonly SourceTimes[] {
  const spans = columns.members.map(() => ({ written: none(), stated: none() }));
  for (let row = 0; row < columns.rows; row += 1) {
    const flags = columns.flags[row]!;
    if ((flags & ROW_DUPLICATE) !== 0 || (flags & ROW_DATED) === 0) continue;
    const { written, stated } = spans[columns.member[row]!]!;
    const ms = columns.timeMs[row]!;
    if ((flags & ROW_ZONE_NEEDED) === 0) add(stated, ms);
    else if (!isYearless(ms)) add(written, ms);
  }
  countYears(
    columns,
    () => YEARLESS,
    (row, year) => {
      const ms = columns.timeMs[row]!;
      add(spans[columns.member[row]!]!.written, movedByYears(ms, year - YEARLESS));
    },
  );
  return columns.members.flatMap(({ exhibit, ledger }, member) => {
    const { written, stated } = spans[member]!;
    if (written.count + stated.count === 0) return [];
    return [{ exhibit: exhibit.number, member: ledger.path, written: settled(written), stated: settled(stated) }];
  });
}

function none(): Span {
  return { fromMs: Infinity, toMs: -Infinity, count: 0 };
}

function add(span: Span, ms: number): void {
  span.fromMs = Math.min(span.fromMs, ms);
  span.toMs = Math.max(span.toMs, ms + 1);
  span.count += 1;
}

function settled(span: Span): Readonly<Span> | null {
  return span.count === 0 ? null : span;
}
