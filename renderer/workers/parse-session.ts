import type { ChunkWriter } from '../db/chunk-store.js';
import { BlockParser } from './parse-blocks.js';
import type { ParseAnswer, ParseRequest } from './parse-messages.js';

/**
 * The worker's side of the conversation with the coordinator. Requests are worked off one after the other; after a failure all
 * are passed over until the exhibit is abandoned, because what was parsed is no longer whole.
 */
export class ParseSession {
  readonly #store: Pick<ChunkWriter, 'putChunk' | 'putSegment'>;
  readonly #answer: (answer: ParseAnswer, transfer: readonly ArrayBuffer[]) => void;
  #parser: BlockParser | null = null;
  #failed = false;
  #working: Promise<void> = Promise.resolve();
  #segmentGiven: ((segment: number) => void) | null = null;

  constructor(
    store: Pick<ChunkWriter, 'putChunk' | 'putSegment'>,
    answer: (answer: ParseAnswer, transfer: readonly ArrayBuffer[]) => void,
  ) {
    this.#store = store;
    this.#answer = answer;
  }

  receive(request: ParseRequest): void {
    // An answer to a question asked in the middle of a block does not wait behind that block.
    if (request.type === 'segment-number') this.#segmentGiven?.(request.segment);
    else this.#working = this.#working.then(() => this.#handle(request)).catch(this.#fail);
  }

  async #handle(request: Exclude<ParseRequest, { readonly type: 'segment-number' }>): Promise<void> {
    switch (request.type) {
      case 'begin':
        this.#failed = false;
        this.#parser = this.#newParser(request.exhibit, request.tokenSeed);
        return;
      case 'block': {
        if (this.#failed) return;
        const report = await this.#begun.parse(request.formatId, request.block);
        const { keys } = report;
        this.#answer(
          { type: 'report', report },
          keys === null ? [] : Object.values(keys).map((column) => column.buffer),
        );
        return;
      }
      case 'finish':
        if (this.#failed) return;
        await this.#begun.finish();
        this.#end();
        return;
      case 'abandon':
        await this.#parser?.abandon();
        this.#end();
    }
  }

  get #begun(): BlockParser {
    if (this.#parser === null) throw new Error('no exhibit was begun');
    return this.#parser;
  }

  #newParser(exhibit: number, tokenSeed: string): BlockParser {
    return new BlockParser(this.#store, exhibit, tokenSeed, {
      nextSegment: () =>
        new Promise((resolve) => {
          this.#segmentGiven = resolve;
          this.#answer({ type: 'segment-wanted' }, []);
        }),
      onSegment: (marks) => {
        const { timeMs, timeNs, flags, member, offset, chunkStarts } = marks;
        const columns = [timeMs, timeNs, flags, member, offset, chunkStarts];
        this.#answer(
          { type: 'segment', marks },
          columns.map((column) => column.buffer),
        );
      },
    });
  }

  #end(): void {
    this.#parser = null;
    this.#answer({ type: 'ended' }, []);
  }

  readonly #fail = (error: unknown): void => {
    this.#failed = true;
    this.#answer({ type: 'failed', message: error instanceof Error ? error.message : String(error) }, []);
  };
}
