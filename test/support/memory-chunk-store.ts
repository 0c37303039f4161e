import type { ChunkReader, ChunkWriter } from '../../renderer/db/chunk-store.js';
import type { ChunkRow, ExhibitRow, OrderRow, PostingsRow, SegmentRow } from '../../renderer/db/layout.js';

/** Chunks in plain maps: the obviously right second implementation, for tests without a browser. Copies what it is given. */
export class MemoryChunkStore implements ChunkReader, ChunkWriter {
  readonly exhibitRows = new Map<number, ExhibitRow>();
  readonly segmentRows = new Map<string, SegmentRow>();
  readonly chunkRows = new Map<string, ChunkRow>();
  readonly postingsRows = new Map<string, PostingsRow>();
  readonly orderRows = new Map<number, OrderRow>();

  async exhibits(): Promise<readonly ExhibitRow[]> {
    return [...this.exhibitRows.values()].filter((row) => row.state === 'committed').toSorted((a, b) => a.id - b.id);
  }

  async all(): Promise<readonly ExhibitRow[]> {
    return [...this.exhibitRows.values()].toSorted((a, b) => a.id - b.id);
  }

  async segments(exhibit: number): Promise<readonly SegmentRow[]> {
    return [...this.segmentRows.values()]
      .filter((row) => row.exhibit === exhibit)
      .toSorted((a, b) => a.segment - b.segment);
  }

  async order(exhibit: number): Promise<OrderRow> {
    return present(this.orderRows.get(exhibit));
  }

  async chunk(exhibit: number, segment: number, chunk: number): Promise<ChunkRow> {
    return present(this.chunkRows.get(`${exhibit}/${segment}/${chunk}`));
  }

  async postings(exhibit: number, bucket: number): Promise<readonly PostingsRow[]> {
    const segments = await this.segments(exhibit);
    return segments.map(({ segment }) => present(this.postingsRows.get(`${exhibit}/${segment}/${bucket}`)));
  }

  async createStaged(id: number, number: string, sha256: string): Promise<void> {
    this.exhibitRows.set(id, {
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
  }

  async putChunk(chunk: ChunkRow): Promise<void> {
    put(this.chunkRows, `${chunk.exhibit}/${chunk.segment}/${chunk.chunk}`, chunk);
  }

  async putSegment(segment: SegmentRow, postings: readonly PostingsRow[]): Promise<void> {
    put(this.segmentRows, `${segment.exhibit}/${segment.segment}`, segment);
    for (const row of postings) put(this.postingsRows, `${row.exhibit}/${row.segment}/${row.bucket}`, row);
  }

  async putMarks(exhibit: number, segment: number, marks: Pick<SegmentRow, 'flags' | 'member'>): Promise<void> {
    const key = `${exhibit}/${segment}`;
    this.segmentRows.set(key, { ...present(this.segmentRows.get(key)), ...structuredClone(marks) });
  }

  async finishStaged(exhibit: number, done: Parameters<ChunkWriter['finishStaged']>[1]): Promise<void> {
    const { order, ...facts } = done;
    this.orderRows.set(exhibit, structuredClone(order));
    this.exhibitRows.set(exhibit, { ...present(this.exhibitRows.get(exhibit)), ...structuredClone(facts) });
  }

  async commit(exhibit: number): Promise<void> {
    const row = present(this.exhibitRows.get(exhibit));
    if (row.ledger === null) throw new Error('not staged completely');
    this.exhibitRows.set(exhibit, { ...row, state: 'committed' });
  }

  async discard(exhibit: number): Promise<void> {
    this.exhibitRows.delete(exhibit);
    this.orderRows.delete(exhibit);
    for (const rows of [this.segmentRows, this.chunkRows, this.postingsRows]) {
      for (const key of rows.keys()) if (key.startsWith(`${exhibit}/`)) rows.delete(key);
    }
  }
}

function put<T>(rows: Map<string, T>, key: string, row: T): void {
  if (rows.has(key)) throw new Error(`written twice: ${key}`);
  rows.set(key, structuredClone(row));
}

function present<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('no such row');
  return row;
}
