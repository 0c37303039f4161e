import { columnNames, csvFields } from './io/csv-row.js';
import { FLAW_JOINED, FLAW_NONE } from './io/framer.js';
import { closeCutJson } from './io/json-repair.js';
import { DEFAULT_LIMITS, type Limits } from './io/limits.js';
import { makeFramer } from './io/make-framer.js';
import { decodeRecordText } from './io/record-value.js';
import { decodeUtf8, splitBlock } from './io/split-block.js';
import type { BundleFacts } from './model/bundle.js';
import type { Probe, ProbeSample } from './model/format.js';
import type { Framing } from './model/framing.js';
import { at } from './model/json.js';

/** Bytes of content that recognition looks at. */
export const HEAD_BYTES = 64 * 1024;
const MAX_SAMPLES = 20;
/** Of the samples, those at the innermost framing; the rest shows what they lie in. */
const INNER_SAMPLES = 12;

/** Where producers put their records, outermost key first (formats: envelopes). */
const ENVELOPES: readonly (readonly string[])[] = [
  ['Records'],
  ['items'],
  ['Events'],
  ['events'],
  ['records'],
  ['value'],
  ['hits', 'hits'],
  ['rawResponse', 'hits', 'hits'],
  ['results'],
  ['result'],
  ['data'],
  ['logEvents'],
  ['tables', '[]', 'rows'],
  ['Tables', '[]', 'Rows'],
  ['tables'],
  ['rows'],
  ['Findings'],
  ['findings'],
  ['entries'],
  ['objects'],
  ['messages'],
];
/** An answer of Kusto, version 2: a list of frames, of which one holds the rows asked for. */
const KUSTO_ROWS: Framing = { kind: 'json', envelope: ['Rows'], only: { TableKind: 'PrimaryResult' } };
/** The members of a document as records: plaso's `{"event_0": {...}, "event_1": {...}}`. */
const MEMBERS: Framing = { kind: 'json', envelope: [], members: true };

