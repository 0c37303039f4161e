import { Dexie } from 'dexie';
import type { ChunkReader, ChunkWriter } from './chunk-store.js';
import type { CaseDatabase } from './database.js';
import type { ChunkRow, ExhibitRow, OrderRow, PostingsRow, SegmentRow } from './layout.js';

/**
 * Chunks in IndexedDB. Staging writes with the engine's relaxed durability (the database is a cache of the evidence); the
 * commit asks for strict durability, which also flushes what was staged before it.
 */
export class DexieChunkStore implements ChunkReader, ChunkWriter {
  readonly #database: CaseDatabase;

  constructor(database: CaseDatabase) {
    this.#database = database;
  }

  exhibits(): Promise<readonly ExhibitRow[]> {
    return this.#database.exhibits.where('state').equals('committed').sortBy('id');
  }

  all(): Promise<readonly ExhibitRow[]> {
    return this.#database.exhibits.orderBy('id').toArray();
  }

  segments(exhibit: number): Promise<readonly SegmentRow[]> {
    return this.#database.segments
      .where('[exhibit+segment]')
      .between([exhibit, Dexie.minKey], [exhibit, Dexie.maxKey])
      .toArray();
  }

  async order(exhibit: number): Promise<OrderRow> {
    return present(await this.#database.orders.get(exhibit), `time order of exhibit ${exhibit}`);
  }

  async chunk(exhibit: number, segment: number, chunk: number): Promise<ChunkRow> {
    const row = await this.#database.chunks.get([exhibit, segment, chunk]);
    return present(row, `chunk ${chunk} of segment ${segment} of exhibit ${exhibit}`);
  }

  async postings(exhibit: number, bucket: number): Promise<readonly PostingsRow[]> {
    const exhibitRow = present(await this.#database.exhibits.get(exhibit), `exhibit ${exhibit}`);
    const keys = Array.from({ length: exhibitRow.segments }, (_, segment): [number, number, number] => [
      exhibit,
      segment,
      bucket,
    ]);
    const rows = await this.#database.postings.bulkGet(keys);
    return rows.map((row, segment) => present(row, `bucket ${bucket} of segment ${segment} of exhibit ${exhibit}`));
  }

  async createStaged(number: string, sha256: string): Promise<number> {
    const { exhibits } = this.#database;
    return this.#database.transaction('rw', exhibits, async () => {
      const last = await exhibits.orderBy('id').last();
      const id = (last?.id ?? 0) + 1;
      await exhibits.add({
        id,
        number,
        sha256,
        state: 'staged',
        ledger: null,
        ledgerSha256: null,
        parserVersions: [],
        segments: 0,
        rows: 0,
      });
      return id;
    });
  }

  async putChunk(chunk: ChunkRow): Promise<void> {
    await this.#database.chunks.add(chunk);
  }

  async putSegment(segment: SegmentRow, postings: readonly PostingsRow[]): Promise<void> {
    const { segments, postings: buckets } = this.#database;
    await this.#database.transaction('rw', segments, buckets, async () => {
      await segments.add(segment);
      await buckets.bulkAdd([...postings]);
    });
  }

  async putMarks(
    exhibit: number,
    segment: number,
    { flags, member }: Pick<SegmentRow, 'flags' | 'member'>,
  ): Promise<void> {
    const changed = await this.#database.segments.update([exhibit, segment], { flags, member });
    if (changed !== 1) throw new Error(`The case database lacks segment ${segment} of exhibit ${exhibit}.`);
  }

  async finishStaged(exhibit: number, done: Parameters<ChunkWriter['finishStaged']>[1]): Promise<void> {
    const { order, ...facts } = done;
    const { exhibits, orders } = this.#database;
    await this.#database.transaction('rw', exhibits, orders, async () => {
      await orders.put(order);
      await exhibits.update(exhibit, facts);
    });
  }

  async commit(exhibit: number): Promise<void> {
    await this.#database.open();
    // Dexie sets durability per database only, so this one transaction is opened by hand.
    const transaction = this.#database.backendDB().transaction('exhibits', 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore('exhibits');
    const read: IDBRequest<ExhibitRow | undefined> = store.get(exhibit);
    await new Promise<void>((resolve, reject) => {
      read.addEventListener('success', () => {
        if (read.result?.ledger) store.put({ ...read.result, state: 'committed' } satisfies ExhibitRow);
        else transaction.abort();
      });
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () => {
        reject(transaction.error ?? new Error(`Exhibit ${exhibit} is not staged completely: it cannot be committed.`));
      });
    });
  }

  async discard(exhibit: number): Promise<void> {
    const { exhibits, segments, orders, chunks, postings } = this.#database;
    const { minKey, maxKey } = Dexie;
    // One transaction over all tables: a crash leaves the exhibit whole or gone. Ranges are cut without reading rows.
    await this.#database.transaction('rw', [exhibits, segments, orders, chunks, postings], async () => {
      await chunks
        .where('[exhibit+segment+chunk]')
        .between([exhibit, minKey, minKey], [exhibit, maxKey, maxKey])
        .delete();
      await postings
        .where('[exhibit+segment+bucket]')
        .between([exhibit, minKey, minKey], [exhibit, maxKey, maxKey])
        .delete();
      await segments.where('[exhibit+segment]').between([exhibit, minKey], [exhibit, maxKey]).delete();
      await orders.delete(exhibit);
      await exhibits.delete(exhibit);
    });
  }
}

function present<T>(row: T | undefined, what: string): T {
  if (row === undefined)
    throw new Error(`The case database lacks the ${what}. Delete the case's cache: it is rebuilt from the evidence.`);
  return row;
}
