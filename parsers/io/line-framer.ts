import type { Block, RecordContext } from '../model/framing.js';
import { ByteWindow } from './byte-window.js';
import { byteOrderMarkLength, FLAW_TOO_LARGE, TOO_LARGE_KEPT, type Framer } from './framer.js';
import type { Limits } from './limits.js';

const LINE_FEED = 0x0a;
const BOM_BYTES = 3;

/** Cuts text into blocks at line ends; who parses a block splits it into lines. */
export class LineFramer implements Framer {
  readonly #window = new ByteWindow();
  readonly #member: number;
  readonly #context: RecordContext;
  readonly #limits: Limits;
  #blocks: Block[] = [];
  #started = false;
  /** Offset behind the last line end in the window. */
  #cutAt = 0;
  /** The line is too large: what follows up to its end is passed over. */
  #skipping = false;

  constructor(member: number, context: RecordContext, limits: Limits) {
    this.#member = member;
    this.#context = context;
    this.#limits = limits;
  }

  push(chunk: Uint8Array): readonly Block[] {
    const last = chunk.lastIndexOf(LINE_FEED);
    if (last >= 0) this.#cutAt = this.#window.end + last + 1;
    this.#window.append(chunk);
    if (this.#skipLine() && this.#skipMark(false)) this.#cut();
    return this.#take();
  }

  finish(): readonly Block[] {
    if (this.#skipLine() && this.#skipMark(true)) this.#emit(this.#window.end);
    return this.#take();
  }

  takeProblems(): readonly [] {
    return [];
  }

  /** Passes over the byte-order mark; false while it may be incomplete. */
  #skipMark(final: boolean): boolean {
    if (this.#started) return true;
    if (!final && this.#window.end < BOM_BYTES) return false;
    this.#started = true;
    this.#window.drop(byteOrderMarkLength(this.#window.bytes));
    return true;
  }

  #cut(): void {
    const { blockBytes, recordBytes } = this.#limits;
    while (this.#window.end - this.#window.base >= blockBytes) {
      const { base, end, bytes } = this.#window;
      if (this.#cutAt > base) {
        const before = bytes.lastIndexOf(LINE_FEED, blockBytes);
        this.#emit(base + 1 + (before < 0 ? bytes.indexOf(LINE_FEED, blockBytes) : before));
      } else if (end - base > recordBytes) {
        this.#startSkipping();
        return;
      } else return;
    }
  }

  #emit(end: number): void {
    const offset = this.#window.base;
    if (end === offset) return;
    const bytes = this.#window.copy(offset, end);
    this.#add(offset, bytes, null);
    this.#window.drop(end);
  }

  #startSkipping(): void {
    const offset = this.#window.base;
    const bytes = this.#window.copy(offset, Math.min(this.#window.end, offset + TOO_LARGE_KEPT));
    this.#add(offset, bytes, Uint32Array.of(0, bytes.length, this.#window.lineAt(offset), FLAW_TOO_LARGE));
    this.#skipping = true;
    this.#window.drop(this.#window.end);
  }

  /** Passes over the rest of a line that is too large; false while it goes on. */
  #skipLine(): boolean {
    if (!this.#skipping) return true;
    const lineEnd = this.#window.bytes.indexOf(LINE_FEED);
    this.#skipping = lineEnd < 0;
    this.#window.drop(lineEnd < 0 ? this.#window.end : this.#window.base + lineEnd + 1);
    return !this.#skipping;
  }

  #add(offset: number, bytes: Uint8Array<ArrayBuffer>, records: Uint32Array<ArrayBuffer> | null): void {
    const firstLine = this.#window.lineAt(offset);
    this.#blocks.push({ member: this.#member, offset, bytes, firstLine, records, context: this.#context });
  }

  #take(): readonly Block[] {
    const blocks = this.#blocks;
    this.#blocks = [];
    return blocks;
  }
}
