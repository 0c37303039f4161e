import type { Probe, ProbeSample, RecordInput } from '../model/format.js';
import type { Framing } from '../model/framing.js';
import { asObject } from '../model/json.js';
import type { JsonObject } from '../model/json.js';
import type { RecordedTime } from '../model/time.js';
import { awsMessage, awsStream, cloudWatch, eventBridge, lookupEvents } from './aws.js';
import type { Carried, Carrier } from './carried.js';
import { datadogLog, kafkaMessage, kubernetesWatch, otlpLogs, splunkCollector, sumoMessage } from './collectors.js';
import { decodeJson } from './decode-json.js';
import { azureDiagnostic, cloudEvents, eventGrid, listEnvelope, logShipper, loki, searchHit } from './forwarders.js';
import { googleLogEntry, pubSub } from './google.js';
import { journalAudit } from './journal-audit.js';
import { logPrefix } from './log-prefix.js';
import { splunkRow } from './splunk.js';
import { jsonCell } from './table-cell.js';

/** What carried a payload, all levels together. */
export interface Envelope {
  /** Outermost first: `CloudWatch /aws/eks/prod/cluster audit-1`. */
  readonly names: readonly string[];
  /** When carriers logged or ingested it. */
  readonly times: readonly RecordedTime[];
  /** What the innermost carrier that knows says. */
  readonly cluster: string | null;
  readonly host: string | null;
}

/** One payload of a record. */
export interface Payload {
  readonly value: unknown;
  /** Its text where it was carried as text, else the record's text. */
  readonly text: string;
  /** Path inside the record, `''` for the record itself. */
  readonly path: string;
  readonly envelope: Envelope;
  /** True for text that starts as JSON and cannot be decoded: cut off on its way, as a rule. */
  readonly cut: boolean;
}

const CARRIERS: readonly Carrier[] = [
  cloudWatch,
  eventBridge,
  lookupEvents,
  awsStream,
  awsMessage,
  azureDiagnostic,
  eventGrid,
  googleLogEntry,
  pubSub,
  cloudEvents,
  loki,
  searchHit,
  splunkRow,
  splunkCollector,
  kafkaMessage,
  datadogLog,
  sumoMessage,
  otlpLogs,
  kubernetesWatch,
  journalAudit,
  logShipper,
  listEnvelope,
];

/** Carriers in carriers. Evidence is hostile: something must end. */
const MAX_CARRIERS = 8;
/** JSON as text inside JSON, seen up to three levels deep. */
const MAX_JSON_TEXTS = 3;

const NO_ENVELOPE: Envelope = { names: [], times: [], cluster: null, host: null };

/**
 * Finds the payloads inside a record's envelopes, level by level, until `isOwn` knows a value as the format's own or
 * nothing more opens. A record that nothing wraps is its own payload with the path `''`; a carrier without payloads
 * (a control message) gives none.
 */
export function unwrapRecord(record: RecordInput, isOwn: (value: unknown) => boolean): readonly Payload[] {
  if (isOwn(record.value) && startsAsJson(record.text)) return [payload(record.value, record.text, '', NO_ENVELOPE)];
  const prefix = typeof record.value === 'object' && !startsAsJson(record.text) ? logPrefix(record.text) : null;
  const envelope = prefix === null ? NO_ENVELOPE : around(NO_ENVELOPE, prefix, []);
  const start: Level = { text: record.text, path: '', envelope, carriers: 0, texts: 0 };
  const row = record.context.framing.kind === 'csv' ? asObject(record.value) : null;
  const cell = row === null || firstCarrier(row, null) !== null ? null : jsonCell(row);
  return cell === null ? open(record.value, start, record.context.envelope, isOwn) : openCarried(cell, start, isOwn);
}

/** How many of a probe's samples are, or carry, a format's own records, and how the first of them is framed. */
export interface OwnSamples {
  readonly framing: Framing;
  readonly count: number;
  /** Samples that lie the same way. */
  readonly of: number;
}

/**
 * Counts a format's own records in a probe; null where there is none. A list inside a record may look like an envelope of
 * the whole file: the framing is the one under which most records are the format's own as they stand, else the first.
 */
