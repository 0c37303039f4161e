import { asList, asObject, asText, firstText } from '../model/json.js';
import type { JsonObject } from '../model/json.js';
import { parseWritten } from '../time/calendar.js';
import { carrierName } from './carried.js';
import type { Carried, Carrier } from './carried.js';
import { isCarriedText } from './carried-text.js';

/**
 * A row of a Splunk search, whose `_raw` holds the record as it was received: alone, in a line of an export (`result`), or as an
 * element of XML. Source: Splunk documentation "Export search results", splunk-sdk-java.
 */
export const splunkRow: Carrier = (value) => {
  if (typeof value['preview'] === 'boolean' && asObject(value['result']) !== null) {
    const row = rawOf(asObject(value['result']) ?? {});
    // Interim rows come again.
    if (row === null || value['preview']) return null;
    return { ...row, payloads: row.payloads.map((payload) => ({ ...payload, path: `result.${payload.path}` })) };
  }
  return rawOf(value['element'] === 'result' ? rowOfXml(value) : value);
};

function rawOf(row: JsonObject): Carried | null {
  const raw = firstText(row, '_raw');
  if (raw === null || !isCarriedText(raw)) return null;
  const logged = parseWritten(firstText(row, '_time'), { kind: 'logged' });
  const ingested = parseWritten(firstText(row, '_indextime'), { kind: 'ingested' });
  return {
    payloads: [{ path: '_raw', value: raw }],
    name: splunkName(row),
    times: [logged, ingested].filter((time) => time !== null),
    host: firstText(row, 'host'),
  };
}

/** Where Splunk had the row: index, source type, source, host. */
export function splunkName(row: JsonObject): string {
  const names = [['index'], ['sourcetype', '_sourcetype'], ['source']] as const;
  const host = firstText(row, 'host');
  return carrierName('Splunk', ...names.map((each) => firstText(row, ...each)), host === null ? null : `host ${host}`);
}

/** The fields of `<result><field k='host'><value><text>...`; `_raw` stands in `<v>`. */
export function rowOfXml(value: unknown): JsonObject {
  const fields = asList(asObject(value)?.['children']).filter((child) => isElement(child, 'field'));
  return Object.fromEntries(
    fields.map((field): [string, unknown] => {
      const name = asText(asObject(asObject(field)?.['attributes'])?.['k']) ?? '';
      const values = asList(asObject(field)?.['children'])
        .filter((child) => isElement(child, 'value') || isElement(child, 'v'))
        .map((child) => textOf(child, 0));
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

export function isElement(value: unknown, name: string): boolean {
  return asObject(value)?.['element'] === name;
}

const DEEPEST = 16;

/** The text of an element, marks of search terms in it left out. */
function textOf(value: unknown, depth: number): string {
  if (typeof value === 'string') return value;
  if (depth > DEEPEST) return '';
  const text = asList(asObject(value)?.['children'])
    .map((child) => textOf(child, depth + 1))
    .join('');
  return isElement(value, 'value') ? text.trim() : text;
}
