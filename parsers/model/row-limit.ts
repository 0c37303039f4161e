/** Exports that stop at a row limit: SIEMs, consoles and query tools cut without a word. */
import type { Intake } from './case.js';
import type { MemberLedger } from './ledger.js';

/** Row counts at which exports usually stop: pages of consoles and tools, result limits of SIEMs, rows of a spreadsheet with and without header. */
const USUAL_LIMITS: ReadonlySet<number> = new Set([
  500, 1000, 10_000, 30_000, 50_000, 65_535, 65_536, 100_000, 500_000, 1_000_000, 1_048_575, 1_048_576,
]);

/**
 * Why a member may be cut off at its end, as words that follow its count of records; null where nothing speaks for it.
 *
 * @param intake what was said of the exhibit when it came in: it may state the limit of the export
 */
export function cutOffSuspicion(
  { records, problems }: Pick<MemberLedger, 'records' | 'problems'>,
  intake: Pick<Intake, 'exportRowLimit'> | undefined,
): string | null {
  const said = problems.find(({ code }) => code === 'may-be-cut-off');
  if (said !== undefined) return `records, may be cut off: ${said.reason}`;
  if (records > 0 && records === statedLimit(intake?.exportRowLimit ?? ''))
    return 'records: exactly the row limit that was stated for the export';
  return USUAL_LIMITS.has(records) ? 'records: looks cut off at the usual row limit of an export' : null;
}

/** The one number in what was stated: `10,000 rows`, `10 000`, `50000`. Null where there is none, or several. */
function statedLimit(text: string): number | null {
  const numbers = text.match(/\d{1,3}(?:[ ,.'_\u00a0\u202f]\d{3})+(?!\d)|\d+/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0]?.replaceAll(/\D/g, '')) : null;
}
