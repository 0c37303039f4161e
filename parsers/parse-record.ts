import { FLAW_JOINED } from './io/framer.js';
import { decodeLatin1, recordEncoding, type RecordEncoding } from './io/record-text.js';
import { decodeRecordText } from './io/record-value.js';
import type { Limits } from './io/limits.js';
import type { BundleFacts } from './model/bundle.js';
import type { ParsedRecord, RecordProblem } from './model/event.js';
import type { Format } from './model/format.js';
import type { RecordContext } from './model/framing.js';
import { claimsOfRecord, payloadOwner } from './recognise-record.js';

/** A record as text, and the bytes it stands for. */
export interface RecordText {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly context: RecordContext;
  /** What the framer found the matter with it, a flaw of `io/framer.ts`. */
  readonly flaw: number;
}

/** What became of a record, and which format made it so. */
export interface ParsedBy {
  readonly format: Format;
  /** The decoded record, null where it could not be decoded: what is searched beside the fields. */
  readonly value: unknown;
  readonly result: ParsedRecord;
}

/**
 * Parses one record with the format of its member. In a dump of several sources a record may be of another format: what
 * an envelope carries goes to the format that knows it, and what the member's format refuses by its shape to the one other
 * format that claims it.
 */
export function parseRecord(formats: readonly Format[], format: Format, record: RecordText, limits: Limits): ParsedBy {
  const parsed = parseAlone(formats, format, record, limits);
  const { bundle } = record.context;
  return bundle === undefined ? parsed : { ...parsed, result: withFacts(parsed.result, bundle) };
}

/** Adds what the bundle says to events whose records do not state it. */
function withFacts(result: ParsedRecord, { fields }: BundleFacts): ParsedRecord {
  if (result.kind === 'rejected') return result;
  return { ...result, events: result.events.map((event) => ({ ...event, fields: { ...fields, ...event.fields } })) };
}

function parseAlone(formats: readonly Format[], format: Format, record: RecordText, limits: Limits): ParsedBy {
  if (record.flaw === FLAW_JOINED) return { format, value: null, result: { kind: 'events', events: [] } };
  const { bytes, context } = record;
  const encoding = BINARY.has(context.framing.kind) ? 'utf-8' : recordEncoding(record.text, bytes);
  const text = encoding === 'latin-1' ? decodeLatin1(bytes) : record.text;
  const decoded = decodeRecordText({ ...record, text }, limits);
  if (!decoded.ok)
    return { format, value: null, result: { kind: 'rejected', code: decoded.code, reason: decoded.reason } };
  const { value } = decoded;
  const input = { value, text, context };
  const owner = format.turn === 'envelope' ? payloadOwner(formats, input) : null;
  if (owner !== null) {
    const carried = owner.parse(input);
    if (!isWrongShape(carried)) return { format: owner, value, result: withEncoding(carried, encoding) };
  }
  const result = format.parse(input);
  if (!isWrongShape(result)) return { format, value, result: withEncoding(result, encoding) };
  const sample = { value, framing: context.framing };
  const [claim, second] = claimsOfRecord(formats, { ...context, head: bytes, text, samples: [sample] });
  if (claim === undefined || second !== undefined || claim.format === format) return { format, value, result };
  const other = claim.format.parse(input);
  return isWrongShape(other)
    ? { format, value, result }
    : { format: claim.format, value, result: withEncoding(other, encoding) };
}

function isWrongShape(result: ParsedRecord): boolean {
  return result.kind === 'rejected' && result.code === 'wrong-shape';
}

/** Framings whose records are bytes with a layout of their own. */
const BINARY: ReadonlySet<string> = new Set(['tar', 'criu', 'memory']);

const NOT_UTF8: Readonly<Record<Exclude<RecordEncoding, 'utf-8'>, string>> = {
  'latin-1': 'The record is not UTF-8; it was read as Latin-1 (ISO 8859-1).',
  damaged: 'Some bytes of the record are not UTF-8; they read as the replacement character.',
};

/** Says how a record was read that is not UTF-8. */
function withEncoding(result: ParsedRecord, encoding: RecordEncoding): ParsedRecord {
  if (result.kind === 'rejected' || encoding === 'utf-8') return result;
  const problem: RecordProblem = { code: 'invalid-utf8', reason: NOT_UTF8[encoding] };
  return { ...result, problems: [...(result.problems ?? []), problem] };
}
