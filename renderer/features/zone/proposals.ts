import type { Adjustment } from '../../../parsers/model/case.js';
import { movedByYears, YEARLESS } from '../../../parsers/time/yearless.js';
import { wallClockToInstant } from '../../../parsers/time/zone.js';
import type { SourceTimes, TimeRange } from '../../query/spec.js';

/** A zone that the times of a source may have been written in, and what speaks for it. */
export interface ZoneProposal {
  readonly zone: string;
  /** Where the zone comes from, one sentence each. */
  readonly reasons: readonly string[];
  /** The source's span if it was written in this zone, UTC ms. */
  readonly span: TimeRange;
  /** Share of that span which other sources cover with events of known zone, 0 to 1; null where there is nothing to compare with. */
  readonly covered: number | null;
}

/** What the case knows beside the source that is asked about. */
export interface ZoneEvidence {
  readonly displayZone: string;
  /** Zones that the examiner stated for other sources. */
  readonly answered: readonly Pick<Adjustment, 'exhibit' | 'member' | 'zone'>[];
  /** Offsets that records of the case write beside their times, with how many of the records looked at do. */
  readonly writtenOffsets: readonly { readonly offset: string; readonly records: number }[];
  readonly others: readonly TimeRange[];
}

/** Spans of the events whose zone is known, of all members but those asked about. */
export function otherSpans(times: readonly SourceTimes[], asked: ReadonlySet<string>): readonly TimeRange[] {
  return times.flatMap(({ exhibit, member, stated }) =>
    stated === null || asked.has(`${exhibit}\n${member}`) ? [] : [{ fromMs: stated.fromMs, toMs: stated.toMs }],
  );
}

/** Span of the times without a zone of the members asked about, as written; null where they have none. */
export function writtenSpan(times: readonly SourceTimes[], asked: ReadonlySet<string>): TimeRange | null {
  const spans = times.flatMap(({ exhibit, member, written }) =>
    written !== null && asked.has(`${exhibit}\n${member}`) ? [written] : [],
  );
  if (spans.length === 0) return null;
  return { fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)), toMs: Math.max(...spans.map(({ toMs }) => toMs)) };
}

/** The offset that a written time ends in (`+02:00`), `Z` and `+00:00` as UTC; null where it states none. */
export function writtenOffset(text: string): string | null {
  const [, sign, hours, minutes = '00'] = /:\d\d(?:[.,]\d+)?\s?([+-])(\d\d):?(\d\d)?$/.exec(text.trim()) ?? [];
  if (sign === undefined) return /\dZ$/i.test(text.trim()) ? 'UTC' : null;
  return hours === '00' && minutes === '00' ? 'UTC' : `${sign}${hours}:${minutes}`;
}

/** Zones worth considering, best covered first. Proposals only: the examiner decides. */
export function proposeZones(written: TimeRange, evidence: ZoneEvidence): readonly ZoneProposal[] {
  const reasons = new Map<string, string[]>();
  const add = (zone: string, reason: string): void => {
    reasons.set(zone, [...(reasons.get(zone) ?? []), reason]);
  };
  for (const { exhibit, member, zone } of evidence.answered) {
    if (zone !== null) add(zone, `You stated it for ${exhibit}${member === '' ? '' : ` ${member}`}.`);
  }
  for (const { offset, records } of evidence.writtenOffsets) {
    add(offset, `${records} of the dated records looked at write ${offset === 'UTC' ? 'their times in UTC' : offset}.`);
  }
  if (evidence.displayZone !== 'UTC') add(evidence.displayZone, 'It is the display zone of the case.');
  add('UTC', 'Servers and containers are set to UTC unless somebody changed it.');
  return [...reasons]
    .map(([zone, because]): ZoneProposal => {
      const span = spanIn(written, zone);
      return { zone, reasons: [...new Set(because)].slice(0, 4), span, covered: coveredShare(span, evidence.others) };
    })
    .toSorted((a, b) => (b.covered ?? 0) - (a.covered ?? 0) || b.reasons.length - a.reasons.length);
}

/** A year that the first time of a log without years may be of. */
export interface YearProposal {
  readonly year: number;
  /** Share of the log's span in that year which other sources cover, 0 to 1. */
  readonly covered: number;
}

/** A day: the zone is open while the year is asked, so that a span is widened by it. */
const DAY_MS = 86_400_000;
const MOST_YEARS = 6;

/** Years in which other sources of the case have events, best covered first; none where there are no others. */
export function proposeYears(written: TimeRange, others: readonly TimeRange[]): readonly YearProposal[] {
  if (others.length === 0) return [];
  const first = new Date(Math.min(...others.map(({ fromMs }) => fromMs)) - DAY_MS).getUTCFullYear() - 1;
  const last = new Date(Math.max(...others.map(({ toMs }) => toMs)) + DAY_MS).getUTCFullYear();
  const wide = others.map(({ fromMs, toMs }) => ({ fromMs: fromMs - DAY_MS, toMs: toMs + DAY_MS }));
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
    .map((year) => ({ year, covered: coveredShare(inYearOf(written, year), wide) }))
    .filter((proposal): proposal is YearProposal => (proposal.covered ?? 0) > 0)
    .toSorted((a, b) => b.covered - a.covered || b.year - a.year)
    .slice(0, MOST_YEARS);
}

/** A written span that counts on from the year of no year, if its first time is of `year`. */
export function inYearOf({ fromMs, toMs }: TimeRange, year: number): TimeRange {
  return { fromMs: movedByYears(fromMs, year - YEARLESS), toMs: movedByYears(toMs, year - YEARLESS) };
}

/** A written span read in a zone. */
export function spanIn({ fromMs, toMs }: TimeRange, zone: string): TimeRange {
  return { fromMs: readIn(fromMs, zone), toMs: readIn(toMs, zone) };
}

function readIn(ms: number, zone: string): number {
  const answer = wallClockToInstant({ ms, ns: 0 }, zone);
  return answer.kind === 'one' ? answer.instant.ms : answer.earlier.ms;
}

function coveredShare(span: TimeRange, others: readonly TimeRange[]): number | null {
  if (others.length === 0) return null;
  let covered = 0;
  let end = span.fromMs;
  for (const { fromMs, toMs } of others.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const from = Math.max(fromMs, end);
    const to = Math.min(toMs, span.toMs);
    if (to > from) {
      covered += to - from;
      end = to;
    }
  }
  return covered / Math.max(span.toMs - span.fromMs, 1);
}
