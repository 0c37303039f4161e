import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BulkChange, BulkMark } from '../../../../parsers/model/case.js';
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
