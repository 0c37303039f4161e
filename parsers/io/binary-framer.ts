import type { Block, RecordContext } from '../model/framing.js';
import type { Problem } from '../model/ledger.js';
import { BlockBuilder } from './block-builder.js';
import { ByteWindow } from './byte-window.js';
import { CRIU_HEADER } from './criu.js';
import { FLAW_NONE, FLAW_TRUNCATED, type Framer } from './framer.js';
import type { Limits } from './limits.js';

/** Shortest run of printable characters that counts as text in memory. */
export const SHORTEST_TEXT = 8;
/** A run that is longer is cut here. */
const LONGEST_TEXT = 4096;

/** Cuts a CRIU image into its entries: a length of four bytes, then the entry. */
export class CriuFramer implements Framer {
  readonly #window = new ByteWindow();
  readonly #builder: BlockBuilder;
  readonly #context: RecordContext;
  readonly #limits: Limits;
  #at = CRIU_HEADER;
  #tooLarge = false;

  constructor(member: number, context: RecordContext, limits: Limits) {
    this.#context = context;
    this.#limits = limits;
    this.#builder = new BlockBuilder(this.#window, member, limits.blockBytes);
  }

  push(chunk: Uint8Array): readonly Block[] {
    if (this.#tooLarge) return [];
    this.#window.append(chunk);
    this.#cut();
    this.#window.drop(Math.min(this.#builder.neededFrom(this.#at), this.#window.end));
    return this.#builder.take();
  }

  finish(): readonly Block[] {
    const { end } = this.#window;
    if (!this.#tooLarge && end > this.#at)
      this.#builder.add(Math.min(this.#at + 4, end - 1), end, 0, FLAW_TRUNCATED, this.#context);
    this.#builder.flush();
    return this.#builder.take();
  }

  takeProblems(): readonly Problem[] {
    return [];
  }

  #cut(): void {
    while (this.#at + 4 <= this.#window.end) {
      const byte = (place: number): number => this.#window.at(this.#at + place);
      const length = byte(0) + byte(1) * 0x100 + byte(2) * 0x10000 + byte(3) * 0x1000000;
      const start = this.#at + 4;
      if (length > this.#limits.recordBytes) {
        const kept = this.#window.copy(start, Math.min(this.#window.end, start + 64));
        this.#builder.addTooLarge(start, kept, 0, this.#context);
        this.#tooLarge = true;
        return;
      }
      if (start + length > this.#window.end) return;
      this.#builder.add(start, start + length, 0, FLAW_NONE, this.#context);
      this.#at = start + length;
    }
  }
}

/** Finds the runs of printable ASCII in memory; what lies between them is no record. */
export class MemoryFramer implements Framer {
  readonly #window = new ByteWindow();
  readonly #builder: BlockBuilder;
  /** One context for every run of pages, by where it ends in the file. */
  readonly #contexts: readonly { readonly end: number; readonly context: RecordContext }[];
  #range = 0;
  #position = 0;
  #runStart = -1;

  constructor(member: number, context: RecordContext, limits: Limits) {
    const { fields = {}, memory = { ranges: [] } } = context.bundle ?? {};
    const known = memory.ranges.map(({ end, region }) => ({
      end,
      context: { ...context, bundle: { fields, region } },
    }));
    this.#contexts = [...known, { end: Number.POSITIVE_INFINITY, context: { ...context, bundle: { fields } } }];
    this.#builder = new BlockBuilder(this.#window, member, limits.blockBytes);
  }

  push(chunk: Uint8Array): readonly Block[] {
    this.#window.append(chunk);
    const { end } = this.#window;
    for (; this.#position < end; this.#position++) {
      const byte = this.#window.at(this.#position);
      const isText = (byte >= 0x20 && byte < 0x7f) || byte === 0x09;
      if (isText && this.#runStart < 0) this.#runStart = this.#position;
      else if (!isText && this.#runStart >= 0) this.#endRun(this.#position);
      else if (isText && this.#position - this.#runStart >= LONGEST_TEXT) {
        this.#endRun(this.#position);
        this.#runStart = this.#position;
      }
    }
    this.#window.drop(this.#builder.neededFrom(this.#runStart < 0 ? this.#position : this.#runStart));
    return this.#builder.take();
  }

  finish(): readonly Block[] {
    if (this.#runStart >= 0) this.#endRun(this.#position);
    this.#builder.flush();
    return this.#builder.take();
  }

  takeProblems(): readonly Problem[] {
    return [];
  }

  #endRun(end: number): void {
    const start = this.#runStart;
    this.#runStart = -1;
    if (end - start < SHORTEST_TEXT) return;
    while (this.#contexts[this.#range]!.end <= start) this.#range++;
    this.#builder.add(start, end, 0, FLAW_NONE, this.#contexts[this.#range]!.context);
  }
}