/** Files whose beginning says how their records lie. */
const BEGINNINGS: readonly (readonly [RegExp, Framing])[] = [
  [/^\{\s*"(?:index|create|update|delete)"\s*:\s*\{[^\n]*\}\s*\n\s*\{/, { kind: 'entries', entry: 'bulk' }],
  [/^(?:<\?xml[^>]*>\s*)?<(?:results|response)\b/, { kind: 'xml', element: 'result' }],
  [/^#separator /, { kind: 'zeek', header: null }],
  [/^\d{4}-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d) std(?:out|err) /, { kind: 'groups', group: 'cri-log' }],
  [/^\{"log":"[^\n]*\\n","(?:stream":"std(?:out|err)"|attrs":)/, { kind: 'groups', group: 'docker-log' }],
  [/^__[A-Z][A-Z_]*=/, { kind: 'entries', entry: 'journal-export' }],
];
export const DELIMITERS = [',', ';', '\t', '|'];
const LEAST_COLUMNS = 3;
/** Columns of Logs Insights and of Splunk that are known alone. */
const TELLING: ReadonlySet<string> = new Set(['@message', '_raw']);

/** A sample with its own text, so that it can be shown to formats alone. */
export interface Sample extends ProbeSample {
  readonly text: string;
}

/** What is known of a member beside its content. */
export interface MemberNaming {
  /** File name only. */
  readonly name: string;
  readonly path?: string;
  readonly bundle?: BundleFacts | null;
}

export interface MemberProbe extends Probe {
  readonly samples: readonly Sample[];
}

/**
 * The start of a member as recognition sees it. `isWhole`: the member ends with the head. A NUL does not make it binary: a node
 * that lost power leaves zeros in its logs, and whoever can write one line of a log can write a NUL into it.
 */
export function makeProbe(member: MemberNaming | string, head: Uint8Array, isWhole: boolean): MemberProbe {
  const { name, path = '', bundle = null } = typeof member === 'string' ? { name: member } : member;
  const text = decodeUtf8(head);
  const samples = sampleText(new Head(name, head, isWhole), text.replace(/^\uFEFF/, '').trimStart());
  const known = bundle === null ? { name, path } : { name, path, bundle };
  return { ...known, head, text, samples: samples.slice(0, MAX_SAMPLES) };
}

/** Records that can be decoded from the start of a member under one framing, at most so many, and how many were looked at. */
export function recordsInHead(
  head: Uint8Array,
  isWhole: boolean,
  framing: Framing,
  count: number,
): { readonly samples: readonly Sample[]; readonly seen: number } {
  return new Head('', head, isWhole).records(framing, count);
}

function sampleText(head: Head, text: string): readonly Sample[] {
  const known = BEGINNINGS.find(([beginning]) => beginning.test(text))?.[1];
  if (known !== undefined) {
    const { samples } = head.records(known, FEW);
    if (samples.length > 0) return samples;
  }
  const lines = head.records({ kind: 'ndjson' }, FEW);
  const objects = lines.samples.filter(({ value }) => isObject(value));
  const isNdjson = objects.length > 0 && objects.length * 2 >= lines.seen;
  if (text.startsWith('{') || text.startsWith('[')) {
    const documents = isNdjson ? objects : head.records({ kind: 'json', envelope: [] }, FEW).samples;
    return [...elements(head, documents).slice(0, INNER_SAMPLES), ...documents];
  }
  const rows = tableRows(head, text);
  const plain = head.records({ kind: 'lines' }, FEW).samples;
  return [...(isNdjson ? objects : rows).slice(0, INNER_SAMPLES), ...plain];
}

const FEW = MAX_SAMPLES;

/** The elements of the list that a document carries, where it carries one. */
function elements(head: Head, documents: readonly Sample[]): readonly Sample[] {
  const document = documents[0]?.value;
  const framings: Framing[] = ENVELOPES.filter((envelope) => leadsToList(document, envelope)).map((envelope) => ({
    kind: 'json',
    envelope,
    // What lies beside the tables of an answer is none of its rows.
    ...(envelope.includes(EACH) ? { only: {} } : {}),
  }));
  if (at(document, 'FrameType') !== undefined) framings.unshift(KUSTO_ROWS);
  if (isObject(at(document, 'event_0'))) framings.unshift(MEMBERS);
  for (const framing of framings) {
    const found = head.records(framing, FEW).samples.filter(({ value }) => isObject(value));
    if (found.length > 0) return found;
  }
  return [];
}

const EACH = '[]';

/** Whether a path of keys ends at a list; `[]` in it is the first element of one. */
function leadsToList(document: unknown, envelope: readonly string[]): boolean {
  let here = document;
  for (const key of envelope) {
    if (key === EACH) {
      if (!Array.isArray(here)) return false;
      here = (here as readonly unknown[])[0];
    } else here = at(here, key);
  }
  return Array.isArray(here);
}

/** Rows of a table by the names of its first row, where most rows agree about their number of columns. */
function tableRows(head: Head, text: string): readonly Sample[] {
  const firstLine = /^.*/.exec(text)?.[0].trimEnd() ?? '';
  let best: readonly string[] = [];
  let delimiter = ',';
  for (const candidate of DELIMITERS) {
    const fields = csvFields(firstLine, candidate);
    if (fields.length > best.length) [best, delimiter] = [fields, candidate];
  }
  // Names of columns hold no NUL; binary content may look like columns.
  if ((best.length < LEAST_COLUMNS && !best.some((name) => TELLING.has(name))) || firstLine.includes('\0')) return [];
  const framing: Framing = { kind: 'csv', delimiter, header: true, columns: columnNames(best) };
  const { samples, seen } = head.records(framing, FEW);
  return samples.length * 4 >= seen * 3 ? samples : [];
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The head of a member, cut into records one way or another. */
class Head {
  readonly #name: string;
  readonly #bytes: Uint8Array;
  readonly #isWhole: boolean;

  constructor(name: string, bytes: Uint8Array, isWhole: boolean) {
    this.#name = name;
    this.#bytes = bytes;
    this.#isWhole = isWhole;
  }

  /**
   * The first records that can be decoded under a framing, and how many were looked at. Where not one is whole, what is
   * left of the first is taken for JSON.
   */
  records(framing: Framing, count: number): { readonly samples: readonly Sample[]; readonly seen: number } {
    const limits: Limits = { ...DEFAULT_LIMITS, blockBytes: Math.max(HEAD_BYTES, this.#bytes.length) };
    const framer = makeFramer(0, { framing, name: this.#name, envelope: null }, limits);
    const samples: Sample[] = [];
    let seen = 0;
    let cut: string | null = null;
    for (const block of [...framer.push(this.#bytes), ...framer.finish()]) {
      splitBlock(block, (text, start, length, _line, flaw) => {
        const isCutByHead = !this.#isWhole && block.offset + start + length >= this.#bytes.length;
        if (seen >= count) return;
        if (flaw !== FLAW_NONE || isCutByHead) cut ??= text;
        if (isCutByHead || flaw === FLAW_JOINED) return;
        seen++;
        const bytes = block.bytes.subarray(start, start + length);
        const decoded = decodeRecordText({ text, bytes, context: block.context, flaw }, limits);
        if (decoded.ok) samples.push({ value: decoded.value, framing, text });
      });
    }
    if (samples.length > 0 || framing.kind !== 'json' || cut === null) return { samples, seen };
    const closed = closeCutJson(cut);
    if (closed === null) return { samples: [], seen };
    const context = { framing, envelope: null };
    const decoded = decodeRecordText({ text: closed, bytes: this.#bytes, context, flaw: FLAW_NONE }, limits);
    return { samples: decoded.ok ? [{ value: decoded.value, framing, text: cut }] : [], seen };
  }
}
