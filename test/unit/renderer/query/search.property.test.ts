import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adjustment } from '../../../../parsers/model/case.js';
import type { FieldName } from '../../../../parsers/model/fields.js';
import { parseEventId } from '../../../../parsers/model/ids.js';
import { parseQuery } from '../../../../renderer/query/language/parser.js';
import { printQuery } from '../../../../renderer/query/language/printer.js';
import { join, type QueryNode, type Value, type WildcardPart } from '../../../../renderer/query/language/syntax.js';
import type { EventRow, SearchResult, StackRequest, TimeRange } from '../../../../renderer/query/spec.js';
import { falcoFile, WORDS } from './falco-lines.js';
import { plainMatch, type PlainEvent } from './plain-scan.js';
import { storeCase, type StoredCase } from './stored-case.js';

const NOWHERE = { at: 0, end: 0 };
const FIELD_NAMES: readonly FieldName[] = [
  'container.id',
  'destination.port',
  'event.original',
  'event.severity',
  'exhibit.format',
  'exhibit.lane',
  'exhibit.severity',
  'host.name',
  'process.command_line',
  'process.name',
  'rule.category',
  'rule.name',
  'threat.technique.id',
  'user.name',
];

const text = fc.constantFrom(
  ...WORDS,
  'curl',
  'root',
  'alice',
  'falco',
  '443',
  '7',
  'node',
  '3f2a00112233',
  'Critical',
  'T1059',
  '/',
);
const wildcardOf = (literal: string, stars: number): Value => {
  const parts: WildcardPart[] = [];
  if ((stars & 1) !== 0) parts.push({ kind: 'any' });
  if ((stars & 2) !== 0) parts.push({ kind: 'one' });
  const kept = (stars & 2) === 0 ? literal : literal.slice(1);
  if (kept !== '') parts.push({ kind: 'literal', text: kept });
  if ((stars & 4) !== 0) parts.push({ kind: 'any' });
  const isPattern = parts.some(({ kind }) => kind !== 'literal') && parts.some(({ kind }) => kind !== 'any');
  return isPattern ? { kind: 'wildcard', parts } : { kind: 'literal', text: literal };
};
const value = fc.tuple(text, fc.integer({ min: 0, max: 7 })).map(([literal, stars]) => wildcardOf(literal, stars));
const field = fc.constantFrom(...FIELD_NAMES);

const regex = fc
  .tuple(
    fc.constantFrom(
      'curl',
      String.raw`^\/bin`,
      'sh$',
      '(a|x)_?b*',
      'node-[12]',
      String.raw`\bsh\b`,
      '^.{4}$',
      String.raw`\d+\.\d`,
      'ß',
    ),
    fc.boolean(),
  )
  .map(([source, ignoreCase]): Value => ({ kind: 'regex', source, ignoreCase }));
const times: fc.Arbitrary<QueryNode> = fc
  .tuple(
    fc.constantFrom('<', '<=', '>', '>=', ':'),
    fc.constantFrom('2026-01-02', '2026-01-02T04:00', '2026-01-02T05:30:00+01:00', '2026-01-02 04:15:00.123456789'),
  )
  .map(([operator, written]) => {
    const parsed = parseQuery(operator === ':' ? `@timestamp: "${written}"` : `@timestamp ${operator} "${written}"`);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    return parsed.query;
  });
const network: fc.Arbitrary<QueryNode> = fc
  .tuple(
    fc.constantFrom<FieldName>('destination.ip', 'source.ip'),
    fc.constantFrom('10.0.0.0/8', '10.0.0.7/32', '10.0.0.4/30', '10.0.0.8/29', '0.0.0.0/0'),
  )
  .map(([name, cidr]) => ({ type: 'field', field: name, value: { kind: 'literal', text: cidr }, ...NOWHERE }));

const query: fc.Arbitrary<QueryNode> = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    regex.map((wanted): QueryNode => ({ type: 'text', value: wanted, ...NOWHERE })),
    fc
      .tuple(field, regex)
      .map(([name, wanted]): QueryNode => ({ type: 'field', field: name, value: wanted, ...NOWHERE })),
    times,
    network,
    value.map((wanted): QueryNode => ({ type: 'text', value: wanted, ...NOWHERE })),
    fc
      .tuple(field, value)
      .map(([name, wanted]): QueryNode => ({ type: 'field', field: name, value: wanted, ...NOWHERE })),
    field.map((name): QueryNode => ({ type: 'exists', field: name, ...NOWHERE })),
    fc
      .tuple(field, fc.constantFrom('<', '<=', '>', '>='), fc.constantFrom('4', '443', '8080.5'))
      .map(([name, operator, bound]): QueryNode => ({ type: 'range', field: name, operator, bound, ...NOWHERE })),
    tie('node').map((node): QueryNode => ({ type: 'not', node, ...NOWHERE })),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
      .map(([type, nodes]) => join(type, nodes)),
  ),
})).node;