export function ownSamples(probe: Probe, isOwn: (value: unknown) => boolean): OwnSamples | null {
  const own = probe.samples.filter((sample) => isOwnSample(probe, sample, isOwn));
  const standing = (framing: Framing) => own.filter((each) => each.framing === framing && isOwn(each.value)).length;
  const framings = [...new Set(own.map((sample) => sample.framing))];
  const [framing] = framings.toSorted((one, other) => standing(other) - standing(one));
  if (framing === undefined) return null;
  const alike = (samples: readonly ProbeSample[]) => samples.filter((sample) => sample.framing === framing).length;
  return { framing, count: alike(own), of: alike(probe.samples) };
}

function isOwnSample({ name }: Probe, { value, framing }: ProbeSample, isOwn: (value: unknown) => boolean): boolean {
  const context = { framing, name, envelope: null };
  return unwrapRecord({ value, text: '', context }, isOwn).some((payload) => isOwn(payload.value));
}

interface Level {
  readonly text: string;
  readonly path: string;
  readonly envelope: Envelope;
  readonly carriers: number;
  readonly texts: number;
}

function open(
  value: unknown,
  level: Level,
  enclosing: JsonObject | null,
  isOwn: (value: unknown) => boolean,
): readonly Payload[] {
  const here = () => [payload(value, level.text, level.path, level.envelope)];
  if (isOwn(value) || level.carriers >= MAX_CARRIERS) return here();
  if (typeof value === 'string') return openText(value, level, isOwn);
  if (Array.isArray(value)) {
    const deeper = { ...level, carriers: level.carriers + 1 };
    return value.flatMap((each: unknown, index) =>
      open(each, { ...deeper, path: `${level.path}[${index}]` }, null, isOwn),
    );
  }
  const object = asObject(value);
  const carried = object === null ? null : firstCarrier(object, enclosing);
  return carried === null ? here() : openCarried(carried, level, isOwn);
}

function openText(text: string, level: Level, isOwn: (value: unknown) => boolean): readonly Payload[] {
  const prefix = logPrefix(text);
  if (prefix !== null) return openCarried(prefix, level, isOwn);
  if (!startsAsJson(text) || level.texts >= MAX_JSON_TEXTS) return [payload(text, text, level.path, level.envelope)];
  const value = decodeJson(text);
  if (value === undefined) return [{ ...payload(text, text, level.path, level.envelope), cut: true }];
  return open(value, { ...level, text, texts: level.texts + 1 }, null, isOwn);
}

function openCarried(carried: Carried, level: Level, isOwn: (value: unknown) => boolean): readonly Payload[] {
  return carried.payloads.flatMap(({ value, path, times }) => {
    const envelope = around(level.envelope, carried, times ?? []);
    return open(
      value,
      { ...level, path: joinPath(level.path, path), envelope, carriers: level.carriers + 1 },
      null,
      isOwn,
    );
  });
}

function firstCarrier(value: JsonObject, enclosing: JsonObject | null): Carried | null {
  for (const carrier of CARRIERS) {
    const carried = carrier(value, enclosing);
    if (carried !== null) return carried;
  }
  return null;
}

function around(outer: Envelope, carried: Carried, times: readonly RecordedTime[]): Envelope {
  return {
    names: carried.name === null ? outer.names : [...outer.names, carried.name],
    times: [...outer.times, ...(carried.times ?? []), ...times],
    cluster: carried.cluster ?? outer.cluster,
    host: carried.host ?? outer.host,
  };
}

function payload(value: unknown, text: string, path: string, envelope: Envelope): Payload {
  return { value, text, path, envelope, cut: false };
}

function joinPath(outer: string, inner: string): string {
  if (outer === '' || inner === '' || inner.startsWith('[')) return outer + inner;
  return `${outer}.${inner}`;
}

/** `{`, `[` or a quoted text: nothing stands before the JSON. */
function startsAsJson(text: string): boolean {
  return /^[\s\uFEFF]*[{["]/.test(text);
}
