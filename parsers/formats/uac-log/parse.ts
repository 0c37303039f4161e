import type { ParsedRecord } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';

const LOG_LINE = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}) ([A-Z]{3}) (.*)$/s;
const ACQUISITION =
  /^Acquisition (Started|Finished): [A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (\d{4}) ([+-]\d{4})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** True for a line of `uac.log`. */
export function isLogLine(line: string): boolean {
  return LOG_LINE.test(line);
}

/** Reads one line: of `uac.log` with its time and offset, or of the record beside the archive, where two lines have a time. */
export function parseUacLine({ text }: RecordInput): ParsedRecord {
  const log = LOG_LINE.exec(text);
  if (log !== null) {
    const [, written = '', level = '', said = ''] = log;
    return event(parseTime(written), said, { 'event.severity': level, 'event.action': 'collected' });
  }
  const acquisition = ACQUISITION.exec(text.trim());
  if (acquisition === null) return event(null, text.trim(), hostOf(text));
  const [, moment = '', month = '', day = '', clock = '', year = '', offset = ''] = acquisition;
  const number = String(MONTHS.indexOf(month) + 1).padStart(2, '0');
  const read = parseTime(`${year}-${number}-${day.padStart(2, '0')} ${clock} ${offset}`);
  const time = read === null ? null : { ...read, text: text.trim() };
  return event(time, `Acquisition ${moment.toLowerCase()}`, {
    'event.action': `acquisition-${moment.toLowerCase()}`,
  });
}

function hostOf(text: string): FoundFields {
  return { 'host.name': /^Hostname: (\S+)\s*$/.exec(text)?.[1] };
}

function event(time: RecordedTime | null, message: string, more: FoundFields): ParsedRecord {
  const fields = statedFields(
    { 'exhibit.layer': 'host', 'exhibit.outcome': 'unknown', 'event.kind': 'event', 'event.provider': 'UAC' },
    more,
  );
  return { kind: 'events', events: [{ time, fields, message }] };
}
