import type { NormalisedEvent } from '../../parsers/model/event.js';
import { SEGMENT_MAX_ROWS, type SegmentRow } from '../db/layout.js';
import { forEachSearchableText } from '../db/searchable-text.js';
import type { TokenHasher } from '../db/tokens.js';
import { ChunkBuilder, type ChunkContent, type RecordPlace } from './parse-chunk.js';
import { ColumnsBuilder } from './parse-columns.js';
import { PostingsBuilder, type PostingsContent } from './parse-postings.js';
import { TextIndexer } from './parse-texts.js';

/** A segment before its key is known, and those of its chunks that were not taken before. */
export interface SegmentContent {
  readonly chunks: readonly ChunkContent[];
  readonly columns: Omit<SegmentRow, 'exhibit' | 'segment'>;
  readonly postings: readonly PostingsContent[];
}

/** One segment after the other while it is built: columns, token index, and the chunks that are already complete. */
export class SegmentBuilder {
  readonly #columns = new ColumnsBuilder();
  readonly #postings = new PostingsBuilder();
  readonly #texts: TextIndexer;
  #chunkStarts: number[] = [0];
  readonly #chunk = new ChunkBuilder();
  #complete: ChunkContent[] = [];

  constructor(hasher: TokenHasher) {
    this.#texts = new TextIndexer(hasher, this.#postings);
  }

  get rows(): number {
    return this.#columns.rows;
  }

  /** Whether a record with so many events still fits: the events of a record are never split over segments. */
  hasRoom(events: number): boolean {
    return this.rows === 0 || (this.rows + events <= SEGMENT_MAX_ROWS && !this.#postings.isFull);
  }

  /** Adds all events of one record; `value` is the decoded record. Answers the first row. */
  add(place: RecordPlace, events: readonly NormalisedEvent[], value: unknown): number {
    const first = this.rows;
    for (const [index, event] of events.entries()) {
      if (!this.#chunk.hasRoom(place)) this.#closeChunk();
      this.#chunk.add(place, index, event.path ?? '');
      this.#columns.add(place, event);
      forEachSearchableText({ value, path: event.path, fields: event.fields }, this.#texts.add);
      // `exhibit.format` is a field like the others; copying all of them to add it costs more than all else here.
      this.#texts.add(place.format);
      this.#texts.endRow();
    }
    return first;
  }

  /** Chunks completed since the last call, in order. */
  takeChunks(): readonly ChunkContent[] {
    const complete = this.#complete;
    this.#complete = [];
    return complete;
  }

  /** Takes out what is left; the next record begins a new segment. */
  finish(): SegmentContent {
    if (this.#chunk.rows > 0) this.#complete.push(this.#chunk.finish());
    const content = {
      chunks: this.takeChunks(),
      columns: { ...this.#columns.finish(), chunkStarts: Uint32Array.from(this.#chunkStarts) },
      postings: this.#postings.finish(),
    };
    this.#chunkStarts = [0];
    return content;
  }

  #closeChunk(): void {
    this.#complete.push(this.#chunk.finish());
    this.#chunkStarts.push(this.rows);
  }
}