/** Zones whose offset is the same all through the days of the events. */
const ZONE_HOURS: Readonly<Record<string, number>> = { UTC: 0, 'Europe/Berlin': 1, '+05:30': 5.5 };

const adjustment = fc.record({
  zone: fc.constantFrom(null, ...Object.keys(ZONE_HOURS)),
  offsetNs: fc.constantFrom('0', '1', '-1', '900000000000', '-3600000000001'),
  uncertaintyNs: fc.constantFrom('0', '500'),
});

/** No two alike: the same bytes received twice are drawn once. */
const exhibits = fc.uniqueArray(fc.record({ 'a.json': falcoFile, 'b.json': falcoFile }), {
  minLength: 1,
  maxLength: 2,
  selector: (files) => JSON.stringify(files),
});

interface Expected extends PlainEvent {
  readonly key: string;
  readonly line: string;
}

/** Every event of the case by the obvious way: lines of the files beside what the export states. */
async function expectedEvents(
  { engine }: StoredCase,
  files: readonly Readonly<Record<string, readonly string[]>>[],
  adjustments: readonly Adjustment[],
): Promise<readonly Expected[]> {
  const all = await search(engine, '');
  const lines = (await (await engine.export(all.id, 'ndjson')).text()).split('\n').slice(0, -1);
  return lines.map((json) => {
    const exported = JSON.parse(json) as Record<string, unknown>;
    const number = String(exported['exhibit.source.exhibit']);
    const member = String(exported['exhibit.source.member']);
    const line = files[Number(number.slice(2)) - 1]![member]![Number(exported['exhibit.source.line']) - 1]!;
    const record = JSON.parse(line) as { readonly time?: string };
    const adjusted = adjustments.find((each) => each.exhibit === number && each.member === member);
    return {
      exported,
      record,
      line,
      key: [number, member, String(exported['exhibit.source.offset']).padStart(9, '0')].join('\n'),
      effective: effectiveTime(record.time, adjusted),
    };
  });
}

function effectiveTime(written: string | undefined, adjusted: Adjustment | undefined): bigint | null {
  if (written === undefined) return null;
  const [, wall = '', fraction = '', zone = ''] = /^(.{19})(?:\.(\d+))?(Z|[+-].*)?$/.exec(written)!;
  const answered = adjusted?.zone ?? null;
  if (zone === '' && answered === null) return null;
  const seconds =
    Date.parse(`${wall}${zone === '' ? 'Z' : zone}`) / 1000 - (zone === '' ? ZONE_HOURS[answered!]! * 3600 : 0);
  return BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0')) + BigInt(adjusted?.offsetNs ?? '0');
}

function inOrder(a: Expected, b: Expected): number {
  const byPlace = a.key < b.key ? -1 : 1;
  if (a.effective === null || b.effective === null) {
    return a.effective === b.effective ? byPlace : a.effective === null ? 1 : -1;
  }
  if (a.effective === b.effective) return byPlace;
  return a.effective < b.effective ? -1 : 1;
}

async function search(
  engine: StoredCase['engine'],
  text: string,
  range: TimeRange | null = null,
): Promise<SearchResult> {
  const answer = await engine.search('test', { query: text, range });
  if ('problem' in answer) throw new Error(`${text}: ${answer.problem.message}`);
  return answer;
}

function instantOf({ time }: Pick<EventRow, 'time'>): bigint | null {
  return time === null ? null : BigInt(time.ms) * 1_000_000n + BigInt(time.ns);
}

function msOf(instant: bigint): number {
  return Number((instant - (((instant % 1_000_000n) + 1_000_000n) % 1_000_000n)) / 1_000_000n);
}

