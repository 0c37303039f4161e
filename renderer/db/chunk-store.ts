import type { ExhibitLedger } from '../../parsers/model/ledger.js';
import type { ChunkRow, ExhibitRow, OrderRow, PostingsRow, SegmentRow } from './layout.js';

/**
 * Where chunks live. IndexedDB is the implementation (`dexie-chunk-store.ts`). Readers see committed exhibits only. What the
 * disk lost or changed is told by `DamagedRows`.
 */
export interface ChunkReader {
  /** Committed exhibits in order of `id`. */
  exhibits(): Promise<readonly ExhibitRow[]>;
  /** Segments of one exhibit in order. */
  segments(exhibit: number): Promise<readonly SegmentRow[]>;
  order(exhibit: number): Promise<OrderRow>;
  chunk(exhibit: number, segment: number, chunk: number): Promise<ChunkRow>;
  /** The postings of one bucket in all segments of an exhibit, in order of segments. */
  postings(exhibit: number, bucket: number): Promise<readonly PostingsRow[]>;
}

/** The writing side, used while an exhibit is staged. Every method is one bounded transaction. */
export interface ChunkWriter {
  /** @param id greater than those of all exhibits received before */
  createStaged(id: number, number: string, sha256: string): Promise<void>;
  putChunk(chunk: ChunkRow): Promise<void>;
  putSegment(segment: SegmentRow, postings: readonly PostingsRow[]): Promise<void>;
  /** Replaces two columns of a staged segment, once repeats and the order of members are known. */
  putMarks(exhibit: number, segment: number, marks: Pick<SegmentRow, 'flags' | 'member'>): Promise<void>;
  finishStaged(
    exhibit: number,
    done: {
      readonly order: OrderRow;
      readonly ledger: ExhibitLedger;
      readonly ledgerSha256: string;
      readonly parserVersions: readonly string[];
      readonly segments: number;
      readonly rows: number;
    },
  ): Promise<void>;
  /** Makes a staged exhibit visible: one transaction. */
  commit(exhibit: number): Promise<void>;
  /** Deletes everything of an exhibit. */
  discard(exhibit: number): Promise<void>;
  /** All exhibits, staged ones too. */
  all(): Promise<readonly ExhibitRow[]>;
}
