import { csvText } from '../../parsers/model/csv.js';
import { maskedText } from '../../parsers/model/secrets.js';
import { visibleJson } from '../../parsers/model/visible-text.js';
import { formatUtc } from '../../parsers/time/format.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ATTACHMENTS } from './attachments.js';
import type { ProofLine } from './journal-proof.js';
import type { CitedEvent, ReportModel } from './model.js';

/** A file that is attached to the PDF. */
export interface ReportFile {
  readonly name: string;
  readonly mimeType: string;
  readonly description: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the manifest says of an attachment; `bytes`: its size. */
interface ManifestEntry {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The attachments, the manifest last: it names the hashes of all others. Same model, same bytes. Each is made when it is asked for:
 * those of a large report are a hundred megabytes together.
 */
export function* reportFiles(model: ReportModel, proof: readonly ProofLine[]): Generator<ReportFile> {
  const made: ManifestEntry[] = [];
  for (const make of [reportFile, ledgerFile, recordsFile, tableFile, () => journalFile(proof)]) {
    const next = make(model);
    made.push({ name: next.name, bytes: next.bytes.length, sha256: bytesToHex(sha256(next.bytes)) });
    yield next;
  }
  yield file(
    ATTACHMENTS.manifest,
    'application/json',
    'Hashes and places of everything cited',
    json(manifest(model, made)),
  );
}

function reportFile(model: ReportModel): ReportFile {
  return file(ATTACHMENTS.report, 'application/json', 'The report as data', json(withoutRawText(model)));
}

function ledgerFile({ ledger }: ReportModel): ReportFile {
  return file(ATTACHMENTS.ledger, 'application/json', 'Import ledger of all members', json(ledger));
}

function recordsFile({ events }: ReportModel): ReportFile {
  return file(
    ATTACHMENTS.events,
    'application/x-ndjson',
    'Cited records with their places and raw text',
    ndjson(events.map(citedRecord), attached),
  );
}

function tableFile({ events }: ReportModel): ReportFile {
  return file(ATTACHMENTS.table, 'text/csv', 'Cited records as a table', csv(events));
}

function journalFile(proof: readonly ProofLine[]): ReportFile {
  return file(
    ATTACHMENTS.journal,
    'application/x-ndjson',
    "The case's journal: all hashes, and the acts that the report prints",
    ndjson(proof),
  );
}

function file(name: string, mimeType: string, description: string, text: string): ReportFile {
  return { name, mimeType, description, bytes: new TextEncoder().encode(text) };
}

function json(value: unknown): string {
  return `${visibleJson(JSON.stringify(value, attached, 1))}\n`;
}

/** Where a record lies, and how it is found. */
const PLACES: readonly string[] = ['member', 'command'];

/**
 * Instants are decimal text: JSON numbers cannot hold them. Secrets are masked, in the examiner's own words too, but not in
 * the name of a place, or nobody would find the bytes.
 */
function attached(key: string, part: unknown): unknown {
  if (typeof part === 'bigint') return String(part);
  if (PLACES.includes(key)) return part;
  return typeof part === 'string' ? maskedText(part) : part;
}

function ndjson(values: readonly unknown[], replacer?: typeof attached): string {
  return values.map((value) => `${visibleJson(JSON.stringify(value, replacer))}\n`).join('');
}

/** The records' own text stands in the attachment that is made for it. */
function withoutRawText(model: ReportModel): unknown {
  const events = model.events.map(({ detail: { raw: _raw, ...detail }, ...event }) => ({ ...event, detail }));
  return { ...model, events };
}

function citedRecord({ mark, detail, isRawMasked, annotation, act, effectCites, command }: CitedEvent) {
  return {
    mark,
    '@timestamp': detail.time === null ? null : formatUtc(detail.time),
    /** As the record writes it. */
    written: detail.event.time?.text ?? null,
    ...act,
    exhibit: detail.exhibitNumber,
    exhibitSha256: detail.exhibitSha256,
    member: detail.member,
    line: detail.line,
    offset: detail.offset,
    length: detail.length,
    path: detail.path,
    index: detail.index,
    recordSha256: detail.recordSha256,
    format: detail.format,
    fields: detail.event.fields,
    message: detail.message,
    raw: detail.raw,
    rawCut: detail.rawCut,
    rawMasked: isRawMasked,
    command,
    annotation,
    effectShownBy: effectCites,
  };
}

const COLUMNS = [
  'mark',
  'utc',
  'exhibit',
  'member',
  'line',
  'offset',
  'length',
  'record_sha256',
  'actor',
  'action',
  'object',
  'outcome',
  'message',
  'printed',
] as const;

function csv(events: readonly CitedEvent[]): string {
  const rows = events.map(({ mark, detail, act, inFull }) => [
    mark,
    detail.time === null ? '' : formatUtc(detail.time),
    detail.exhibitNumber,
    detail.member,
    String(detail.line),
    String(detail.offset),
    String(detail.length),
    detail.recordSha256,
    act.actor,
    act.action,
    act.object,
    act.outcome,
    detail.message,
    inFull ? 'in full' : 'in one row',
  ]);
  return csvText([COLUMNS, ...rows]);
}

function manifest(model: ReportModel, attachments: readonly ManifestEntry[]) {
  return {
    format: 'exhibit-report-manifest/1',
    exhibitVersion: model.exhibitVersion,
    host: model.host,
    attack: model.attack.version,
    date: model.date,
    dateOrigin: model.dateOrigin,
    draft: model.draft,
    version: model.version,
    issues: model.issues.map(({ version, id, sha256: hash }) => ({ version, id, sha256: hash })),
    signer: model.signer,
    case: { id: model.meta.id, number: model.meta.number, kind: model.meta.kind },
    journal: model.journal,
    exhibits: model.receipts.map(({ number, name, sha256: hash, bytes, files: parts }) => ({
      number,
      name,
      sha256: hash,
      bytes,
      files: parts,
    })),
    records: model.events.map(({ mark, detail }) => ({
      mark,
      exhibit: detail.exhibitNumber,
      member: detail.member,
      offset: detail.offset,
      length: detail.length,
      path: detail.path,
      index: detail.index,
      sha256: detail.recordSha256,
    })),
    attachments,
  };
}
