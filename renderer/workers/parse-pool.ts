import type { Block } from '../../parsers/model/framing.js';
import type { BlockReport, SegmentMarks } from './parse-messages.js';

/** What a lane tells the coordinator beside its reports. */
export interface LaneEvents {
  /** Number of the exhibit's next segment. */
  nextSegment(): number;
  onSegment(marks: SegmentMarks): void;
}

/** One parse worker, or a parser in this thread. */
export interface ParseLane {
  begin(exhibit: number, tokenSeed: string, events: LaneEvents): void;
  /** Resolves when the block is parsed. Blocks may be handed over before the one before is done. */
  parse(formatId: string, block: Block): Promise<BlockReport>;
  /** Stores what is left of the exhibit. */
  finish(): Promise<void>;
  /** Forgets the exhibit; resolves when nothing more is written for it. */
  abandon(): Promise<void>;
}

/** Blocks a lane holds at a time: one being parsed, one waiting, so that it never idles. */
const BLOCKS_PER_LANE = 2;

/** Hands blocks to the least busy lane; a full pool makes the reader wait. */
export class ParsePool {
  readonly #lanes: readonly { readonly lane: ParseLane; readonly running: Set<Promise<void>> }[];
  readonly #onReport: (report: BlockReport) => void;
  #failure: unknown = null;
  #failed = false;

  constructor(lanes: readonly ParseLane[], onReport: (report: BlockReport) => void) {
    this.#lanes = lanes.map((lane) => ({ lane, running: new Set() }));
    this.#onReport = onReport;
  }

  /** Resolves when a lane took the block. Rejects when any lane has failed. */
  async parse(formatId: string, block: Block): Promise<void> {
    let free = this.#freeLane();
    while (free === null) {
      await Promise.race(this.#lanes.flatMap(({ running }) => [...running]));
      free = this.#freeLane();
    }
    if (this.#failed) throw this.#failure;
    const { lane, running } = free;
    const done: Promise<void> = lane
      .parse(formatId, block)
      .then(this.#onReport, this.#fail)
      .finally(() => running.delete(done));
    running.add(done);
  }

  /** Waits for all blocks and stores what the lanes still hold. */
  async finish(): Promise<void> {
    await this.#settle();
    if (this.#failed) throw this.#failure;
    await Promise.all(this.#lanes.map(({ lane }) => lane.finish()));
  }

  /** Waits until nothing more is written; failures are of no interest any more. */
  async abandon(): Promise<void> {
    await this.#settle();
    await Promise.all(this.#lanes.map(({ lane }) => lane.abandon()));
  }

  #freeLane(): { readonly lane: ParseLane; readonly running: Set<Promise<void>> } | null {
    const least = this.#lanes.reduce((a, b) => (b.running.size < a.running.size ? b : a));
    return least.running.size < BLOCKS_PER_LANE ? least : null;
  }

  async #settle(): Promise<void> {
    await Promise.all(this.#lanes.flatMap(({ running }) => [...running]));
  }

  readonly #fail = (error: unknown): void => {
    if (!this.#failed) this.#failure = error;
    this.#failed = true;
  };
}
