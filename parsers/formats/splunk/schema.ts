import { isElement } from '../../carriers/splunk.js';
import { asList, asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** A row of a search: fields by name, every value a text or a list of texts. Names with an underscore in front are Splunk's own. */
export type SplunkRow = JsonObject;

/** Splunk's own fields. Of the names that begin with an underscore these are never those of an event. */
const OWN_FIELDS = ['_raw', '_cd', '_bkt', '_indextime', '_serial', '_si', '_subsecond', '_sourcetype'];

/** True for a row that carries fields of Splunk's own. */
export function isSplunkRow(value: unknown): boolean {
  const object = asObject(value);
  if (object === null || Object.hasOwn(object, '_source')) return false;
  const own = OWN_FIELDS.filter((name) => Object.hasOwn(object, name)).length;
  const meta = ['_time', 'host', 'source', 'sourcetype', 'index', 'splunk_server'];
  return own > 1 || (own === 1 && meta.some((name) => Object.hasOwn(object, name)));
}

/** A line of `output_mode=json` of an export: `{"preview":false,"offset":0,"result":{...}}`; the last of no results has none. */
export function isExportLine(value: unknown): boolean {
  const object = asObject(value);
  if (object === null || typeof object['preview'] !== 'boolean') return false;
  return asObject(object['result']) !== null || (object['lastrow'] === true && !Object.hasOwn(object, 'results'));
}

/** What is sent to the HTTP Event Collector: `event` beside the row's own fields. */
export function isCollectorEvent(value: unknown): boolean {
  const object = asObject(value);
  if (object === null || (asText(object['event']) ?? asObject(object['event'])) === null) return false;
  return (
    asText(object['time']) !== null && ['sourcetype', 'source', 'index'].some((name) => Object.hasOwn(object, name))
  );
}

/** The row that the collector makes of it. */
export function rowOfCollector(value: unknown): SplunkRow {
  const { time, event, fields, ...own } = asObject(value) ?? {};
  const raw = asText(event) ?? JSON.stringify(event);
  return { ...asObject(event), ...asObject(fields), ...own, _time: time, _raw: raw };
}

/** An element of `output_mode=xml`: `<result offset='0'><field k='host'><value><text>...`. */
export function isXmlResult(value: unknown): boolean {
  const object = asObject(value);
  return object?.['element'] === 'result' && asList(object['children']).some((child) => isElement(child, 'field'));
}

/** A whole answer of `output_mode=json_cols`: one list per field. */
export function isColumnAnswer(value: unknown): boolean {
  const object = asObject(value);
  const columns = asList(object?.['columns']);
  return (
    object !== null &&
    typeof object['preview'] === 'boolean' &&
    asList(object['fields']).length === columns.length &&
    columns.length > 0 &&
    columns.every(Array.isArray)
  );
}

/** The rows of an answer by columns. */
export function rowsOfColumns(value: unknown): readonly SplunkRow[] {
  const object = asObject(value);
  const names = asList(object?.['fields']).map((field) => asText(field) ?? asText(asObject(field)?.['name']) ?? '');
  const columns = asList(object?.['columns']).map(asList);
  const rows = Math.max(0, ...columns.map(({ length }) => length));
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(names.map((name, column): [string, unknown] => [name, columns[column]?.[row]])),
  );
}

/** A row of a CSV: `__mv_<field>` holds all values of a field as `$a$;$b$`, a dollar sign doubled. */
export function rowOfCsv(row: JsonObject): SplunkRow {
  const fields = Object.entries(row).filter(([name]) => !name.startsWith('__mv_'));
  return Object.fromEntries(
    fields.map(([name, value]): [string, unknown] => {
      const several = asText(row[`__mv_${name}`]);
      return [name, several === null ? value : valuesOf(several)];
    }),
  );
}

function valuesOf(text: string): readonly string[] {
  return [...text.matchAll(/\$((?:[^$]|\$\$)*)\$(?:;|$)/gy)].map(([, value = '']) => value.replaceAll('$$', '$'));
}
