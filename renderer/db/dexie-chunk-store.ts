import { Dexie } from 'dexie';
import type { ChunkReader, ChunkWriter } from './chunk-store.js';
import type { CaseDatabase } from './database.js';
import { DamagedRows, isUnreadable, isUnwritable } from './damaged-rows.js';
import type { ChunkRow, ExhibitRow, OrderRow, PostingsRow, SegmentRow } from './layout.js';
import { checked, intact, unchecked, type Checked } from './row-check.js';

/**
 * Chunks in IndexedDB. Staging writes with the engine's relaxed durability (the database is a cache of the evidence); the
 * commit asks for strict durability, which also flushes what was staged before it. Every row is stored with a check of its
 * content; reading methods throw `DamagedRows` for what is missing, unreadable or not as it was written.
 */
export class DexieChunkStore implements ChunkReader, ChunkWriter {
  readonly #database: CaseDatabase;

  constructor(database: CaseDatabase) {
    this.#database = database;
  }

  exhibits(): Promise<readonly ExhibitRow[]> {
    return exhibitRows(() => this.#database.exhibits.where('state').equals('committed').sortBy('id'));
  }

  all(): Promise<readonly ExhibitRow[]> {
    return exhibitRows(() => this.#database.exhibits.orderBy('id').toArray());
  }

  async segments(exhibit: number): Promise<readonly SegmentRow[]> {
    const { segments } = this.#database;
    const what = `segments of exhibit ${exhibit}`;
    const rows = await readable(exhibit, what, () =>
      segments.where('[exhibit+segment]').between([exhibit, Dexie.minKey], [exhibit, Dexie.maxKey]).toArray(),
    );
    return rows.map((row) => whole(row, exhibit, what));
  }

  async order(exhibit: number): Promise<OrderRow> {
    const what = `time order of exhibit ${exhibit}`;
    return whole(await readable(exhibit, what, () => this.#database.orders.get(exhibit)), exhibit, what);
  }

  async chunk(exhibit: number, segment: number, chunk: number): Promise<ChunkRow> {
    const what = `chunk ${chunk} of segment ${segment} of exhibit ${exhibit}`;
    const row = await readable(exhibit, what, () => this.#database.chunks.get([exhibit, segment, chunk]));
    return whole(row, exhibit, what);
  }

  async postings(exhibit: number, bucket: number): Promise<readonly PostingsRow[]> {
    const what = `token index of exhibit ${exhibit}`;
    const { segments } = whole(
      await readable(exhibit, what, () => this.#database.exhibits.get(exhibit)),
      exhibit,
      what,
    );
    const keys = Array.from({ length: segments }, (_, segment): [number, number, number] => [exhibit, segment, bucket]);
    const rows = await readable(exhibit, what, () => this.#database.postings.bulkGet(keys));
    return rows.map((row) => whole(row, exhibit, what));
  }

  async createStaged(id: number, number: string, sha256: string): Promise<void> {
    await written(
      this.#database.exhibits.add(
        checked({
          id,
          number,
          sha256,
          state: 'staged',
          ledger: null,
          ledgerSha256: null,
          parserVersions: [],
          segments: 0,
          rows: 0,
        }),
      ),
    );
  }

  async putChunk(chunk: ChunkRow): Promise<void> {
    await written(this.#database.chunks.add(checked(chunk)));
  }

  async putSegment(segment: SegmentRow, postings: readonly PostingsRow[]): Promise<void> {
    const { segments, postings: buckets } = this.#database;
    await written(
      this.#database.transaction('rw', segments, buckets, async () => {
        await segments.add(checked(segment));
        await buckets.bulkAdd(postings.map((bucket) => checked(bucket)));
      }),
    );
  }

  async putMarks(
    exhibit: number,
    segment: number,
    { flags, member }: Pick<SegmentRow, 'flags' | 'member'>,
  ): Promise<void> {
    const { segments } = this.#database;
    await written(
      this.#database.transaction('rw', segments, async () => {
        const row = whole(await segments.get([exhibit, segment]), exhibit, `segment ${segment} of exhibit ${exhibit}`);
        await segments.put(checked({ ...row, flags, member }));
      }),
    );
  }

  async finishStaged(exhibit: number, done: Parameters<ChunkWriter['finishStaged']>[1]): Promise<void> {
    const { order, ...facts } = done;
    const { exhibits, orders } = this.#database;
    await written(
      this.#database.transaction('rw', exhibits, orders, async () => {
        await orders.put(checked(order));
        const row = whole(await exhibits.get(exhibit), exhibit, `row of exhibit ${exhibit}`);
        await exhibits.put(checked({ ...row, ...facts }));
      }),
    );
  }

  async commit(exhibit: number): Promise<void> {
    await this.#database.open();
    // Dexie sets durability per database only, so this one transaction is opened by hand.
    const transaction = this.#database.backendDB().transaction('exhibits', 'readwrite', { durability: 'strict' });
    const store = transaction.objectStore('exhibits');
    const read: IDBRequest<Checked<ExhibitRow> | undefined> = store.get(exhibit);
    await written(
      new Promise<void>((resolve, reject) => {
        read.addEventListener('success', () => {
          if (read.result?.ledger) store.put(checked<ExhibitRow>({ ...unchecked(read.result), state: 'committed' }));
          else transaction.abort();
        });
        transaction.addEventListener('complete', () => resolve());
        transaction.addEventListener('abort', () => {
          reject(
            transaction.error ?? new Error(`Exhibit ${exhibit} is not staged completely: it cannot be committed.`),
          );
        });
      }),
    );
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

async function written<T>(write: PromiseLike<T>): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    throw new Error(
      `The case's database could not be written (${error.message.trim()}). Most likely the disk that holds the user's data is full: free some space, then try again.`,
      { cause: error },
    );
  }
}

async function readable<T>(exhibit: number | null, what: string, read: () => PromiseLike<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isUnreadable(error)) throw damaged(exhibit, what);
    throw error;
  }
}

async function exhibitRows(read: () => PromiseLike<readonly Checked<ExhibitRow>[]>): Promise<readonly ExhibitRow[]> {
  const what = 'list of exhibits';
  return (await readable(null, what, read)).map((row) => whole(row, null, what));
}

function whole<T extends object>(row: Checked<T> | null | undefined, exhibit: number | null, what: string): T {
  const content = intact(row);
  if (content === null) throw damaged(exhibit, what);
  return content;
}

function damaged(exhibit: number | null, what: string): DamagedRows {
  return new DamagedRows(exhibit, `The case's database is damaged on the disk: its ${what} cannot be read as written.`);
}
