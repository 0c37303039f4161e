import { asList, asObject, asText, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** The columns of `l2tcsv`, in order. */
export const L2T_COLUMNS =
  'date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra'.split(
    ',',
  );
/** The columns of `l2ttln`; `tln` has the first five. */
export const TLN_COLUMNS = ['Time', 'Source', 'Host', 'User', 'Description', 'TZ', 'Notes'];
/** Columns of the dynamic output by default. */
const DYNAMIC_COLUMNS = ['datetime', 'timestamp_desc', 'source', 'source_long', 'message', 'parser', 'display_name'];

/** An event of the outputs `json` and `json_line`. */
export function isPlasoEvent(value: unknown): boolean {
  const object = asObject(value);
  if (object === null) return false;
  // What other tools export of plaso's events keeps the typed time alone, or writes a `datetime` of its own beside it.
  const hasClass = asText(at(object, 'date_time', '__class_name__')) !== null && !Object.hasOwn(object, 'datetime');
  const isTyped = object['__container_type__'] === 'event' || hasClass;
  return isTyped && (asObject(object['date_time']) !== null || asText(object['timestamp']) !== null);
}

export type TableKind = 'l2tcsv' | 'dynamic' | 'tln';

/** Which of plaso's tables has these columns; null for all others. */
export function tableKind(columns: readonly string[]): TableKind | null {
  if (L2T_COLUMNS.every((name, index) => columns[index] === name)) return 'l2tcsv';
  if (TLN_COLUMNS.slice(0, 5).every((name, index) => columns[index] === name) && columns.length <= TLN_COLUMNS.length)
    return 'tln';
  return DYNAMIC_COLUMNS.every((name) => columns.includes(name)) ? 'dynamic' : null;
}

/** `date_time` of an event in words that `parseTime` reads; null where it is no calendar time or number. */
export function dateTimeText(event: JsonObject): string | null {
  const elements = asList(at(event, 'date_time', 'time_elements_tuple')).map((part) => asText(part) ?? '');
  if (elements.length >= 6) return elementsText(elements, fractionOf(event));
  const string = asText(at(event, 'date_time', 'string'));
  return string !== null && /^\d{4}-\d\d-\d\d/.test(string) ? string : null;
}

/** TimeElementsInMilliseconds and InMicroseconds have further elements; older ones a fraction of a second. */
function fractionOf(event: JsonObject): string {
  const kind = asText(at(event, 'date_time', '__class_name__')) ?? '';
  const elements = asList(at(event, 'date_time', 'time_elements_tuple')).map((part) => asText(part) ?? '');
  if (kind === 'TimeElementsInMilliseconds') return (elements[6] ?? '').padStart(3, '0');
  if (kind === 'TimeElementsInMicroseconds')
    return (elements[6] ?? '').padStart(elements.length > 7 ? 3 : 6, '0') + (elements[7]?.padStart(3, '0') ?? '');
  return '';
}

function elementsText(elements: readonly string[], fraction: string): string {
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = elements;
  const two = (part: string) => part.padStart(2, '0');
  const clock = `${two(hour)}:${two(minute)}:${two(second)}${fraction === '' ? '' : `.${fraction}`}`;
  return `${year.padStart(4, '0')}-${two(month)}-${two(day)}T${clock}`;
}
