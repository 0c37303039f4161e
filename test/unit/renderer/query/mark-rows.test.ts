import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Annotation, BulkChange, BulkMark } from '../../../../parsers/model/case.js';
import type { QueryEngine } from '../../../../renderer/query/query-engine.js';
import type { SearchResult } from '../../../../renderer/query/spec.js';
import { falcoFile } from './falco-lines.js';
import { storeCase } from './stored-case.js';

async function find(engine: QueryEngine, query: string, leavesOutHidden = false): Promise<SearchResult> {
  const result = await engine.search('test', { query, range: null, leavesOutHidden });
  if ('problem' in result) throw new Error(result.problem.message);
  return result;
}

async function idsOf(engine: QueryEngine, result: SearchResult): Promise<readonly string[]> {
  return (await engine.rows(result.id, 0, result.matched)).map(({ id }) => id);
}

async function markOf(engine: QueryEngine, id: string, query: string, change: BulkChange): Promise<BulkMark> {
  const result = await find(engine, query);
  const { count, digest, events } = await engine.describe(result.id);
  return { id, change, search: { query, range: null, count, total: result.total }, digest, events };
}

test('a mark holds for the hits it was made for, in whatever time order, and hides exactly them', async () => {
  await fc.assert(
    fc.asyncProperty(falcoFile, falcoFile, async (first, second) => {
      const { engine } = await storeCase([
        { 'a.log': `${first.join('\n')}\n` },
        { 'b/c.log': `${second.join('\n')}\n` },
      ]);
      await engine.load([]);
      const wanted = await idsOf(engine, await find(engine, 'rule.name: curl'));
      const hide = await markOf(engine, 'h', 'rule.name: curl', { kind: 'hide' });
      const everything = await find(engine, '');
      // An answered zone moves rows about; the mark stays with its events.
      const zone = { exhibit: 'T/1', member: 'a.log', zone: '+05:00', offsetNs: '77', uncertaintyNs: '0', reason: '' };
      await engine.load([zone], [JSON.parse(JSON.stringify(hide)) as BulkMark]);
      expect(await engine.incompleteMarks()).toEqual([]);
      expect((await engine.markedEvents('h')).toSorted()).toEqual(wanted.toSorted());
      const left = await find(engine, '', true);
      expect([left.matched, left.hidden, left.total]).toEqual([
        everything.matched - wanted.length,
        wanted.length,
        everything.total,
      ]);
      expect((await find(engine, '')).matched).toBe(everything.matched);
      expect((await find(engine, 'rule.name: curl', true)).matched).toBe(0);
      for (const id of wanted) expect(await engine.marksOf(id as never)).toEqual(['h']);
    }),
    { numRuns: 15 },
  );
});

test('the digest is that of the sorted record hashes', async () => {
  const line = (rule: string): string =>
    JSON.stringify({ output: rule, priority: 'Notice', rule, source: 'syscall', time: '2026-01-02T03:00:00Z' });
  const lines = [line('b'), line('a')];
  const { engine } = await storeCase([{ 'a.log': `${lines.join('\n')}\n` }]);
  await engine.load([]);
  const hashes = lines.map((text) => createHash('sha256').update(text).digest('hex')).toSorted();
  const mark = await markOf(engine, 'm', '', { kind: 'tag', tag: 'x' });
  expect(mark.digest).toBe(createHash('sha256').update(hashes.join('')).digest('hex'));
  expect(mark.search.count).toBe(2);
});

test('events that are in the case no more are counted', async () => {
  const line = JSON.stringify({
    output: 'x',
    priority: 'Notice',
    rule: 'x',
    source: 'syscall',
    time: '2026-01-02T03:00:00Z',
  });
  const { engine } = await storeCase([{ 'a.log': `${line}\n` }]);
  await engine.load([]);
  const mark = await markOf(engine, 'm', '', { kind: 'tag', tag: 'x' });
  const [part] = mark.events;
  const gone: BulkMark = {
    ...mark,
    search: { ...mark.search, count: 3 },
    events: [...mark.events, { ...part!, exhibit: 'f'.repeat(64), count: 1 }, { ...part!, member: 'other', count: 1 }],
  };
  await engine.load([], [gone]);
  expect(await engine.incompleteMarks()).toEqual([{ id: 'm', missing: 2 }]);
});

