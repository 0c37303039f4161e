import type { ChunkReader } from '../db/chunk-store.js';
import type { ChunkRow } from '../db/layout.js';
import type { CaseColumns, SegmentPlace } from './case-columns.js';
import { LruCache } from './lru-cache.js';
import { RecordChunk } from './record-chunk.js';

/** Chunks kept for the next window of rows: about a dozen of the largest. */
const CACHE_BYTES = 48 * 1024 * 1024;
/** Chunks asked for before the one at hand is used up. */
const READ_AHEAD = 3;

/** One row of a request and where it stands in its chunk. */
export interface RowInChunk {
  /** Index into the rows asked for. */
  readonly position: number;
  readonly row: number;
  /** Row within the chunk. */
  readonly local: number;
}

interface ChunkGroup {
  readonly place: SegmentPlace;
  readonly chunk: number;
  readonly rows: readonly RowInChunk[];
}

/** Reads stored records by row, chunk by chunk, keeping the last ones. */
export class StoredRecords {
  readonly #store: ChunkReader;
  readonly #columns: CaseColumns;
  readonly #cache = new LruCache<string, RecordChunk>(CACHE_BYTES);

  constructor(store: ChunkReader, columns: CaseColumns) {
    this.#store = store;
    this.#columns = columns;
  }

  /**
   * Visits the chunks that hold the rows, each once, reading ahead. The order is that of storage, not of `rows`. Throws the
   * signal's reason once it is aborted.
   */
  async *chunksOf(
    rows: Uint32Array,
    signal?: AbortSignal,
  ): AsyncGenerator<{ readonly chunk: RecordChunk; readonly rows: readonly RowInChunk[] }> {
    const groups = groupByChunk(rows, this.#columns);
    const ahead: Promise<RecordChunk>[] = [];
    for (let index = 0; index < groups.length; index += 1) {
      for (let next = index + ahead.length; next < groups.length && ahead.length <= READ_AHEAD; next += 1) {
        const reading = this.#read(groups[next]!);
        // A failure is met when its turn comes; until then it is no unhandled one.
        reading.catch(() => undefined);
        ahead.push(reading);
      }
      const chunk = await ahead.shift()!;
      signal?.throwIfAborted();
      yield { chunk, rows: groups[index]!.rows };
    }
  }

  /** The chunk of one row, and the row within it. */
  async recordOf(row: number): Promise<{ readonly chunk: RecordChunk; readonly local: number }> {
    const [group] = groupByChunk(Uint32Array.of(row), this.#columns);
    return { chunk: await this.#read(group!), local: group!.rows[0]!.local };
  }

  async #read({ place, chunk }: ChunkGroup): Promise<RecordChunk> {
    const exhibit = this.#columns.exhibits[place.exhibit]!;
    const key = `${exhibit.id}/${place.segment}/${chunk}`;
    const known = this.#cache.get(key);
    if (known !== undefined) return known;
    const stored = await this.#store.chunk(exhibit.id, place.segment, chunk);
    const read = new RecordChunk(stored);
    this.#cache.set(key, read, bytesOf(stored));
    return read;
  }
}

function groupByChunk(rows: Uint32Array, { segments }: CaseColumns): readonly ChunkGroup[] {
  const positions = Uint32Array.from(rows, (_, position) => position);
  if (!isAscending(rows)) positions.sort((a, b) => rows[a]! - rows[b]!);
  const groups: ChunkGroup[] = [];
  let segment = 0;
  let chunk = 0;
  let group: RowInChunk[] | null = null;
  for (const position of positions) {
    const row = rows[position]!;
    let place = segments[segment]!;
    while (row >= place.firstRow + place.rows) {
      segment += 1;
      chunk = 0;
      group = null;
      place = segments[segment]!;
    }
    while (chunk + 1 < place.chunkStarts.length && row - place.firstRow >= place.chunkStarts[chunk + 1]!) {
      chunk += 1;
      group = null;
    }
    if (group === null) {
      group = [];
      groups.push({ place, chunk, rows: group });
    }
    group.push({ position, row, local: row - place.firstRow - place.chunkStarts[chunk]! });
  }
  return groups;
}

function isAscending(rows: Uint32Array): boolean {
  for (let index = 1; index < rows.length; index += 1) if (rows[index - 1]! > rows[index]!) return false;
  return true;
}

function bytesOf(chunk: ChunkRow): number {
  const perRow = [chunk.start, chunk.length, chunk.line, chunk.index, chunk.format, chunk.context, chunk.path];
  return perRow.reduce((sum, column) => sum + column.byteLength, chunk.raw.byteLength);
}
