/** Every count of the engine over every sample of every format, against events walked one by one from the files. */
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { agrees } from '../../../../parsers/model/agreement.js';
import { COLUMN_FIELDS, EVENT_FIELDS, type ColumnField, type FieldName } from '../../../../parsers/model/fields.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { otherTimeFields } from '../../../../parsers/time/other-times.js';
import type { QueryEngine } from '../../../../renderer/query/query-engine.js';
import { printQuery } from '../../../../renderer/query/language/printer.js';
import { join, type QueryNode } from '../../../../renderer/query/language/syntax.js';
import type { SearchResult } from '../../../../renderer/query/spec.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { plainMatch, type PlainEvent } from './plain-scan.js';
import { storeCase, type ExhibitFiles } from './stored-case.js';

const NOWHERE = { at: 0, end: 0 };
const ROOT = new URL('../../../../sample-evidence/', import.meta.url);

interface WalkedEvent extends PlainEvent {
  /** Exhibit, member, offset and index. */
  readonly place: string;
}

/** The samples of one format, by their paths. */
function samplesOf(format: string): ExhibitFiles {
  const folder = new URL(`${format}/`, ROOT);
  const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<string, unknown>;
  return Object.fromEntries(
    Object.keys(expected).map((path) => [path, new Uint8Array(readFileSync(new URL(path, folder)))]),
  );
}

/** All events of an exhibit, repeats of one occurrence left out, straight from the parsers. */
async function walk(number: string, files: ExhibitFiles): Promise<readonly WalkedEvent[]> {
  const given = Object.entries(files).map(([path, content]) =>
    memoryFile(new Uint8Array(Buffer.from(content)), { path }),
  );
  const { members } = await collectImport(given, { formats: FORMATS });
  const occurrences = new Map<string, unknown[]>();
  return members.flatMap(({ path, records }) =>
    records.flatMap(({ result, offset, value, format }) => {
      if (result.kind === 'rejected') return [];
      if (result.producerKey !== undefined) {
        const { key, content } = result.producerKey;
        const known = occurrences.get(key) ?? [];
        if (known.some((earlier) => agrees(earlier, content))) return [];
        occurrences.set(key, [...known, content]);
      }
      return result.events.map((event, at) => ({
        effective: event.time === null || event.time.zone === 'unknown' ? null : event.time.instant,
        exported: {
          ...otherTimeFields(event),
          ...event.fields,
          'exhibit.format': format,
          'exhibit.source.exhibit': number,
          'exhibit.source.member': path,
          'exhibit.review': 'unreviewed',
          'exhibit.in_report': 'false',
          'exhibit.hidden': 'false',
        },
        record: ownPart(value, (event.path ?? '').match(/[^.[\]]+/g) ?? []),
        place: JSON.stringify([number, path, offset, at]),
      }));
    }),
  );
}

/** What of a record belongs to the event at a path: all but the siblings in the lists that it stands in. */
function ownPart(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return value;
  const held = ownPart((value as Readonly<Record<string, unknown>>)[step], rest);
  return Array.isArray(value) ? held : { ...value, [step]: held };
}

function statedValues({ exported }: PlainEvent, field: FieldName): readonly string[] {
  const stated = [exported[field] ?? []].flat().map(String);
  return [...new Set(stated.filter((text) => text !== ''))];
}

function countValues(events: readonly PlainEvent[], field: ColumnField): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of events.flatMap((event) => statedValues(event, field)))
    counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);
const lines = async (blob: Blob): Promise<readonly string[]> => (await blob.text()).split('\n').slice(0, -1);

/** What is mapped by hand has no samples: no file is recognised as it. */
const IDS = FORMATS.map(({ id }) => id).filter((id) => id !== 'mapped');
const exhibits = IDS.map(samplesOf);
let engine: QueryEngine;
let events: readonly WalkedEvent[];

async function search(query: string): Promise<SearchResult> {
  const found = await engine.search('test', { query, range: null });
  if ('problem' in found) throw new Error(`${query}: ${found.problem.message}`);
  return found;
}

beforeAll(async () => {
  engine = (await storeCase(exhibits)).engine;
  events = (await Promise.all(exhibits.map((files, index) => walk(`T/${index + 1}`, files)))).flat();
  await engine.load([]);
}, 120_000);