test('what the examiner said is asked for like any field, of single events and of many, and comes with every row', async () => {
  const line = (rule: string): string =>
    JSON.stringify({ output: rule, priority: 'Notice', rule, source: 'syscall', time: '2026-01-02T03:00:00Z' });
  const file = ['a', 'a', 'b', 'c'].map(line).join('\n');
  const { engine } = await storeCase([{ 'x/1.log': file }, { 'x/1.log': file }, { '2.log': line('d') }]);
  await engine.load([]);
  const marks = [
    await markOf(engine, '1', 'rule.name: a', { kind: 'review', review: 'relevant' }),
    await markOf(engine, '2', 'rule.name: (a or b)', { kind: 'tag', tag: 'miner' }),
    await markOf(engine, '3', 'rule.name: b', { kind: 'hide' }),
    await markOf(engine, '4', 'rule.name: (b or c)', { kind: 'review', review: 'benign' }),
    await markOf(engine, '5', 'rule.name: c', { kind: 'review', review: 'unreviewed' }),
    await markOf(engine, '6', 'rule.name: d', { kind: 'note', note: 'seen by Jane' }),
    await markOf(engine, '7', 'rule.name: d', { kind: 'for-report' }),
  ];
  const [b] = await engine.rows((await find(engine, 'rule.name: b')).id, 0, 1);
  const annotation: Annotation = {
    event: b!.id,
    note: 'first run',
    kind: 'fact',
    technique: null,
    tactic: null,
    confidence: 'high',
    alternatives: '',
    tags: ['dropper', 'miner'],
    forReport: true,
  };
  await engine.load([], marks, [annotation]);
  const counts: Readonly<Record<string, number>> = {
    'exhibit.review: relevant': 2,
    'exhibit.review: benign': 1,
    'exhibit.review: unreviewed': 2,
    'exhibit.tag: miner': 3,
    'exhibit.tag: dropper': 1,
    'exhibit.tag: *': 3,
    'exhibit.tag: *in*': 3,
    'exhibit.hidden: true': 1,
    'exhibit.hidden: false': 4,
    'exhibit.in_report: true': 2,
    'exhibit.note: run': 1,
    'exhibit.note: *': 2,
    'exhibit.source.exhibit: T/1': 4,
    'exhibit.source.exhibit: T/2': 4,
    'exhibit.source.exhibit: T/3': 1,
    'exhibit.source.member: "x/1.log"': 4,
    miner: 0,
  };
  for (const [query, count] of Object.entries(counts)) expect((await find(engine, query)).matched, query).toBe(count);

  // Who asks for hidden ones gets them.
  expect(await find(engine, 'exhibit.hidden: true', true)).toMatchObject({
    matched: 1,
    hidden: 1,
    leavesOutHidden: false,
  });
  expect(await find(engine, 'rule.name: b', true)).toMatchObject({ matched: 0, hidden: 1, leavesOutHidden: true });
  expect(await find(engine, 'rule.name: b')).toMatchObject({ matched: 1, hidden: 1, leavesOutHidden: false });

  const all = await find(engine, '');
  expect((await engine.facets(all.id, 'exhibit.review', 5)).values).toEqual([
    { value: 'relevant', count: 2 },
    { value: 'unreviewed', count: 2 },
    { value: 'benign', count: 1 },
  ]);
  const stack = await engine.stack(all.id, { fields: ['exhibit.tag'], order: 'values', limit: 5 });
  expect(stack.groups.map(({ values, count }) => [...values, count])).toEqual([
    ['', 2],
    ['dropper', 1],
    ['miner', 3],
  ]);
  const [row] = await engine.rows((await find(engine, 'rule.name: b')).id, 0, 1);
  expect(row?.fields).toMatchObject({
    'exhibit.source.exhibit': 'T/1, T/2',
    'exhibit.source.member': 'x/1.log',
    'exhibit.review': 'benign',
    'exhibit.tag': 'dropper, miner',
    'exhibit.note': 'first run',
    'exhibit.in_report': 'true',
    'exhibit.hidden': 'true',
  });
  const ndjson = await (await engine.export((await find(engine, 'rule.name: (b or c)')).id, 'ndjson')).text();
  const [first, second] = ndjson
    .trimEnd()
    .split('\n')
    .map((text) => JSON.parse(text) as Record<string, unknown>);
  expect(first).toMatchObject({ 'exhibit.tag': ['dropper', 'miner'], 'exhibit.hidden': 'true' });
  expect(Object.keys(second!)).not.toContain('exhibit.review');

  // Taken back, nothing is left of it.
  await engine.load([]);
  expect((await find(engine, 'exhibit.review: unreviewed')).matched).toBe(5);
  expect((await find(engine, 'exhibit.tag: *')).matched).toBe(0);
});
