import { parseBlock, type BlockRecord } from '../../parsers/parse-block.js';
import type { NormalisedEvent, ProblemCode, RecordProblem } from '../../parsers/model/event.js';
import type { Block } from '../../parsers/model/framing.js';
import type { Problem } from '../../parsers/model/ledger.js';
import { FORMATS } from '../../parsers/registry.js';
import type { ChunkWriter } from '../db/chunk-store.js';
import { SEGMENT_MAX_ROWS } from '../db/layout.js';
import { TokenHasher } from '../db/tokens.js';
import type { RecordPlace } from './parse-chunk.js';
import { KeysBuilder } from './parse-keys.js';
import type { BlockReport } from './parse-messages.js';
import { StagingWriter, type StagingOptions } from './parse-staging.js';

/** Complaints of one block that are reported in full: as many as the ledger of a member shows. */
const PROBLEMS_REPORTED = 100;

/** Parses blocks of one exhibit into staged segments. One block at a time. */
export class BlockParser {
  readonly #hasher: TokenHasher;
  readonly #staging: StagingWriter;

  constructor(
    store: Pick<ChunkWriter, 'putChunk' | 'putSegment'>,
    exhibit: number,
    tokenSeed: string,
    events: Pick<StagingOptions, 'nextSegment' | 'onSegment'>,
  ) {
    this.#hasher = new TokenHasher(tokenSeed);
    this.#staging = new StagingWriter({ exhibit, store, hasher: this.#hasher, ...events });
  }

  async parse(formatId: string, block: Block): Promise<BlockReport> {
    const count = new BlockCount(block);
    parseBlock(FORMATS, formatId, block, (record) => this.#take(record, block, count));
    await this.#staging.flush();
    return count.report(this.#hasher);
  }

  /** Stores everything that is left. */
  finish(): Promise<void> {
    return this.#staging.finish();
  }

  /** Resolves when no write is under way any more. */
  abandon(): Promise<void> {
    return this.#staging.settle();
  }

  #take({ start, length, line, format, value, result }: BlockRecord, block: Block, count: BlockCount): void {
    const { member, bytes, context } = block;
    const raw = bytes.subarray(start, start + length);
    const place: RecordPlace = { member, offset: block.offset + start, raw, line, format, context };
    if (result.kind === 'rejected') {
      count.reject(place, result);
      return;
    }
    const { events, producerKey, problems = [] } = result;
    if (events.length > SEGMENT_MAX_ROWS) {
      count.reject(place, {
        code: 'too-large',
        reason: `The record holds ${events.length} events; ${SEGMENT_MAX_ROWS} are read.`,
      });
      return;
    }
    const staged = events.length === 0 ? null : this.#staging.add(place, events, value);
    count.take(place, events, problems);
    if (producerKey !== undefined) count.keys.add(producerKey.key, place, staged, events.length);
  }
}

/** What is counted while a block is parsed. */
class BlockCount {
  readonly keys = new KeysBuilder();
  readonly #member: number;
  readonly #formats = new Set<string>();
  readonly #problems: Problem[] = [];
  #problemCount = 0;
  readonly #problemKinds = new Map<ProblemCode, number>();
  #records = 0;
  #rejected = 0;
  #events = 0;
  #undated = 0;

  constructor({ member }: Block) {
    this.#member = member;
  }

  take(place: RecordPlace, events: readonly NormalisedEvent[], problems: readonly RecordProblem[]): void {
    this.#formats.add(place.format);
    this.#records += 1;
    this.#events += events.length;
    if (events.length > 0 && events.every(({ time }) => time === null)) this.#undated += 1;
    for (const problem of problems) this.#complain(place, problem);
  }

  reject(place: RecordPlace, problem: RecordProblem): void {
    this.#records += 1;
    this.#rejected += 1;
    this.#complain(place, problem);
  }

  report(hasher: TokenHasher): BlockReport {
    return {
      member: this.#member,
      formats: [...this.#formats],
      records: this.#records,
      rejected: this.#rejected,
      events: this.#events,
      undated: this.#undated,
      problems: this.#problems,
      problemCount: this.#problemCount,
      problemKinds: [...this.#problemKinds].map(([code, count]) => ({ code, count })),
      keys: this.keys.finish(hasher),
    };
  }

  #complain({ line, offset }: RecordPlace, { code, reason }: RecordProblem): void {
    this.#problemCount += 1;
    this.#problemKinds.set(code, (this.#problemKinds.get(code) ?? 0) + 1);
    if (this.#problems.length < PROBLEMS_REPORTED)
      this.#problems.push({ line: line > 0 ? line : null, offset, code, reason });
  }
}
