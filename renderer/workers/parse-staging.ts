import type { NormalisedEvent } from '../../parsers/model/event.js';
import type { ChunkWriter } from '../db/chunk-store.js';
import type { TokenHasher } from '../db/tokens.js';
import type { ChunkContent, RecordPlace } from './parse-chunk.js';
import { SegmentBuilder, type SegmentContent } from './parse-segment.js';
import type { SegmentMarks } from './parse-messages.js';

export interface StagingOptions {
  /** Primary key of the staged exhibit. */
  readonly exhibit: number;
  readonly store: Pick<ChunkWriter, 'putChunk' | 'putSegment'>;
  readonly hasher: TokenHasher;
  /** Number of the next segment of the exhibit: without gaps over all workers. */
  nextSegment(): Promise<number>;
  /** What the coordinator needs of a segment that is stored. */
  onSegment(marks: SegmentMarks): void;
}

/** Where the events of one record went: the segment's number is known once `flush` has resolved. */
export interface StagedPlace {
  readonly segment: OpenSegment;
  readonly row: number;
}

/** A segment this worker began. Its number is asked for when it has something to store. */
export interface OpenSegment {
  number: number;
  /** Chunks stored so far. */
  chunks: number;
}

/** What a flush stores of one segment: chunks, and at its end all else. */
interface Portion {
  readonly segment: OpenSegment;
  readonly chunks: readonly ChunkContent[];
  readonly end: SegmentContent | null;
}

const NO_NUMBER = -1;

/** Takes events one record after the other and stores chunks and segments as they fill, one write ahead of the parsing. */
export class StagingWriter {
  readonly #options: StagingOptions;
  readonly #builder: SegmentBuilder;
  #portions: Portion[] = [];
  #current: OpenSegment = { number: NO_NUMBER, chunks: 0 };
  #writing: Promise<void> = Promise.resolve();

  constructor(options: StagingOptions) {
    this.#options = options;
    this.#builder = new SegmentBuilder(options.hasher);
  }

  add(place: RecordPlace, events: readonly NormalisedEvent[], value: unknown): StagedPlace {
    if (!this.#builder.hasRoom(events.length)) this.#endSegment();
    return { segment: this.#current, row: this.#builder.add(place, events, value) };
  }

  /** Numbers the segments and hands what is complete to the store. Waits for the writes of the flush before, not for its own. */
  async flush(): Promise<void> {
    if (this.#builder.rows > 0) {
      this.#portions.push({ segment: this.#current, chunks: this.#builder.takeChunks(), end: null });
    }
    const portions = this.#portions;
    this.#portions = [];
    for (const { segment } of portions) {
      if (segment.number === NO_NUMBER) segment.number = await this.#options.nextSegment();
    }
    await this.#writing;
    this.#writing = this.#write(portions);
    this.#writing.catch(() => undefined);
  }

  /** Stores everything that is left. */
  async finish(): Promise<void> {
    if (this.#builder.rows > 0) this.#endSegment();
    await this.flush();
    await this.#writing;
  }

  /** Resolves when no write is under way any more, whether it succeeded or not. */
  async settle(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  #endSegment(): void {
    const end = this.#builder.finish();
    this.#portions.push({ segment: this.#current, chunks: end.chunks, end });
    this.#current = { number: NO_NUMBER, chunks: 0 };
  }

  async #write(portions: readonly Portion[]): Promise<void> {
    const { exhibit, store } = this.#options;
    for (const { segment: open, chunks, end } of portions) {
      const segment = open.number;
      for (const content of chunks) {
        await store.putChunk({ exhibit, segment, chunk: open.chunks, ...content });
        open.chunks += 1;
      }
      if (end === null) continue;
      const postings = end.postings.map((bucket) => ({ exhibit, segment, ...bucket }));
      await store.putSegment({ exhibit, segment, ...end.columns }, postings);
      const { rows, timeMs, timeNs, flags, member, offset, chunkStarts } = end.columns;
      this.#options.onSegment({ segment, rows, timeMs, timeNs, flags, member, offset, chunkStarts });
    }
  }
}
