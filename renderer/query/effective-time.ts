import type { Adjustment } from '../../parsers/model/case.js';
import type { InstantParts } from '../../parsers/model/time.js';
import { isZone, wallClockToInstant } from '../../parsers/time/zone.js';
import { inYear, isYearless } from '../../parsers/time/yearless.js';
import { ROW_DATED, ROW_DUPLICATE, ROW_ZONE_NEEDED } from '../db/layout.js';
import type { CaseColumns, CaseMember } from './case-columns.js';
import { countYears } from './yearless-rows.js';

const NS_PER_MS = 1_000_000n;

/** What the examiner said about one member's clock, ready to be applied. */
export interface ClockCorrection {
  /** Zone of times without one; null while the question is open. */
  readonly zone: string | null;
  /** Year of the first time without one; null while the question is open. */
  readonly year: number | null;
  /** Added to every time: whole milliseconds (rounded down) and the nanoseconds that remain. */
  readonly shift: InstantParts;
  readonly moves: boolean;
  /** Half-width of the interval of uncertainty. */
  readonly uncertaintyNs: bigint;
}

/** Times as the adjustments in force make them. Rebuilt from the recorded ones whenever an adjustment changes. */
export interface EffectiveTimes {
  /** By member; null where the member is as recorded. */
  readonly corrections: readonly (ClockCorrection | null)[];
  /** 1 for rows that have a place on the time line. Repeats within an exhibit have none. */
  readonly placed: Uint8Array;
  /** By row, the year that a time without one is of; 0 where it has one or nobody said it. Null where no year was said. */
  readonly years: Uint16Array | null;
  readonly ms: Float64Array;
  readonly ns: Uint32Array;
}

/** A time as its source states it, in the zone the examiner gave where the record has none; before any clock correction. */
export interface SourceTime {
  readonly time: InstantParts;
  /** Width of what the zone leaves open: clocks put back show the same reading twice. */
  readonly openMs: number;
}

/** Applies the adjustments to all rows. Throws `RangeError` for a zone that does not exist: the journal admits none. */
export function applyAdjustments(columns: CaseColumns, adjustments: readonly Adjustment[]): EffectiveTimes {
  const corrections = correctionsByMember(columns.members, adjustments);
  const isRecorded = corrections.every((correction) => correction === null);
  const ms = isRecorded ? columns.timeMs : columns.timeMs.slice();
  const ns = isRecorded ? columns.timeNs : columns.timeNs.slice();
  const placed = new Uint8Array(columns.rows);
  const years = yearsOfRows(columns, corrections);
  for (let row = 0; row < columns.rows; row += 1) {
    const flags = columns.flags[row]!;
    if ((flags & ROW_DUPLICATE) !== 0) continue;
    const correction = corrections[columns.member[row]!]!;
    const wall = wallTime(columns, row, years);
    placed[row] = wall !== null && isPlaced(flags, correction) ? 1 : 0;
    if (correction === null || wall === null || placed[row] === 0) continue;
    const time = correctTime(inStatedZone(wall, flags, correction).time, correction);
    ms[row] = time.ms;
    ns[row] = time.ns;
  }
  return { corrections, placed, years, ms, ns };
}

/** The recorded time of a placed row, read in the year and zone the examiner gave where it has none. */
export function sourceTime(columns: CaseColumns, row: number, { corrections, years }: EffectiveTimes): SourceTime {
  const wall = wallTime(columns, row, years);
  if (wall === null) throw new RangeError(`row ${row} has no place on the time line`);
  return inStatedZone(wall, columns.flags[row]!, corrections[columns.member[row]!]!);
}

/** The recorded time of a row in its year; null where it has none, or where 29 February is of no leap year. */
function wallTime(columns: CaseColumns, row: number, years: Uint16Array | null): InstantParts | null {
  const recorded = { ms: columns.timeMs[row]!, ns: columns.timeNs[row]! };
  if ((columns.flags[row]! & ROW_ZONE_NEEDED) === 0 || !isYearless(recorded.ms)) return recorded;
  const year = years?.[row] ?? 0;
  return year === 0 ? null : inYear(recorded, year);
}

function yearsOfRows(columns: CaseColumns, corrections: EffectiveTimes['corrections']): Uint16Array | null {
  if (corrections.every((correction) => correction === null || correction.year === null)) return null;
  const years = new Uint16Array(columns.rows);
  countYears(
    columns,
    (member) => corrections[member]?.year ?? null,
    (row, year) => {
      years[row] = year;
    },
  );
  return years;
}

function inStatedZone(recorded: InstantParts, flags: number, correction: ClockCorrection | null): SourceTime {
  if ((flags & ROW_ZONE_NEEDED) === 0 || correction === null || correction.zone === null)
    return { time: recorded, openMs: 0 };
  const answer = wallClockToInstant(recorded, correction.zone);
  if (answer.kind === 'one') return { time: answer.instant, openMs: 0 };
  return { time: answer.earlier, openMs: answer.later.ms - answer.earlier.ms };
}

function isPlaced(flags: number, correction: ClockCorrection | null): boolean {
  if ((flags & ROW_ZONE_NEEDED) !== 0) return correction !== null && correction.zone !== null;
  return (flags & ROW_DATED) !== 0;
}

function correctTime(time: InstantParts, { shift }: ClockCorrection): InstantParts {
  const ns = time.ns + shift.ns;
  const carry = ns >= Number(NS_PER_MS) ? 1 : 0;
  return { ms: time.ms + shift.ms + carry, ns: ns - carry * Number(NS_PER_MS) };
}

function correctionsByMember(
  members: readonly CaseMember[],
  adjustments: readonly Adjustment[],
): readonly (ClockCorrection | null)[] {
  const bySource = new Map(
    adjustments.map((adjustment) => [`${adjustment.exhibit}\n${adjustment.member}`, adjustment]),
  );
  return members.map(({ exhibit, ledger }) => {
    const adjustment = bySource.get(`${exhibit.number}\n${ledger.path}`);
    return adjustment === undefined ? null : toCorrection(adjustment);
  });
}

function toCorrection({ zone, year, offsetNs, uncertaintyNs }: Adjustment): ClockCorrection {
  if (zone !== null && !isZone(zone)) throw new RangeError(`no such zone: ${zone}`);
  const offset = BigInt(offsetNs);
  const rest = ((offset % NS_PER_MS) + NS_PER_MS) % NS_PER_MS;
  return {
    zone,
    year: year ?? null,
    shift: { ms: Number((offset - rest) / NS_PER_MS), ns: Number(rest) },
    moves: offset !== 0n,
    uncertaintyNs: BigInt(uncertaintyNs),
  };
}
