import type { NormalisedEvent } from '../../parsers/model/event.js';
import type { ChunkWriter } from '../db/chunk-store.js';
import type { TokenHasher } from '../db/tokens.js';
import type { ChunkContent, RecordPlace } from './parse-chunk.js';
import { SegmentBuilder } from './parse-segment.js';
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
  readonly builder: SegmentBuilder;
  number: number;
  chunks: number;
}

const NO_NUMBER = -1;

/** Takes events one record after the other and stores chunks and segments as they fill, one write ahead of the parsing. */
export class StagingWriter {
  readonly #options: StagingOptions;
  #full: OpenSegment[] = [];
  #current: OpenSegment;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: StagingOptions) {
    this.#options = options;
    this.#current = this.#open();
  }

  add(place: RecordPlace, events: readonly NormalisedEvent[], value: unknown): StagedPlace {
    if (!this.#current.builder.hasRoom(events.length)) {
      this.#full.push(this.#current);
      this.#current = this.#open();
    }
    return { segment: this.#current, row: this.#current.builder.add(place, events, value) };
  }

  /** Numbers the segments and hands complete chunks to the store. Waits for the writes of the flush before, not for its own. */
  async flush(): Promise<void> {
    const full = this.#full;
    this.#full = [];
    for (const segment of full) await this.#number(segment);
    if (this.#current.builder.rows > 0) await this.#number(this.#current);
    const current = this.#current;
    const chunks = current.builder.takeChunks();
    await this.#writing;
    this.#writing = this.#write(full, current, chunks);
    this.#writing.catch(() => undefined);
  }

  /** Stores everything that is left. */
  async finish(): Promise<void> {
    if (this.#current.builder.rows > 0) this.#full.push(this.#current);
    this.#current = this.#open();
    await this.flush();
    await this.#writing;
  }

  /** Resolves when no write is under way any more, whether it succeeded or not. */
  async settle(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  #open(): OpenSegment {
    return { builder: new SegmentBuilder(this.#options.hasher), number: NO_NUMBER, chunks: 0 };
  }

  async #number(segment: OpenSegment): Promise<void> {
    if (segment.number === NO_NUMBER) segment.number = await this.#options.nextSegment();
  }

  async #write(full: readonly OpenSegment[], current: OpenSegment, chunks: readonly ChunkContent[]): Promise<void> {
    for (const open of full) {
      open.builder.close();
      await this.#putChunks(open, open.builder.takeChunks());
      const { segment, postings } = open.builder.finish(this.#options.exhibit, open.number);
      await this.#options.store.putSegment(segment, postings);
      const { rows, timeMs, timeNs, flags, member, offset, chunkStarts } = segment;
      this.#options.onSegment({ segment: open.number, rows, timeMs, timeNs, flags, member, offset, chunkStarts });
    }
    await this.#putChunks(current, chunks);
  }

  async #putChunks(open: OpenSegment, chunks: readonly ChunkContent[]): Promise<void> {
    for (const content of chunks) {
      const chunk = open.chunks;
      open.chunks += 1;
      await this.#options.store.putChunk({ exhibit: this.#options.exhibit, segment: open.number, chunk, ...content });
    }
  }
}
