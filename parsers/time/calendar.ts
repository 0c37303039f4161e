import type { RecordedTime } from '../model/time.js';
import { fromParts, toParts } from './instant.js';
import { parseTime, type TimeReading } from './parse.js';
import { YEARLESS } from './yearless.js';
import { isZone, wallClockToInstant } from './zone.js';
import { lookupTable } from '../model/lookup-table.js';

/** The parts of a written time, as text. */
export interface CalendarParts {
  /** Null where the source writes none; two digits are of the years 1970 to 2069. */
  readonly year: string | null;
  /** Number or English name, short or long. */
  readonly month: string;
  readonly day: string;
  /** `16:08`, `16:08:00`, with decimals behind a point or comma. */
  readonly clock: string;
  /** `AM` or `PM` of a clock of twelve hours. */
  readonly half?: string | undefined;
  /** An offset, `UTC`, an IANA name or an abbreviation; a word that is none of them is no zone. */
  readonly zone?: string | undefined;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Zones of RFC 822, and abbreviations of the tz database that mean one offset. Others mean several. */
const ABBREVIATIONS = lookupTable<string>({
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
  CET: '+01:00',
  CEST: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  WEST: '+01:00',
  MSK: '+03:00',
  WAT: '+01:00',
  CAT: '+02:00',
  EAT: '+03:00',
  SAST: '+02:00',
  HKT: '+08:00',
  JST: '+09:00',
  KST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  NZST: '+12:00',
  NZDT: '+13:00',
});

/** Reads a time from its parts; `text` is what the record writes. Null where they are no time. */
export function calendarTime(text: string, parts: CalendarParts, reading: TimeReading = {}): RecordedTime | null {
  const month = /^\d+$/.test(parts.month)
    ? Number(parts.month)
    : MONTHS.indexOf(parts.month.slice(0, 3).toLowerCase()) + 1;
  const clock = clockOf(parts.clock, parts.half);
  if (month === 0 || clock === null) return null;
  const date = `${yearOf(parts.year)}-${two(month)}-${two(Number(parts.day))}`;
  const isYearless = parts.year === null;
  const zone = parts.zone === undefined || isYearless ? '' : (ABBREVIATIONS[parts.zone.toUpperCase()] ?? parts.zone);
  const stated = /^(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$/i.test(zone) ? zone.toUpperCase() : '';
  const time = parseTime(`${date} ${clock}${stated}`, reading);
  if (time === null) return null;
  // Without a year no zone makes an instant of it.
  if (isYearless) return { ...time, text, zone: 'unknown' };
  return zone === '' || stated !== '' ? { ...time, text } : inZone({ ...time, text }, zone);
}

/**
 * A time read in the zone that the record itself names. Where clocks were put back the earlier of the two instants is taken, as
 * everywhere; a name that no zone has leaves the time without one.
 */
export function inZone(time: RecordedTime, zone: string): RecordedTime {
  const name = ABBREVIATIONS[zone.toUpperCase()] ?? zone;
  if (time.zone !== 'unknown' || !isZone(name)) return time;
  const answer = wallClockToInstant(toParts(time.instant), name);
  return { ...time, instant: fromParts(answer.kind === 'one' ? answer.instant : answer.earlier), zone: 'record' };
}

function yearOf(year: string | null): string {
  if (year === null) return String(YEARLESS).padStart(4, '0');
  return year.length === 2 ? `${Number(year) < 70 ? '20' : '19'}${year}` : year;
}

function clockOf(clock: string, half: string | undefined): string | null {
  const [, hour = '', rest = ''] = /^(\d{1,2})((?::\d\d){1,2}(?:[.,]\d+)?)$/.exec(clock) ?? [];
  if (hour === '') return null;
  if (half === undefined) return `${hour.padStart(2, '0')}${rest}`;
  if (Number(hour) < 1 || Number(hour) > 12) return null;
  return `${two((Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0))}${rest}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

const MONTH_FIRST =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +)?([A-Z][a-z]{2,8})\.? +(\d{1,2}),?(?: +(\d{4}))?(?: *@ *|,? +)(\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?)(?: ([AP]M))?(?: +([A-Za-z][\w/+-]*|[+-]\d\d:?\d\d))?(?: +(\d{4}))?$/;
const SLASHED =
  /^(\d{1,4})\/(\d{1,2})\/(\d{1,4})(?:,? +|-|T)(\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?)(?: ?([AP]M))?(?: ?([A-Za-z][\w/+-]*|[+-]\d\d:?\d\d))?$/i;
const NAMED_ZONE = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?) ([A-Z]{2,5}|[A-Z][a-z]+\/[\w/]+)$/;

/**
 * Reads what people and products write instead of RFC 3339: `Sep 07 2018 14:50:39 UTC`, `Nov 27, 2012 @ 16:44:05.208`,
 * `Thu Mar 16 03:08:58 2023 UTC`, `2012/11/27 16:44:05`, `2012-11-27 16:44:05.208 PST`; and all that `parseTime` reads. `order` says
 * how `7/8/2019` is meant; without it such a date is read only where the order does not matter or one of the two cannot be a month.
 */
export function parseWritten(
  value: unknown,
  reading: TimeReading = {},
  order: 'month' | 'day' | null = null,
): RecordedTime | null {
  const known = parseTime(value, reading);
  if (known !== null || typeof value !== 'string') return known;
  const text = value.trim();
  const named = MONTH_FIRST.exec(text);
  if (named !== null) {
    const [, month = '', day = '', year, clock = '', half, zone, lastYear] = named;
    return calendarTime(value, { year: year ?? lastYear ?? null, month, day, clock, half, zone }, reading);
  }
  const slashed = SLASHED.exec(text);
  if (slashed !== null) return readSlashed(value, slashed, reading, order);
  const [, local, zone] = NAMED_ZONE.exec(text) ?? [];
  const time = local === undefined ? null : parseTime(local, reading);
  return time === null || zone === undefined ? null : inZone({ ...time, text: value, zone: 'unknown' }, zone);
}

function readSlashed(
  text: string,
  [, first = '', second = '', third = '', clock = '', half, zone]: readonly (string | undefined)[],
  reading: TimeReading,
  order: 'month' | 'day' | null,
): RecordedTime | null {
  if (first.length === 4)
    return calendarTime(text, { year: first, month: second, day: third, clock, half, zone }, reading);
  const isDayFirst = order === null ? Number(first) > 12 : order === 'day';
  if (order === null && Number(first) <= 12 && Number(second) <= 12 && first !== second) return null;
  const [month, day] = isDayFirst ? [second, first] : [first, second];
  return calendarTime(text, { year: third, month, day, clock, half, zone }, reading);
}
