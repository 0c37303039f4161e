import type { InstantParts } from '../../../parsers/model/time.js';

/** The time that a written one covers: half-open, as long as the smallest unit that is written. */
export interface CoveredTime {
  readonly from: InstantParts;
  readonly to: InstantParts;
}

const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d\d:?\d\d)?)?$/i;

const MINUTE = 60_000;
const NS_PER_MS = 1_000_000;

/**
 * Reads `2026-10-14`, `2026-10-14T09:00`, with seconds and up to nine decimals (ISO 8601), a blank instead of the `T`, and
 * with `Z` or an offset; without one it is UTC. Null for anything else, days that no calendar has included.
 */
export function parseTimeLiteral(text: string): CoveredTime | null {
  const [matched, year, month, day, hour, minute, second, fraction = '', zone = ''] = WRITTEN.exec(text) ?? [];
  if (matched === undefined) return null;
  const [h, m, s] = [hour, minute, second].map((part) => Number(part ?? '0')) as [number, number, number];
  const offset = offsetMs(zone);
  const start = new Date(0);
  start.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const isDay = start.getUTCMonth() === Number(month) - 1 && start.getUTCDate() === Number(day);
  if (!isDay || h > 23 || m > 59 || s > 59 || offset === null) return null;
  const seconds = start.getTime() + h * 3_600_000 + m * MINUTE + s * 1000 - offset;
  if (fraction !== '') {
    const ns = Number(fraction.padEnd(9, '0'));
    return { from: after(seconds, ns), to: after(seconds, ns + 10 ** (9 - fraction.length)) };
  }
  const length = hour === undefined ? 86_400_000 : second === undefined ? MINUTE : 1000;
  return { from: { ms: seconds, ns: 0 }, to: { ms: seconds + length, ns: 0 } };
}

function after(ms: number, ns: number): InstantParts {
  return { ms: ms + Math.floor(ns / NS_PER_MS), ns: ns % NS_PER_MS };
}

/** Null where no clock is set so. */
function offsetMs(zone: string): number | null {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? [];
  if (sign === undefined) return 0;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
}
