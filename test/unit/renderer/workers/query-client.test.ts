import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { DamagedRows } from '../../../../renderer/db/damaged-rows.js';
import type { ChunkRow } from '../../../../renderer/db/layout.js';
import { QueryEngine } from '../../../../renderer/query/query-engine.js';
import type { QueryClient } from '../../../../renderer/query/spec.js';
import { connectQueries } from '../../../../renderer/workers/query-client.js';
import { serveQueries } from '../../../../renderer/workers/serve-queries.js';
import { MemoryChunkStore } from '../../../support/memory-chunk-store.js';
import { storeExhibit, TOKEN_SEED } from '../query/stored-case.js';

const LINE = JSON.stringify({
  output: 'Notice shell',
  priority: 'Notice',
  rule: 'Shell',
  source: 'syscall',
  time: '2026-01-02T03:04:05Z',
  output_fields: { 'container.id': 'host' },
});

const open: QueryClient[] = [];
const damage: (number | null)[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.close();
});

/** Reads records slowly, so that a search can be overtaken. */
class SlowStore extends MemoryChunkStore {
  override async chunk(exhibit: number, segment: number, chunk: number): Promise<ChunkRow> {
    await setTimeout(20);
    return super.chunk(exhibit, segment, chunk);
  }
}

/** Its chunks cannot be read as they were written. */
class DamagedStore extends MemoryChunkStore {
  override async chunk(exhibit: number): Promise<ChunkRow> {
    throw new DamagedRows(exhibit, 'damaged');
  }
}

/** A client and an engine at the two ends of a channel, as page and worker have them. */
async function connect(
  store: MemoryChunkStore = new SlowStore(),
): Promise<QueryClient & { fail(reason: string): void }> {
  await storeExhibit(store, 'T/1', { 'a.json': LINE });
  const { port1, port2 } = new MessageChannel();
  serveQueries(port2, (database, tokenSeed) => {
    expect(database).toBe('case');
    return new QueryEngine(store, tokenSeed);
  });
  port2.start();
  port1.start();
  const client = connectQueries(port1, 'case', TOKEN_SEED, {
    onClose: () => port1.close(),
    onDamage: (error) => damage.push(error.exhibit),
  });
  open.push(client);
  return client;
}

describe('the query client', () => {
  it('carries every call to the engine and its answer back', async () => {
    const client = await connect();
    expect(await client.load([])).toEqual({ events: 1, exhibits: 1 });
    const found = await client.search('main', { query: 'shell', range: null });
    if ('problem' in found) throw new Error(found.problem.message);
    expect(found).toMatchObject({ matched: 1, total: 1 });
    const [row] = await client.rows(found.id, 0, 1);
    expect(await client.position(found.id, row!.id)).toBe(0);
    expect((await client.detail(row!.id))?.event.time?.instant).toBe(1_767_323_045_000_000_000n);
    expect((await client.histogram(found.id, found.span!, 3)).counts).toEqual(Uint32Array.of(1, 0, 0));
    expect((await client.facets(found.id, 'rule.name', 5)).values).toEqual([{ value: 'Shell', count: 1 }]);
    expect(await client.stack(found.id, { fields: ['rule.name'], order: 'most', limit: 5 })).toMatchObject({
      groups: [{ values: ['Shell'], count: 1, workloads: 0 }],
      groupCount: 1,
    });
    expect(await client.suggest('rule.name', 'sh', 5)).toEqual([{ value: 'Shell', count: 1 }]);
    expect(await client.rowsById([row!.id])).toEqual([row]);
    expect(await client.locate(null, 'a.json', 1)).toEqual([row!.id]);
    expect(await (await client.export(found.id, 'csv')).text()).toContain('Shell');
  });

  it('tells a replaced search and a replaced result from a failure', async () => {
    const client = await connect();
    await client.load([]);
    const older = client.search('main', { query: '"notice shell"', range: null });
    const newer = client.search('main', { query: '"notice"', range: null });
    await expect(older).rejects.toMatchObject({ name: 'SearchSuperseded' });
    await newer;
    await expect(client.rows(99, 0, 1)).rejects.toMatchObject({ name: 'ResultGone' });
    await expect(client.detail('nonsense' as never)).rejects.toThrow(/./);
  });

  it('tells of rows that the disk damaged, with the exhibit they belong to', async () => {
    damage.length = 0;
    const client = await connect(new DamagedStore());
    await client.load([]);
    await expect(client.search('main', { query: '"notice shell"', range: null })).rejects.toThrow(DamagedRows);
    expect(damage).toEqual([1]);
  });

  it('leaves nothing waiting when the worker fails or the case is closed', async () => {
    const client = await connect();
    const waiting = client.load([]);
    client.fail('The query worker stopped');
    await expect(waiting).rejects.toThrow('The query worker stopped');
    await expect(client.load([])).rejects.toThrow('The query worker stopped');
  });
});
