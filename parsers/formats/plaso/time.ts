import { asText, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import type { RecordedTime, Resolution } from '../../model/time.js';
import { calendarTime } from '../../time/calendar.js';
import { parseTime } from '../../time/parse.js';
import { dateTimeText } from './schema.js';

/** What the classes of dfDateTime state; all others to the second. */
const RESOLUTIONS: readonly (readonly [RegExp, Resolution])[] = [
  [/Nanosecond|APFS/, 'ns'],
  [/Microsecond|Filetime|WebKit|Cocoa|UUID|FATTimestamp/, 'us'],
  [/Millisecond|Java|OLE/, 'ms'],
];

/**
 * Time of an event: `timestamp`, microseconds since 1970 in UTC, whatever zone the source had; it is what plaso itself sorts by. The kind of
 * `date_time` says how exact the source was. Without `timestamp` the elements of `date_time` are read, whose zone is stated
 * only by `time_zone_offset`.
 */
export function eventTime(event: JsonObject): RecordedTime | null {
  const timestamp = asText(event['timestamp']);
  const kind = asText(at(event, 'date_time', '__class_name__')) ?? '';
  // "Not set" and its like are dates that the source holds no value for.
  if (kind === 'SemanticTime' || kind === 'NotSet' || kind === 'Never') return null;
  if (timestamp !== null && /^-?\d{1,19}$/.test(timestamp)) {
    const micros = BigInt(timestamp);
    if (micros === 0n) return null;
    const seconds = micros / 1_000_000n;
    const rest = micros < 0n ? -(micros % 1_000_000n) : micros % 1_000_000n;
    const sign = micros < 0n && seconds === 0n ? '-' : '';
    const time = parseTime(`${sign}${seconds}.${String(rest).padStart(6, '0')}`);
    const resolution = RESOLUTIONS.find(([name]) => name.test(kind))?.[1] ?? 's';
    return time === null ? null : { ...time, text: timestamp, resolution: kind === '' ? 'us' : resolution };
  }
  return parseTime(dateTimeText(event));
}

/** Time of a row of l2tcsv: date `MM/DD/YYYY`, in the zone of its own column, which may change from row to row. */
export function tableTime(row: JsonObject): RecordedTime | null {
  const [date, clock, zone] = ['date', 'time', 'timezone'].map((name) => asText(row[name]) ?? '');
  const [, month = '', day = '', year = ''] = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(date ?? '') ?? [];
  // 00/00/0000 is plaso's word for no time.
  if (month === '' || month === '00') return null;
  return calendarTime(`${date} ${clock} ${zone}`.trim(), {
    year,
    month,
    day,
    clock: clock ?? '',
    zone: zone === '' || zone === '-' ? undefined : zone,
  });
}
