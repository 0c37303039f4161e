/** From the text of one record to the value a format parses: the same for a block, a stored record and a sample. */
import type { RecordProblem } from '../model/event.js';
import type { EntryKind, Framing, RecordContext, ZeekHeader } from '../model/framing.js';
import { asObject } from '../model/json.js';
import { readCriuEntry } from './criu.js';
import { csvFields, csvValue } from './csv-row.js';
import { FLAW_DAMAGED, FLAW_TOO_LARGE, FLAW_TRUNCATED } from './framer.js';
import { readGroup } from './group-rules.js';
import { readJournalEntry } from './journal-entry.js';
import { readJson, type JsonRead } from './json-reader.js';
import type { Limits } from './limits.js';
import { readTarHeader } from './tar-header.js';
import { namedRow } from './table-row.js';
import { readXml } from './xml-value.js';
import { readYaml } from './yaml-value.js';
import { zeekRow } from './zeek-header.js';

export type Decoded = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & RecordProblem);

/** Braces of a log prefix that are tried as the start of JSON. */
const PREFIX_TRIES = 4;

/** One record as a framer cut it. */
export interface FramedRecord {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly context: Pick<RecordContext, 'framing' | 'envelope'>;
  /** What the framer found the matter with it. */
  readonly flaw: number;
}

/** Decodes a record. */
export function decodeRecordText(record: FramedRecord, limits: Limits): Decoded {
  const { text, flaw, context } = record;
  if (flaw === FLAW_TOO_LARGE || text.length > limits.recordBytes) {
    return {
      ok: false,
      code: 'too-large',
      reason: `The record is larger than ${limits.recordBytes} bytes. Look at it in the evidence, at the place stated.`,
    };
  }
  if (flaw === FLAW_TRUNCATED) return { ok: false, code: 'truncated', reason: 'The file ends inside this record.' };
  const { framing } = context;
  switch (framing.kind) {
    case 'tar':
      return readTarHeader(record.bytes);
    case 'criu':
      return readCriuEntry(record.bytes, framing.image);
    case 'lines':
    case 'memory':
      return { ok: true, value: text };
    case 'csv':
      return readRow(text, framing, flaw);
    case 'ndjson':
      return readJsonLine(text, limits.jsonDepth);
    case 'json': {
      const read = readJson(text, limits.jsonDepth);
      return read.ok ? { ok: true, value: namedRow(read.value, context.envelope) } : read;
    }
    case 'xml':
      return readXml(text, limits.jsonDepth);
    case 'zeek':
      return readZeekRow(text, framing.header);
    case 'groups':
      return readGroup(text, framing.group, limits.jsonDepth);
    case 'entries':
      return readEntry(record, framing.entry, limits);
  }
}

function readEntry({ text, bytes }: FramedRecord, entry: EntryKind, limits: Limits): Decoded {
  if (entry === 'yaml') return readYaml(text);
  if (entry === 'journal-export') return { ok: true, value: readJournalEntry(bytes) };
  return entry === 'bulk' ? readBulk(text, limits.jsonDepth) : { ok: true, value: text };
}

/** An action of Elasticsearch's bulk API with its document, as a search answers it: `_index`, `_id`, `_source`. */
function readBulk(text: string, depth: number): Decoded {
  const [first = '', second] = text.split('\n');
  const action = readJson(first, depth);
  if (!action.ok) return action;
  const [name = '', where] = Object.entries(asObject(action.value) ?? {})[0] ?? [];
  const hit = { _bulk: name, ...asObject(where) };
  if (second === undefined) return { ok: true, value: asObject(where) === null ? action.value : hit };
  const source = readJson(second, depth);
  return source.ok ? { ok: true, value: { ...hit, _source: source.value } } : source;
}

function readZeekRow(text: string, header: ZeekHeader | null): Decoded {
  const row = header === null ? null : zeekRow(text, header);
  if (row !== null) return { ok: true, value: row };
  const columns = header?.fields.length ?? 0;
  const found = text.split(header?.separator ?? '\t').length;
  return { ok: false, code: 'wrong-columns', reason: `The line has ${found} values, its header names ${columns}.` };
}

function readRow(text: string, framing: Framing & { readonly kind: 'csv' }, flaw: number): Decoded {
  if (flaw === FLAW_DAMAGED) {
    return { ok: false, code: 'wrong-columns', reason: 'A quote opens a field in this line and nothing closes it.' };
  }
  const fields = csvFields(text, framing.delimiter);
  if (fields.length === framing.columns.length) return { ok: true, value: csvValue(fields, framing.columns) };
  return {
    ok: false,
    code: 'wrong-columns',
    reason: `The row has ${fields.length} columns, the table has ${framing.columns.length}.`,
  };
}

/** One line of NDJSON. A comma behind the value and a log prefix before its brace are let through. */
function readJsonLine(line: string, depth: number): JsonRead {
  // The quick way: nearly every line is one object and nothing else.
  if (line.charCodeAt(0) === 0x7b && line.charCodeAt(line.length - 1) === 0x7d) return readJson(line, depth);
  const text = line.trim().replace(/,+$/, '');
  const read = readJson(text, depth);
  if (read.ok || text.startsWith('{')) return read;
  let cut: JsonRead | null = null;
  let brace = text.indexOf('{');
  for (let tries = 0; brace >= 0 && tries < PREFIX_TRIES; tries++, brace = text.indexOf('{', brace + 1)) {
    const behind = readJson(text.slice(brace), depth);
    if (behind.ok) return behind;
    if (behind.code === 'truncated') cut ??= behind;
  }
  return cut ?? read;
}
