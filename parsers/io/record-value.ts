/** From the text of one record to the value a format parses: the same for a block, a stored record and a sample. */
import type { RecordProblem } from '../model/event.js';
import type { Framing } from '../model/framing.js';
import { csvFields, csvValue } from './csv-row.js';
import { FLAW_DAMAGED, FLAW_TOO_LARGE, FLAW_TRUNCATED } from './framer.js';
import { readJson, type JsonRead } from './json-reader.js';
import type { Limits } from './limits.js';

export type Decoded = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & RecordProblem);

/** Braces of a log prefix that are tried as the start of JSON. */
const PREFIX_TRIES = 4;

/** Decodes a record's text. `flaw` is what the framer found the matter with it. */
export function decodeRecordText(text: string, framing: Framing, flaw: number, limits: Limits): Decoded {
  if (flaw === FLAW_TOO_LARGE || text.length > limits.recordBytes) {
    return {
      ok: false,
      code: 'too-large',
      reason: `The record is larger than ${limits.recordBytes} bytes. Raise the limit "recordBytes" to read it.`,
    };
  }
  if (flaw === FLAW_TRUNCATED) return { ok: false, code: 'truncated', reason: 'The file ends inside this record.' };
  if (framing.kind === 'lines') return { ok: true, value: text };
  if (framing.kind === 'csv') return readRow(text, framing, flaw);
  return framing.kind === 'ndjson' ? readJsonLine(text, limits.jsonDepth) : readJson(text, limits.jsonDepth);
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
