import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Adjustment } from '../../../../parsers/model/case.js';
import type { FieldName } from '../../../../parsers/model/fields.js';
import { parseEventId } from '../../../../parsers/model/ids.js';
import { printQuery } from '../../../../renderer/query/language/printer.js';
import { join, type QueryNode, type Value, type WildcardPart } from '../../../../renderer/query/language/syntax.js';
import type { EventRow, SearchResult, TimeRange } from '../../../../renderer/query/spec.js';
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

const query: fc.Arbitrary<QueryNode> = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
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

const exhibits = fc.array(fc.record({ 'a.json': falcoFile, 'b.json': falcoFile }), { minLength: 1, maxLength: 2 });

interface Expected extends PlainEvent {
  readonly key: string;
  /** Nanoseconds, or null without a place. */
  readonly effective: bigint | null;
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

function instantOf({ time }: EventRow): bigint | null {
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

  const range = found.span ?? { fromMs: 0, toMs: 1 };
  const histogram = await engine.histogram(found.id, range, 7);
  const bins = Array.from({ length: 7 }, () => 0);
  for (const { effective } of placed) {
    const bin = bins.findIndex(
      (_, index) => msOf(effective!) < range.fromMs + ((range.toMs - range.fromMs) * (index + 1)) / 7,
    );
    bins[bin]! += 1;
  }
  expect([...histogram.counts]).toEqual(bins);

  const lanes = await engine.lanes(found.id, range, 7, 100);
  const byLane = countBy(wanted, 'exhibit.lane');
  expect(lanes.lanes.map(({ key, count }) => [key, count])).toEqual(
    [...byLane].toSorted(([first], [second]) => (first < second ? -1 : 1)),
  );
  const summed = bins.map((_, bin) => lanes.lanes.reduce((sum, { counts }) => sum + counts[bin]!, 0));
  expect(summed).toEqual(bins);

  const facets = await engine.facets(found.id, 'rule.name', 100);
  expect(new Map(facets.values.map(({ value: rule, count }) => [rule, count]))).toEqual(countBy(wanted, 'rule.name'));
}

function countBy(events: readonly Expected[], name: FieldName): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { exported } of events) {
    const stated = exported[name];
    const key = typeof stated === 'string' ? stated : '';
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

async function compareRange({ engine }: StoredCase, expected: readonly Expected[]): Promise<void> {
  const times = expected.flatMap(({ effective }) => (effective === null ? [] : [msOf(effective)]));
  const range = { fromMs: times[1] ?? 0, toMs: times.at(-2) ?? 1 };
  const wanted = times.filter((ms) => ms >= range.fromMs && ms < range.toMs);
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
