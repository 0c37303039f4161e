import type { RecordedTime, Resolution, TimeKind, ZoneOrigin } from '../model/time.js';
import { instant } from './instant.js';

export interface TimeReading {
  /** What the time speaks of; `happened` by default. */
  readonly kind?: TimeKind;
  /** `utc` where the format defines a time without a zone as UTC; otherwise such a time has the zone `unknown`. */
  readonly zoneless?: 'utc';
}

/**
 * Reads one written time: RFC 3339 with the liberties that producers take (see `readCalendar`), or an epoch number.
 *
 * Takes text, or a number as JSON gives it. Answers null for what is no time, for a date that does not exist, and for
 * the values by which producers say "never": `0`, `-1`, `0001-01-01T00:00:00Z`, `1601-01-01T00:00:00Z`.
 */
export function parseTime(value: unknown, reading: TimeReading = {}): RecordedTime | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value);
  const written = text.trim();
  const read = EPOCH.test(written) ? readEpoch(written) : readCalendar(written);
  if (read === null) return null;
  return {
    text,
    instant: instant(read.ms, read.ns),
    resolution: read.resolution,
    zone: read.zone === 'unknown' && reading.zoneless === 'utc' ? 'format' : read.zone,
    kind: reading.kind ?? 'happened',
  };
}

/** A written time as read: ms since 1970 by the clock it names, or by its own wall clock where the zone is unknown. */
export interface ClockReading {
  readonly ms: number;
  readonly ns: number;
  readonly resolution: Resolution;
  readonly zone: ZoneOrigin;
}

const CALENDAR =
  /^(\d{4}|[+-]\d{6})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?)? ?(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?: (?:UTC|GMT))?$/;

/** The zeros of .NET, Go and of Windows file times, in ms since 1970. */
const NEVER = new Set([-62_135_596_800_000, -11_644_473_600_000]);

/** A `Date` ends here; beyond it nothing could be shown. */
const LAST_MS = 8.64e15 - 1;

/**
 * `2024-07-30T21:31:10.123456789Z` and its relatives: any count of fraction digits (those after the ninth are dropped),
 * a blank or small `t` for `T`, a comma as decimal mark, `Z`, `UTC`, `+00:00`, `-0400`, `+02`, or no zone, no seconds,
 * no time of day. A leap second (`:60`) is the second that follows, since instants do not count leap seconds.
 */
function readCalendar(text: string): ClockReading | null {
  const match = CALENDAR.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour, minute, second, fraction, zone] = match;
  return clockReading({ year, month, day, hour, minute, second, fraction, zone });
}

/** Parts of a written date and time of day, digits as written; `zone` as `offsetSeconds` reads it. */
export interface ClockParts {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour?: string | undefined;
  readonly minute?: string | undefined;
  readonly second?: string | undefined;
  readonly fraction?: string | undefined;
  readonly zone?: string | undefined;
}

/** Puts the parts together; null for a date that does not exist, one that nothing can show, and for "never". */
export function clockReading(parts: ClockParts): ClockReading | null {
  const { year, month, day, hour, minute, second, fraction = '', zone } = parts;
  const days = daysSince1970(Number(year), Number(month), Number(day));
  const seconds = secondOfDay(hour, minute, second);
  const offset = zone === undefined ? 0 : offsetSeconds(zone);
  if (days === null || seconds === null || offset === null) return null;
  const digits = fraction.slice(0, 9).padEnd(9, '0');
  const ms = (days * 86_400 + seconds - offset) * 1000 + Number(digits.slice(0, 3));
  const ns = Number(digits.slice(3));
  if (Math.abs(ms) > LAST_MS || (ns === 0 && NEVER.has(ms))) return null;
  return {
    ms,
    ns,
    resolution: writtenResolution(hour, second, fraction),
    zone: zone === undefined ? 'unknown' : 'record',
  };
}

function writtenResolution(hour: string | undefined, second: string | undefined, fraction: string): Resolution {
  if (hour === undefined) return 'day';
  return second === undefined ? 'min' : resolutionOfDigits(fraction.length);
}

function secondOfDay(hour = '0', minute = '0', second = '0'): number | null {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)];
  return h > 23 || m > 59 || s > 60 ? null : h * 3600 + m * 60 + s;
}

/** `Z`, `UTC`, `+02:00`, `-0400`, `+02` in seconds east of UTC; null for what no clock shows. */
function offsetSeconds(zone: string): number | null {
  const sign = zone.startsWith('-') ? -1 : 1;
  if (sign === 1 && !zone.startsWith('+')) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', ''));
  return hours > 23 || minutes > 59 ? null : sign * (hours * 3600 + minutes * 60);
}

/** Days of the proleptic Gregorian calendar since 1970-01-01; null where the month has no such day. */
function daysSince1970(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  // `Date.UTC` reads the years 0 to 99 as 1900 to 1999, so the year is set by itself.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const days = date.getTime() / 86_400_000;
  return Number.isNaN(days) ? null : days;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const EPOCH = /^[+-]?\d{1,20}(?:[.,]\d+)?$/;

/**
 * An epoch number. Its unit follows from the number of digits: up to 11 seconds, 12 to 14 milliseconds, 15 to 17
 * microseconds, more nanoseconds; decimals of any of them are read. UTC by the definition of epoch time.
 */
function readEpoch(text: string): ClockReading | null {
  const digits = /\d+/.exec(text)?.[0].replace(/^0+(?=\d)/, '') ?? '';
  return epochReading(text, epochDigits(digits.length));
}

/**
 * An epoch number whose unit is known: `known` decimals of a second lie before its decimal mark (0 seconds, 3 milliseconds,
 * 6 microseconds, 9 nanoseconds). Null for what is no such number, for `0` and `-1`, and for what nothing can show.
 */
export function epochReading(text: string, known: 0 | 3 | 6 | 9): ClockReading | null {
  if (!EPOCH.test(text)) return null;
  const negative = text.startsWith('-');
  const [whole = '', decimals = ''] = text.replace(/^[+-]/, '').split(/[.,]/);
  const digits = whole.replace(/^0+(?=\d)/, '');
  const nanoseconds = BigInt(digits + decimals.slice(0, 9 - known).padEnd(9 - known, '0'));
  if (nanoseconds === 0n || (negative && decimals === '' && digits === '1')) return null;
  const total = negative ? -nanoseconds : nanoseconds;
  const ns = ((total % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const ms = Number((total - ns) / 1_000_000n);
  if (Math.abs(ms) > LAST_MS) return null;
  return { ms, ns: Number(ns), resolution: resolutionOfDigits(known + decimals.length), zone: 'format' };
}

/** How many decimals of a second the whole part of an epoch number with so many digits holds. */
function epochDigits(length: number): 0 | 3 | 6 | 9 {
  if (length <= 11) return 0;
  if (length <= 14) return 3;
  return length <= 17 ? 6 : 9;
}

function resolutionOfDigits(digits: number): Resolution {
  if (digits === 0) return 's';
  if (digits <= 3) return 'ms';
  return digits <= 6 ? 'us' : 'ns';
}
