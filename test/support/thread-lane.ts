import type { Block } from '../../parsers/model/framing.js';
import type { ChunkWriter } from '../../renderer/db/chunk-store.js';
import { BlockParser } from '../../renderer/workers/parse-blocks.js';
import type { BlockReport } from '../../renderer/workers/parse-messages.js';
import type { LaneEvents, ParseLane } from '../../renderer/workers/parse-pool.js';

/** A parse lane in this thread, over any store: what a parse worker does, without the worker. */
export class ThreadLane implements ParseLane {
  readonly #store: ChunkWriter;
  #parser: BlockParser | null = null;
  #working: Promise<unknown> = Promise.resolve();

  constructor(store: ChunkWriter) {
    this.#store = store;
  }

  begin(exhibit: number, tokenSeed: string, events: LaneEvents): void {
    this.#parser = new BlockParser(this.#store, exhibit, tokenSeed, {
      nextSegment: async () => events.nextSegment(),
      onSegment: (marks) => events.onSegment(marks),
    });
  }

  parse(formatId: string, block: Block): Promise<BlockReport> {
    const report = this.#working.then(() => this.#parser!.parse(formatId, block));
    this.#working = report.catch(() => undefined);
    return report;
  }

  finish(): Promise<void> {
    return this.#parser!.finish();
  }

  async abandon(): Promise<void> {
    await this.#parser?.abandon();
  }
}
