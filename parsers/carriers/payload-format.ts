import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../model/event.js';
import type { Probe, RecordInput, Verdict } from '../model/format.js';
import { asTexts } from '../model/json.js';
import { statedFields } from '../model/stated-fields.js';
import { ownSamples, unwrapRecord } from './unwrap.js';
import type { Payload } from './unwrap.js';

/** What one payload says. */
export interface ReadPayload {
  /** Path, envelope and the envelope's times are added by the caller. */
  readonly events: readonly NormalisedEvent[];
  /** The producer's key of the occurrence, null where the record has none. */
  readonly key?: string | null;
  readonly problems?: readonly RecordProblem[];
}

/** A format whose records are payloads that a guard tells from all others: all that differs from format to format. */
export interface PayloadFormat {
  /** One record in words: `Tetragon event`. */
  readonly what: string;
  /** By what it is known: `one process_* key`. */
  readonly known: string;
  /** What the ledger must say beside a claim, in whole sentences. */
  readonly note?: string;
  readonly isOwn: (value: unknown) => boolean;
  /** Reads a payload that `isOwn` accepts, of the record that carries it. */
  readonly read: (payload: Payload, record: RecordInput) => ReadPayload;
}

/** Claims a member where at least one of its first records is, or carries, a payload of the format. */
export function detectPayloads(probe: Probe, { what, known, note, isOwn }: PayloadFormat): Verdict {
  const own = ownSamples(probe, isOwn);
  if (own === null) return { claim: false, reason: `No ${what} among the first records (${known}).` };
  const reason = `${own.count} of the first ${own.of} records are ${what}s (${known}).`;
  return { claim: true, framing: own.framing, reason: note === undefined ? reason : `${reason} ${note}` };
}

/**
 * Reads one record: the payloads of the format in it, with what their envelopes say. What else lies beside them is a
 * problem; a record without any payload of the format is rejected. The producer's key counts where the record is one payload.
 */
export function parsePayloads(record: RecordInput, format: PayloadFormat): ParsedRecord {
  const payloads = unwrapRecord(record, format.isOwn);
  const own = payloads.filter(({ value }) => format.isOwn(value));
  const strange = payloads.filter(({ value }) => !format.isOwn(value));
  if (own.length === 0 && strange.length > 0) return rejection(strange, format);
  const read = own.map((payload) => ({ payload, ...format.read(payload, record) }));
  const events = read.flatMap(({ payload, events: found }) => found.map((event) => placed(event, payload)));
  const problems = [...read.flatMap((each) => each.problems ?? []), ...strange.map((each) => leftOut(each, format))];
  const [only] = read;
  const key = read.length === 1 ? (only?.key ?? null) : null;
  return {
    kind: 'events',
    events,
    ...(problems.length === 0 ? {} : { problems }),
    ...(key === null ? {} : { producerKey: { key, content: only?.payload.value } }),
  };
}

function rejection(strange: readonly Payload[], { what, known }: PayloadFormat): ParsedRecord {
  return strange.some(({ cut }) => cut)
    ? { kind: 'rejected', code: 'truncated', reason: `The text that carries the ${what} is cut off before its end.` }
    : { kind: 'rejected', code: 'wrong-shape', reason: `No ${what} (${known}).` };
}

function leftOut({ path, cut }: Payload, { what }: PayloadFormat): RecordProblem {
  return {
    code: cut ? 'truncated' : 'wrong-shape',
    reason: `What lies under ${path} is no whole ${what} and was left out.`,
  };
}

/** Adds what the envelopes say. A format may name a log of its own, which is the innermost envelope. */
function placed({ otherTimes = [], ...event }: NormalisedEvent, { path, envelope }: Payload): NormalisedEvent {
  const times = [...otherTimes, ...envelope.times];
  const names = [...envelope.names, ...asTexts(event.fields['exhibit.envelope'])];
  return {
    ...event,
    ...(times.length === 0 ? {} : { otherTimes: times }),
    ...(path === '' ? {} : { path }),
    ...(envelope.names.length === 0 ? {} : { fields: statedFields(event.fields, { 'exhibit.envelope': names }) }),
  };
}
