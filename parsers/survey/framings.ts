import { columnNames, csvFields } from '../io/csv-row.js';
import type { Framing, NamedFraming } from '../model/framing.js';
import { asList, asObject } from '../model/json.js';
import { DELIMITERS, makeProbe, recordsInHead } from '../probe.js';

/** A way in which the records of a member may lie. */
export interface FramingChoice {
  readonly framing: NamedFraming;
  /** `rows, separated by commas`, `elements of the list data.entries`. */
  readonly words: string;
  /** Objects among the first records, and how many were looked at. */
  readonly records: number;
  readonly seen: number;
}

/** Records that a survey looks at. */
export const SURVEYED = 500;
/** Keys on the way to a list of records. */
const MAX_DEPTH = 4;
const MAX_LISTS = 12;

/** The ways that give records with columns, the likeliest first; empty where there is none. */
export function framingChoices(name: string, head: Uint8Array, isWhole: boolean): readonly FramingChoice[] {
  const probe = makeProbe(name, head, isWhole);
  const text = probe.text.replace(/^\uFEFF/, '').trimStart();
  const isJson = text.startsWith('{') || text.startsWith('[');
  const document = recordsInHead(head, isWhole, { kind: 'json', envelope: [] }, 1).samples[0]?.value;
  const wanted: readonly Framing[] = isJson
    ? [
        { kind: 'ndjson' },
        ...probe.samples.map(({ framing }) => framing),
        ...listPaths(document).map((envelope): Framing => ({ kind: 'json', envelope })),
        ...(isKeyed(document) ? [{ kind: 'json', envelope: [], members: true } as const] : []),
        { kind: 'json', envelope: [] },
      ]
    : [...tables(text), { kind: 'ndjson' }];
  const choices = new Map<string, FramingChoice>();
  for (const framing of wanted) {
    if (!isNamed(framing) || choices.has(framingKey(framing))) continue;
    const { samples, seen } = recordsInHead(head, isWhole, framing, SURVEYED);
    const records = samples.filter(({ value }) => asObject(value) !== null).length;
    if (records * 2 >= seen && records > 0)
      choices.set(framingKey(framing), { framing, words: framingWords(framing), records, seen });
  }
  return [...choices.values()].toSorted((a, b) => rank(b) - rank(a));
}

/** Rows of more columns and lists of more records come first; the order of the ways decides the rest. */
function rank({ framing, records }: FramingChoice): number {
  if (framing.kind !== 'csv') return records;
  return framing.columns.length * 1000 + (framing.header ? 1 : 0);
}

/** Only these may stand in a mapping: others have columns of their own, or none. */
function isNamed(framing: Framing): framing is NamedFraming {
  return framing.kind === 'ndjson' || framing.kind === 'json' || framing.kind === 'csv';
}

/** Equal for framings that cut the same records. */
function framingKey(framing: Framing): string {
  return JSON.stringify(framing);
}

const SEPARATORS: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

/** A framing as a person reads it. */
function framingWords(framing: NamedFraming): string {
  switch (framing.kind) {
    case 'csv': {
      const header = framing.header ? 'names in the first row' : 'no names, columns numbered';
      return `${framing.columns.length} columns separated by ${SEPARATORS[framing.delimiter] ?? framing.delimiter}, ${header}`;
    }
    case 'ndjson':
      return 'one JSON object per line';
    case 'json':
      if (framing.members === true) return 'the members of the document';
      return framing.envelope.length === 0
        ? 'JSON objects, in a list or one after the other'
        : `elements of the list ${framing.envelope.join('.')}`;
  }
}

/** Paths to lists of objects in a document, breadth first. */
function listPaths(document: unknown): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  let level: (readonly [readonly string[], unknown])[] = [[[], document]];
  for (let depth = 0; depth < MAX_DEPTH && found.length < MAX_LISTS; depth++) {
    const deeper: typeof level = [];
    for (const [path, value] of level) {
      for (const [key, member] of Object.entries(asObject(value) ?? {})) {
        const here = [...path, key];
        if (asObject(asList(member)[0]) !== null) found.push(here);
        else if (asObject(member) !== null) deeper.push([here, member]);
      }
    }
    level = deeper;
  }
  return found.slice(0, MAX_LISTS);
}

/** `{"a": {...}, "b": {...}}`: a document whose members are alike. */
function isKeyed(document: unknown): boolean {
  const members = Object.values(asObject(document) ?? {});
  return members.length > 1 && members.every((member) => asObject(member) !== null);
}

function tables(text: string): readonly Framing[] {
  const firstLine = /^.*/.exec(text)?.[0].trimEnd() ?? '';
  return DELIMITERS.flatMap((delimiter): readonly Framing[] => {
    const fields = csvFields(firstLine, delimiter);
    if (fields.length < 2) return [];
    const numbered = fields.map((_, index) => `column ${index + 1}`);
    return [
      { kind: 'csv', delimiter, header: true, columns: columnNames(fields) },
      { kind: 'csv', delimiter, header: false, columns: numbered },
    ];
  });
}
