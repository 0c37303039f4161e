import type { NormalisedEvent } from '../../parsers/model/event.js';
import { SEGMENT_MAX_ROWS, type PostingsRow, type SegmentRow } from '../db/layout.js';
import { forEachSearchableText } from '../db/searchable-text.js';
import type { TokenHasher } from '../db/tokens.js';
import { ChunkBuilder, type ChunkContent, type RecordPlace } from './parse-chunk.js';
import { ColumnsBuilder } from './parse-columns.js';
import { PostingsBuilder } from './parse-postings.js';
import { TextIndexer } from './parse-texts.js';

/** One segment while it is built, without its number: columns, token index, and the chunks that are already complete. */
export class SegmentBuilder {
  readonly #columns = new ColumnsBuilder();
  readonly #postings = new PostingsBuilder();
  readonly #texts: TextIndexer;
  readonly #chunkStarts: number[] = [0];
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

  /** Closes the last chunk; `takeChunks` then gives the rest. */
  close(): void {
    if (this.#chunk.rows > 0) this.#complete.push(this.#chunk.finish());
  }

  finish(
    exhibit: number,
    segment: number,
  ): { readonly segment: SegmentRow; readonly postings: readonly PostingsRow[] } {
    return {
      segment: this.#columns.finish(exhibit, segment, this.#chunkStarts),
      postings: this.#postings.finish(exhibit, segment),
    };
  }

  #closeChunk(): void {
    this.#complete.push(this.#chunk.finish());
    this.#chunkStarts.push(this.rows);
  }
}
