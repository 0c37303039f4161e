import { describe, expect, it } from 'vitest';
import { RESIDENT_FIELDS } from '../../../../parsers/model/fields.js';
import type { SearchResult } from '../../../../renderer/query/spec.js';
import { QueryEngine } from '../../../../renderer/query/query-engine.js';
import { storeCase, storeExhibit, TOKEN_SEED, type StoredCase } from './stored-case.js';

const START = Date.UTC(2026, 0, 2);

function alert(second: number, more: Readonly<Record<string, unknown>> = {}): string {
  const time = new Date(START + second * 1000).toISOString().replace('.000Z', '.000000000Z');
  return JSON.stringify({
    output: `${time}: Notice number ${second}`,
    priority: 'Notice',
    rule: 'Test rule',
    source: 'syscall',
    time,
    output_fields: { 'container.id': 'host', 'proc.cmdline': `run ${second % 100}`, 'proc.name': 'run' },
    ...more,
  });
}

function audit(id: string, stage: string): string {
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: id,
    stage,
    requestURI: '/api/v1/namespaces/web/pods',
    verb: 'list',
    user: { username: 'system:serviceaccount:web:default' },
    requestReceivedTimestamp: '2026-01-02T03:04:05.000001Z',
    stageTimestamp: '2026-01-02T03:04:05.000002Z',
  });
}

async function search({ engine }: Pick<StoredCase, 'engine'>, query: string, slot = 'test'): Promise<SearchResult> {
  const answer = await engine.search(slot, { query, range: null });
  if ('problem' in answer) throw new Error(answer.problem.message);
  return answer;
}

describe('the query engine', () => {
  it('reads rows, phrases and lines across chunks and segments', async () => {
    const lines = Array.from({ length: 4400 }, (_, second) => alert(second));
    const stored = await storeCase([
      { 'a.json': lines.slice(0, 4200).join('\n'), 'b.json': lines.slice(4200).join('\n') },
    ]);
    expect(await stored.engine.load([])).toEqual({ events: 4400, exhibits: 1 });
    const found = await search(stored, '"run 42" and not "number 42"');
    expect(found).toMatchObject({ matched: 43, total: 4400, unplaced: 0 });
    const rows = await stored.engine.rows(found.id, 40, 10);
    expect(rows.map(({ time }) => (time!.ms - START) / 1000)).toEqual([4142, 4242, 4342]);
    const [id] = await stored.engine.locate(null, 'b.json', 43);
    expect(id).toBe(rows[1]!.id);
    expect((await stored.engine.detail(id!))?.raw).toBe(lines[4242]);
    expect(await stored.engine.locate(null, 'b.json', 201)).toEqual([]);
  });

  it('draws repeats and repeated receipts once', async () => {
    const lines = [audit('1', 'ResponseComplete'), audit('2', 'ResponseComplete'), audit('1', 'ResponseComplete')];
    const files = { 'audit.log': lines.join('\n') };
    const stored = await storeCase([files]);
    expect(await stored.engine.load([])).toEqual({ events: 2, exhibits: 1 });
    const found = await search(stored, 'user.name: system:serviceaccount:web:default');
    expect(found.matched).toBe(2);
    expect(await search(stored, 'not user.name: *')).toMatchObject({ matched: 0, total: 2 });

    await storeExhibit(stored.store, 'T/2', files);
    expect((await stored.engine.load([])).events).toBe(2);
    expect(await stored.engine.locate('T/2', 'audit.log', 1)).toHaveLength(1);
    expect(await stored.engine.locate('T/2', 'audit.log', 3)).toEqual([]);
  });

  it('takes in exhibits and adjustments at every load, and keeps the last results readable', async () => {
    const stored = await storeCase([{ 'a.json': [alert(0), alert(10)].join('\n') }]);
    await stored.engine.load([]);
    const before = await search(stored, '');
    await storeExhibit(stored.store, 'T/2', { 'b.json': [alert(5)].join('\n') });
    const adjustment = {
      exhibit: 'T/1',
      member: 'a.json',
      zone: null,
      offsetNs: '-7000000000',
      uncertaintyNs: '20',
      reason: 'anchors',
    };
    await stored.engine.load([adjustment]);
    expect((await stored.engine.rows(before.id, 0, 9)).map(({ time }) => time!.ms - START)).toEqual([0, 10_000]);

    const after = await search(stored, '');
    const rows = await stored.engine.rows(after.id, 0, 9);
    expect(rows.map(({ time, adjusted, uncertaintyNs }) => [time!.ms - START, adjusted, uncertaintyNs])).toEqual([
      [-7000, true, '20'],
      [3000, true, '20'],
      [5000, false, '0'],
    ]);
    await stored.engine.load([]);
    await search(stored, '');
    await expect(stored.engine.rows(before.id, 0, 1)).rejects.toMatchObject({ name: 'ResultGone' });
  });

  it('gives a search up for a newer one of the same slot', async () => {
    const stored = await storeCase([{ 'a.json': [alert(0), alert(1)].join('\n') }]);
    await stored.engine.load([]);
    const older = search(stored, '"run 1"');
    const elsewhere = search(stored, '"run 1"', 'other');
    const newer = search(stored, '"run 0"');
    await expect(older).rejects.toMatchObject({ name: 'SearchSuperseded' });
    expect((await elsewhere).matched).toBe(1);
    expect((await newer).matched).toBe(1);
  });

  it('says what is wrong with a query, and where', async () => {
    const stored = await storeCase([{ 'a.json': alert(0) }]);
    await stored.engine.load([]);
    expect(await stored.engine.search('test', { query: 'run and rule.nam: x', range: null })).toEqual({
      problem: { at: 8, message: 'There is no field "rule.nam"; did you mean rule.name?' },
    });
  });

  it('completes values of every resident field', async () => {
    const stored = await storeCase([{ 'a.json': [alert(0), alert(1), alert(2, { rule: 'Other' })].join('\n') }]);
    await stored.engine.load([]);
    expect(await stored.engine.suggest('rule.name', 'tes', 5)).toEqual([{ value: 'Test rule', count: 2 }]);
    expect(await stored.engine.suggest('rule.name', '', 1)).toEqual([{ value: 'Test rule', count: 2 }]);
    for (const field of RESIDENT_FIELDS) expect(Array.isArray(await stored.engine.suggest(field, '', 5))).toBe(true);
  });

  it('answers for an empty case', async () => {
    const stored = await storeCase([]);
    expect(await stored.engine.load([])).toEqual({ events: 0, exhibits: 0 });
    const found = await search(stored, 'curl');
    expect(found).toMatchObject({ matched: 0, total: 0, unplaced: 0, span: null });
    expect(await stored.engine.rows(found.id, 0, 10)).toEqual([]);
    expect(await (await stored.engine.export(found.id, 'ndjson')).text()).toBe('');
  });

  it('refuses to search before the case is loaded', async () => {
    const engine = new QueryEngine((await storeCase([])).store, TOKEN_SEED);
    await expect(engine.search('test', { query: '', range: null })).rejects.toThrow('not loaded');
  });
});
