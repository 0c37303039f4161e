import { csvLine } from '../../parsers/model/csv.js';
import { FIELDS, type FieldName } from '../../parsers/model/fields.js';
import { formatUtc } from '../../parsers/time/format.js';
import type { ExportedEvent } from './export-rows.js';

const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** All columns: name and text. `''` where nothing is stated. Several values of one field are joined with a semicolon. */
const COLUMNS: readonly (readonly [string, (event: ExportedEvent) => string])[] = [
  ['time (UTC)', ({ source }) => (source === null ? '' : formatUtc(source))],
  [
    'corrected time (UTC)',
    ({ detail, isCorrected }) => (isCorrected && detail.time !== null ? formatUtc(detail.time) : ''),
  ],
  ['uncertainty (ns)', ({ detail }) => (detail.uncertaintyNs === '0' ? '' : detail.uncertaintyNs)],
  ['time as written', ({ detail }) => detail.event.time?.text ?? ''],
  ['resolution', ({ detail }) => detail.event.time?.resolution ?? ''],
  ['zone known from', ({ detail }) => (detail.event.time === null ? '' : detail.zone)],
  ['kind of time', ({ detail }) => detail.event.time?.kind ?? ''],
  ['message', ({ detail }) => detail.event.message],
  ...FIELD_NAMES.map((name) => [name, ({ detail }: ExportedEvent) => fieldText(detail.event.fields[name])] as const),
  ['exhibit', ({ detail }) => detail.exhibitNumber],
  ['exhibit SHA-256', ({ detail }) => detail.exhibitSha256],
  ['member', ({ detail }) => detail.member],
  ['offset', ({ detail }) => String(detail.offset)],
  ['length', ({ detail }) => String(detail.length)],
  ['line', ({ detail }) => (detail.line === 0 ? '' : String(detail.line))],
  ['path', ({ detail }) => detail.path],
  ['index', ({ detail }) => String(detail.index)],
  ['record SHA-256', ({ detail }) => detail.recordSha256],
];

/** Names of the columns (RFC 4180, with line end). */
export const CSV_HEAD = csvLine(COLUMNS.map(([name]) => name));

/** One event as a line of the table. */
export function csvEventLine(event: ExportedEvent): string {
  return csvLine(COLUMNS.map(([, text]) => text(event)));
}

function fieldText(value: string | number | readonly string[] | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? value.join('; ') : String(value);
}
