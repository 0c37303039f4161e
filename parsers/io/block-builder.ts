import type { Block, RecordContext } from '../model/framing.js';
import type { ByteWindow } from './byte-window.js';
import { FLAW_TOO_LARGE, TOO_LARGE_KEPT } from './framer.js';
import type { Limits } from './limits.js';

/** Bytes between two records that are carried along rather than starting a new block. */
const LARGEST_GAP = 64 * 1024;

/** Gathers records that a framer has found into blocks. */
export class BlockBuilder {
  readonly #window: ByteWindow;
  readonly #member: number;
  readonly #blockBytes: number;
  #records: number[] = [];
  #start = 0;
  #end = 0;
  #firstLine = 1;
  #context: RecordContext | null = null;
  #blocks: Block[] = [];

  constructor(window: ByteWindow, member: number, blockBytes: number) {
    this.#window = window;
    this.#member = member;
    this.#blockBytes = blockBytes;
  }

  /** Offset of the first byte that must stay in the window. */
  neededFrom(otherwise: number): number {
    return this.#records.length === 0 ? otherwise : Math.min(this.#start, otherwise);
  }

  add(start: number, end: number, line: number, flaw: number, context: RecordContext): void {
    if (this.#records.length > 0 && (context !== this.#context || start - this.#end > LARGEST_GAP)) this.flush();
    if (this.#records.length === 0) {
      this.#start = start;
      this.#firstLine = line;
      this.#context = context;
    }
    this.#records.push(start - this.#start, end - start, line, flaw);
    // A record may span those behind it.
    this.#end = this.#records.length > 4 ? Math.max(this.#end, end) : end;
    if (this.#end - this.#start >= this.#blockBytes) this.flush();
  }

  /** Lets go of the bytes before `from` that no record at hand needs, once they are most of the window. */
  release(from: number): void {
    const needed = this.neededFrom(from);
    if (needed - this.#window.base > this.#window.end - needed) this.#window.drop(needed);
  }

  /** A record that is larger than the limit, of which only the beginning is kept, as a block of its own. */
  addBeginning(start: number, { recordBytes }: Limits, context: RecordContext): void {
    const kept = this.#window.copy(start, start + Math.min(TOO_LARGE_KEPT, recordBytes));
    this.addTooLarge(start, kept, this.#window.lineAt(start), context);
  }

  /** A record whose bytes are no longer in the window, as a block of its own. */
  addTooLarge(start: number, kept: Uint8Array<ArrayBuffer>, line: number, context: RecordContext): void {
    this.flush();
    const records = Uint32Array.of(0, kept.length, line, FLAW_TOO_LARGE);
    this.#blocks.push({ member: this.#member, offset: start, bytes: kept, firstLine: line, records, context });
  }

  flush(): void {
    if (this.#records.length === 0 || this.#context === null) return;
    this.#blocks.push({
      member: this.#member,
      offset: this.#start,
      bytes: this.#window.copy(this.#start, this.#end),
      firstLine: this.#firstLine,
      records: Uint32Array.from(this.#records),
      context: this.#context,
    });
    this.#records = [];
  }

  take(): readonly Block[] {
    const blocks = this.#blocks;
    this.#blocks = [];
    return blocks;
  }
}