/** Queries about what stands in the evidence: a number picks an event, one of its fields, and one of its values. */
function queries(): fc.Arbitrary<QueryNode> {
  const literal = (text: string) => ({ kind: 'literal', text }) as const;
  const picked = fc.tuple(fc.nat(events.length - 1), fc.nat(999)).map(([at, pick]) => {
    const event = events[at]!;
    const fields = [...EVENT_FIELDS, 'exhibit.source.exhibit' as const].filter(
      (name) => statedValues(event, name).length > 0,
    );
    const field = fields[pick % fields.length]!;
    const values = statedValues(event, field);
    return { field, text: values[pick % values.length]! };
  });
  const leaf = fc.oneof(
    picked.map(({ field, text }): QueryNode => ({ type: 'field', field, value: literal(text), ...NOWHERE })),
    picked.map(({ field }): QueryNode => ({ type: 'exists', field, ...NOWHERE })),
    picked
      .filter(({ text }) => /^[\p{L}\p{N}]+/u.test(text))
      .map(({ text }): QueryNode => ({ type: 'text', value: literal(/^[\p{L}\p{N}]+/u.exec(text)![0]), ...NOWHERE })),
    picked
      .filter(({ text }) => /^[\x21-\x7e]{3,}$/.test(text))
      .map(({ field, text }): QueryNode => ({
        type: 'field',
        field,
        value: { kind: 'wildcard', parts: [{ kind: 'literal', text: text.slice(0, 2) }, { kind: 'any' }] },
        ...NOWHERE,
      })),
    fc
      .tuple(
        fc.constantFrom<FieldName>('exhibit.severity', 'destination.port', 'process.pid', 'file.size'),
        fc.constantFrom('<', '<=', '>', '>='),
        fc.constantFrom('0', '4', '443', '4096'),
      )
      .map(([field, operator, bound]): QueryNode => ({ type: 'range', field, operator, bound, ...NOWHERE })),
  );
  return fc.letrec<{ node: QueryNode }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      leaf,
      tie('node').map((node): QueryNode => ({ type: 'not', node, ...NOWHERE })),
      fc
        .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
        .map(([type, nodes]) => join(type, nodes)),
    ),
  })).node;
}

describe('counts over all formats', () => {
  it('have events of every format', () => {
    expect([...countValues(events, 'exhibit.format').keys()].toSorted()).toEqual(IDS.toSorted());
  });

  it('equal a plain scan for any query', { timeout: 240_000 }, async () => {
    await fc.assert(fc.asyncProperty(queries(), compare), { numRuns: 25 });
  });
});

async function compare(node: QueryNode): Promise<void> {
  const wanted = events.filter((event) => plainMatch(node, event));
  const placed = wanted.filter(({ effective }) => effective !== null).length;
  const found = await search(printQuery(node));
  expect(found, printQuery(node)).toMatchObject({
    matched: wanted.length,
    total: events.length,
    unplaced: wanted.length - placed,
    hidden: 0,
  });
  expect(await engine.rows(found.id, 0, events.length)).toHaveLength(wanted.length);

  const range = found.span ?? { fromMs: 0, toMs: 1 };
  expect(sum((await engine.histogram(found.id, range, 9)).counts)).toBe(placed);
  for (const by of ['workload', 'identity'] as const) {
    const { lanes, numbers } = await engine.laneList(found.id, by);
    expect(sum(lanes.map(({ count }) => count))).toBe(wanted.length);
    for (const colour of ['outcome', 'layer', 'severity'] as const) {
      const rowOf = new Int32Array(numbers);
      const { counts } = await engine.laneBins(found.id, { by, colour, range, bins: 9, rows: 1, rowOf });
      expect(sum(counts)).toBe(placed);
    }
  }

  for (const field of COLUMN_FIELDS) {
    const plain = countValues(wanted, field);
    const { values, distinct } = await engine.facets(found.id, field, Infinity);
    expect(new Map(values.map(({ value, count }) => [value, count])), field).toEqual(plain);
    expect(distinct).toBe(plain.size);
    const { groups, groupCount } = await engine.stack(found.id, { fields: [field], order: 'fewest', limit: Infinity });
    const unstated = wanted.filter((event) => statedValues(event, field).length === 0).length;
    const stacked = unstated === 0 ? plain : new Map([...plain, ['', unstated]]);
    expect(new Map(groups.map(({ values: [value = ''], count }) => [value, count])), field).toEqual(stacked);
    expect(groupCount).toBe(stacked.size);
  }

  const places = (await lines(await engine.export(found.id, 'ndjson'))).map((line) => {
    const event = JSON.parse(line) as Record<string, unknown>;
    return JSON.stringify(['exhibit', 'member', 'offset', 'index'].map((part) => event[`exhibit.source.${part}`]));
  });
  expect(places.toSorted()).toEqual(wanted.map(({ place }) => place).toSorted());
  expect(recordsOf(await (await engine.export(found.id, 'csv')).text())).toBe(wanted.length + 1);
  expect((await engine.describe(found.id)).count).toBe(wanted.length);
}

/** Records of a CSV: line ends outside of quotes. */
function recordsOf(csv: string): number {
  return csv.replaceAll(/"[^"]*"/g, '').split('\n').length - 1;
}
