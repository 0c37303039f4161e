import type { ChunkReader, ChunkWriter } from '../../../renderer/db/chunk-store.js';
import { CaseDatabase } from '../../../renderer/db/database.js';
import { DexieChunkStore } from '../../../renderer/db/dexie-chunk-store.js';
import type { ChunkRow, PostingsRow, SegmentRow } from '../../../renderer/db/layout.js';
import { MemoryChunkStore } from '../../support/memory-chunk-store.js';

declare global {
  interface Window {
    /** Does the same to the store in the database and to the one in memory; answers both accounts, step by step. */
    compareChunkStores(): Promise<{ readonly database: readonly string[]; readonly memory: readonly string[] }>;
  }
}

window.compareChunkStores = async () => ({
  database: await account(new DexieChunkStore(new CaseDatabase('chunk-store-test'))),
  memory: await account(new MemoryChunkStore()),
});

type Store = ChunkReader & ChunkWriter;

/** What a store answers at every step of two imports, one of which is discarded. */
async function account(store: Store): Promise<readonly string[]> {
  const told: string[] = [];
  const tell = async (step: string): Promise<void> => {
    told.push(`${step}: ${asText({ all: await store.all(), committed: await store.exhibits() })}`);
  };
  const [first, second, third] = [1, 2, 3];
  await store.createStaged(first, 'JS/1', 'a'.repeat(64));
  await store.createStaged(second, 'JS/2', 'b'.repeat(64));
  await tell('two are staged');
  told.push(`commit of what is not complete: ${await refusal(store.commit(first))}`);
  for (const exhibit of [first, second]) await write(store, exhibit);
  await store.putMarks(first, 1, { flags: Uint8Array.of(5, 1), member: Uint32Array.of(1, 0) });
  told.push(
    `marks of a segment that is none: ${await refusal(store.putMarks(first, 9, { flags: new Uint8Array(1), member: new Uint32Array(1) }))}`,
  );
  told.push(`a chunk written twice: ${await refusal(store.putChunk(chunk(first, 1)))}`);
  for (const exhibit of [first, second]) await finish(store, exhibit);
  await tell('both are complete');
  await store.commit(second);
  await store.commit(first);
  await tell('both are committed');
  for (const exhibit of [first, second]) told.push(await contents(store, exhibit));
  await store.discard(first);
  await tell('one is discarded');
  told.push(await contents(store, second), asText(await store.segments(first)));
  told.push(`chunk of what is gone: ${await refusal(store.chunk(first, 0, 0))}`);
  await store.createStaged(third, 'JS/1', 'a'.repeat(64));
  await write(store, third);
  await tell('it is staged again');
  return told;
}

async function write(store: Store, exhibit: number): Promise<void> {
  for (const segment of [0, 1]) {
    await store.putChunk(chunk(exhibit, segment));
    await store.putSegment(segmentRow(exhibit, segment), [
      postings(exhibit, segment, 0),
      postings(exhibit, segment, 63),
    ]);
  }
}

async function finish(store: Store, exhibit: number): Promise<void> {
  const ledger = { number: `JS/${exhibit}`, name: 'x', sha256: '', bytes: 1, members: [] };
  const order = { exhibit, order: Uint32Array.of(65_537, 0), dated: 1 };
  await store.finishStaged(exhibit, {
    order,
    ledger,
    ledgerSha256: 'c',
    parserVersions: ['falco/1'],
    segments: 2,
    rows: 4,
  });
}

async function contents(store: Store, exhibit: number): Promise<string> {
  return asText({
    segments: await store.segments(exhibit),
    order: await store.order(exhibit),
    chunk: await store.chunk(exhibit, 1, 0),
    postings: await store.postings(exhibit, 63),
  });
}

function chunk(exhibit: number, segment: number): ChunkRow {
  const context = { framing: { kind: 'ndjson' }, name: 'x.log', envelope: { logGroup: 'g' } } as const;
  return {
    exhibit,
    segment,
    chunk: 0,
    rows: 2,
    raw: Uint8Array.of(exhibit, segment, 255),
    start: Uint32Array.of(0, 1),
    length: Uint32Array.of(1, 2),
    line: Uint32Array.of(1, 2),
    index: new Uint16Array(2),
    format: new Uint8Array(2),
    formats: ['falco'],
    context: new Uint16Array(2),
    contexts: [context],
    path: new Uint16Array(2),
    paths: [''],
  };
}

function segmentRow(exhibit: number, segment: number): SegmentRow {
  return {
    exhibit,
    segment,
    rows: 2,
    timeMs: Float64Array.of(-1.5, 2 ** 45),
    timeNs: Uint32Array.of(0, 999_999),
    flags: Uint8Array.of(1, 1),
    severity: Uint8Array.of(255, 3),
    member: Uint32Array.of(0, 1),
    offset: Float64Array.of(0, 2 ** 40),
    chunkStarts: Uint32Array.of(0),
    columns: { 'rule.name': { dictionary: ['', 'r'], codes: Uint16Array.of(0, 1) } },
  };
}

function postings(exhibit: number, segment: number, bucket: number): PostingsRow {
  return {
    exhibit,
    segment,
    bucket,
    hashHi: Uint32Array.of(bucket * 2 ** 26),
    hashLo: Uint32Array.of(segment),
    starts: Uint32Array.of(0, 1),
    rows: Uint16Array.of(1),
  };
}

/** Whether a store refused; the two may say it in other words. */
async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'accepted',
    () => 'refused',
  );
}

/** JSON with the kinds of typed arrays, so that a changed kind shows. */
function asText(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    ArrayBuffer.isView(held) ? [held.constructor.name, ...(held as Uint8Array)] : held,
  );
}