describe('searching', () => {
  it('agrees with a plain scan of all events, in order of effective time', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        exhibits,
        fc.array(adjustment, { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 15 }),
        fc.array(query, { minLength: 8, maxLength: 8 }),
        async (files, clocks, adjustedSources, queries) => {
          const stored = await storeCase(
            files.map((of) => Object.fromEntries(Object.entries(of).map(([path, lines]) => [path, lines.join('\n')]))),
          );
          const adjustments = clocks
            .map((clock, index): Adjustment => ({
              ...clock,
              exhibit: `T/${1 + (index >> 1)}`,
              member: index % 2 === 0 ? 'a.json' : 'b.json',
              reason: 'test',
            }))
            .filter((_, index) => (adjustedSources & (1 << index)) !== 0);
          const { engine } = stored;
          const loaded = await engine.load(adjustments);
          const expected = await expectedEvents(stored, files, adjustments);
          const lineCount = files.flatMap((of) => Object.values(of).flat()).length;
          expect(loaded).toEqual({ events: lineCount, exhibits: files.length });
          expect(expected).toEqual(expected.toSorted(inOrder));

          for (const node of queries) await compare(stored, expected, node);
          await compareRange(stored, expected);
          await compareDetail(stored, expected);
        },
      ),
      { numRuns: 30 },
    );
  });
});

async function compare({ engine }: StoredCase, expected: readonly Expected[], node: QueryNode): Promise<void> {
  const wanted = expected.filter((event) => plainMatch(node, event));
  const found = await search(engine, printQuery(node));
  const placed = wanted.filter(({ effective }) => effective !== null);
  expect(found, printQuery(node)).toMatchObject({
    matched: wanted.length,
    total: expected.length,
    unplaced: wanted.length - placed.length,
  });

  const rows = await engine.rows(found.id, 0, expected.length);
  expect(rows.map(instantOf)).toEqual(wanted.map(({ effective }) => effective));
  expect(rows.map(({ id }) => parseEventId(id).offset)).toEqual(
    wanted.map(({ exported }) => exported['exhibit.source.offset']),
  );
  for (const [position, { id }] of rows.entries()) expect(await engine.position(found.id, id)).toBe(position);

  for (const range of rangesOf(found, placed)) {
    const bins = Array.from({ length: 7 }, () => 0);
    for (const { effective } of placed) {
      if (isBefore(effective!, range.fromMs) || !isBefore(effective!, range.toMs)) continue;
      const edge = (index: number) => range.fromMs + ((range.toMs - range.fromMs) * (index + 1)) / 7;
      bins[bins.findIndex((_, index) => index === 6 || isBefore(effective!, edge(index)))]! += 1;
    }
    expect([...(await engine.histogram(found.id, range, 7)).counts]).toEqual(bins);

    const { lanes, numbers } = await engine.laneList(found.id, 'workload');
    const byLane = countBy(wanted, 'exhibit.lane');
    for (const { key, joined, count } of lanes) {
      const names = [key, ...joined.map((join) => join.key)];
      expect([names, count]).toEqual([names, names.reduce((sum, name) => sum + (byLane.get(name) ?? 0), 0)]);
    }
    expect(lanes.reduce((sum, { count }) => sum + count, 0)).toBe(wanted.length);
    const request = { by: 'workload', colour: 'outcome', range, bins: 7, rows: 1 } as const;
    const { counts, classes } = await engine.laneBins(found.id, { ...request, rowOf: new Int32Array(numbers) });
    const summed = bins.map((_, bin) =>
      counts.slice(bin * classes, (bin + 1) * classes).reduce((sum, count) => sum + count, 0),
    );
    expect(summed).toEqual(bins);
  }

  for (const request of STACKS) await compareStack(engine, found, wanted, request);

  const facets = await engine.facets(found.id, 'rule.name', 100);
  expect(new Map(facets.values.map(({ value: rule, count }) => [rule, count]))).toEqual(countBy(wanted, 'rule.name'));
}

const STACKS: readonly StackRequest[] = [
  { fields: ['rule.name'], order: 'fewest', limit: 3 },
  { fields: ['user.name', 'exhibit.lane'], order: 'last', limit: 100 },
  { fields: ['process.name', 'host.name', 'source.ip'], order: 'workloads', limit: 100 },
  { fields: ['container.id', 'exhibit.severity'], order: 'first', limit: 100 },
];

