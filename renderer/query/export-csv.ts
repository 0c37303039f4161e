import { csvLine } from '../../parsers/model/csv.js';
import { EVENT_FIELDS, type CaseField } from '../../parsers/model/fields.js';
import { formatUtc } from '../../parsers/time/format.js';
import type { ExportedEvent } from './export-rows.js';

/** What the examiner said, nothing where he said nothing; where the record lies has columns of its own. */
const MARK_FIELDS = [
  'exhibit.review',
  'exhibit.tag',
  'exhibit.note',
  'exhibit.in_report',
  'exhibit.hidden',
] as const satisfies readonly CaseField[];

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
  ...EVENT_FIELDS.map((name) => [name, ({ detail }: ExportedEvent) => fieldText(detail.event.fields[name])] as const),
  ...MARK_FIELDS.map((name) => [name, ({ ofCase }: ExportedEvent) => fieldText(ofCase[name])] as const),
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

/** What stands in every table: when it was, and where its record is found again. */
const BEFORE = ['time (UTC)', 'corrected time (UTC)', 'uncertainty (ns)'];
const AFTER = ['exhibit', 'member', 'offset', 'line', 'path', 'index', 'record SHA-256'];

export interface CsvTable {
  /** Names of the columns (RFC 4180, with line end). */
  readonly head: string;
  /** One event as a line of the table. */
  readonly toLine: (event: ExportedEvent) => string;
}

/** The table of all columns, or of those of the names given, in their order, between time and citation. */
export function csvTable(names?: readonly string[]): CsvTable {
  const wanted = names === undefined ? null : [...new Set([...BEFORE, ...names, ...AFTER])];
  const columns = wanted === null ? COLUMNS : wanted.flatMap((name) => COLUMNS.filter(([known]) => known === name));
  return {
    head: csvLine(columns.map(([name]) => name)),
    toLine: (event) => csvLine(columns.map(([, text]) => text(event))),
  };
}

function fieldText(value: string | number | readonly string[] | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? value.join('; ') : String(value);
}
