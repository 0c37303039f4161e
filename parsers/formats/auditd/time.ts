import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';

const INTERPRETED = /^(\d\d?)([/.])(\d\d?)[/.](\d{4}|\d\d) (\d\d:\d\d:\d\d\.\d{1,9})$/;

/** The stamp of a record: time and serial. */
export interface AuditStamp {
  readonly time: RecordedTime | null;
  readonly serial: string | null;
}

/**
 * `1490995752.404:20614537`: seconds since 1970 with milliseconds. ausearch -i writes the local time instead, by the locale of
 * who ran it: `03/31/2017` in the month's, `31.03.2017` in the day's order, without a zone.
 */
export function auditStamp(stamp: string): AuditStamp {
  const colon = stamp.lastIndexOf(':');
  const written = stamp.slice(0, colon);
  const serial = stamp.slice(colon + 1);
  if (colon < 0 || !/^\d+$/.test(serial)) return { time: null, serial: null };
  if (/^\d{1,12}\.\d{1,9}$/.test(written)) return { time: parseTime(written), serial };
  const [, first = '', mark, second = '', year = '', clock = ''] = INTERPRETED.exec(written) ?? [];
  const [month, day] = mark === '.' ? [second, first] : [first, second];
  const full = year.length === 2 ? `20${year}` : year;
  const time = parseTime(`${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${clock}`);
  return { time: time === null ? null : { ...time, text: written }, serial };
}