/** Groups by a map over all events, without order; the order is checked by itself. */
async function compareStack(
  engine: StoredCase['engine'],
  found: SearchResult,
  wanted: readonly Expected[],
  request: StackRequest,
): Promise<void> {
  const groups = new Map<string, Expected[]>();
  for (const event of wanted) {
    const valuesOf = (name: FieldName): readonly string[] => {
      const stated = [event.exported[name] ?? []]
        .flat()
        .map(String)
        .filter((text) => text !== '');
      return stated.length === 0 ? [''] : [...new Set(stated)];
    };
    let keys: readonly (readonly string[])[] = [[]];
    for (const name of request.fields) keys = keys.flatMap((key) => valuesOf(name).map((stated) => [...key, stated]));
    for (const key of keys) groups.set(JSON.stringify(key), [...(groups.get(JSON.stringify(key)) ?? []), event]);
  }
  const plain = [...groups].map(([key, events]) => {
    const times = events.flatMap(({ effective }) => (effective === null ? [] : [effective]));
    const lanes = events.map(({ exported }) => exported['exhibit.lane'] ?? '').filter((lane) => lane !== '');
    return {
      key,
      count: events.length,
      first: times[0] ?? null,
      last: times.at(-1) ?? null,
      workloads: new Set(lanes).size,
    };
  });
  const stack = await engine.stack(found.id, request);
  const everything = await engine.stack(found.id, { ...request, limit: Infinity });
  expect(stack).toEqual({ groups: everything.groups.slice(0, request.limit), groupCount: plain.length });
  const answered = everything.groups.map(({ values, count, first, last, workloads }) => ({
    key: JSON.stringify(values),
    count,
    first: instantOf({ time: first }),
    last: instantOf({ time: last }),
    workloads,
  }));
  const byKey = (a: { readonly key: string }, b: { readonly key: string }) => (a.key < b.key ? -1 : 1);
  expect(answered.toSorted(byKey)).toEqual(plain.toSorted(byKey));
  const sortKeys = answered.map((group) => SORT_KEYS[request.order](group));
  expect(sortKeys).toEqual(sortKeys.toSorted((a, b) => a - b));
}

type Sortable = { readonly [key in 'count' | 'workloads']: number } & {
  readonly [key in 'first' | 'last']: bigint | null;
};

/** Numbers that must grow from group to group. */
const SORT_KEYS: { readonly [order in StackRequest['order']]: (group: Sortable) => number } = {
  most: ({ count }) => -count,
  fewest: ({ count }) => count,
  first: ({ first }) => (first === null ? Infinity : Number(first)),
  last: ({ last }) => (last === null ? Infinity : -Number(last)),
  workloads: ({ workloads }) => -workloads,
  values: () => 0,
};

function countBy(events: readonly Expected[], name: FieldName): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { exported } of events) {
    const stated = exported[name];
    const key = typeof stated === 'string' ? stated : '';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The whole span, and less than a millisecond around the last event. */
function rangesOf(found: SearchResult, placed: readonly Expected[]): readonly TimeRange[] {
  const last = placed.at(-1)?.effective ?? 0n;
  return [found.span ?? { fromMs: 0, toMs: 1 }, { fromMs: msOf(last) + 0.25, toMs: msOf(last) + 0.625 }];
}

/** Compares to the nanosecond with a time in milliseconds with fractions. */
function isBefore(instant: bigint, time: number): boolean {
  const whole = Math.floor(time);
  return Number(instant - BigInt(whole) * 1_000_000n) < (time - whole) * 1e6;
}

async function compareRange({ engine }: StoredCase, expected: readonly Expected[]): Promise<void> {
  const times = expected.flatMap(({ effective }) => (effective === null ? [] : [effective]));
  const range = { fromMs: msOf(times[1] ?? 0n) + 0.1234, toMs: msOf(times.at(-2) ?? 1n) + 0.456_789 };
  const wanted = times.filter((time) => !isBefore(time, range.fromMs) && isBefore(time, range.toMs));
  expect(await search(engine, '', range)).toMatchObject({ matched: wanted.length, unplaced: 0 });
  expect(await search(engine, 'not nothing_has_this', range)).toMatchObject({ matched: wanted.length, unplaced: 0 });
}

async function compareDetail({ engine }: StoredCase, expected: readonly Expected[]): Promise<void> {
  const all = await search(engine, '');
  const rows = await engine.rows(all.id, 0, expected.length);
  const byId = new Map((await engine.rowsById(rows.map(({ id }) => id))).map((row) => [row.id, row]));
  expect(rows.map(({ id }) => byId.get(id))).toEqual(rows);
  for (const [position, { line, exported }] of expected.entries()) {
    if (position % 5 !== 0) continue;
    const detail = await engine.detail(rows[position]!.id);
    const sha256 = createHash('sha256').update(line).digest('hex');
    expect(detail).toMatchObject({ raw: line, recordSha256: sha256, line: exported['exhibit.source.line'] });
    expect(exported['exhibit.source.record_sha256']).toBe(sha256);
    expect(await engine.locate(detail!.exhibitNumber, detail!.member, detail!.line)).toEqual([detail!.id]);
  }
}
