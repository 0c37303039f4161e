import type { Block, RecordContext, ZeekHeader } from '../model/framing.js';
import { BlockBuilder } from './block-builder.js';
import { ByteWindow } from './byte-window.js';
import { byteOrderMarkLength, FLAW_NONE, type Framer } from './framer.js';
import type { Limits } from './limits.js';
import { withHeaderLine } from './zeek-header.js';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const HASH = 0x23;
const BOM_BYTES = 3;

/** Cuts a Zeek log into its lines of values. Logs that were put together have several headers: each holds for what follows it. */
export class ZeekFramer implements Framer {
  readonly #window = new ByteWindow();
  readonly #builder: BlockBuilder;
  readonly #limits: Limits;
  #context: RecordContext;
  #header: ZeekHeader | null = null;
  /** The header of the context at hand. */
  #taken: ZeekHeader | null = null;
  #started = false;
  #position = 0;
  #searchedTo = 0;

  constructor(member: number, context: RecordContext, limits: Limits) {
    this.#context = context;
    this.#limits = limits;
    this.#builder = new BlockBuilder(this.#window, member, limits.blockBytes);
  }

  push(chunk: Uint8Array): readonly Block[] {
    this.#window.append(chunk);
    if (this.#started || this.#window.end >= BOM_BYTES) this.#scan(false);
    if (this.#window.end - this.#position > this.#limits.recordBytes) this.#giveUp();
    this.#builder.release(this.#position);
    return this.#builder.take();
  }

  finish(): readonly Block[] {
    this.#scan(true);
    this.#builder.flush();
    return this.#builder.take();
  }

  takeProblems(): readonly [] {
    return [];
  }

  #scan(isFinal: boolean): void {
    const window = this.#window;
    if (!this.#started) {
      this.#started = true;
      this.#position = byteOrderMarkLength(window.bytes);
    }
    while (this.#position < window.end) {
      const from = Math.max(this.#position, this.#searchedTo) - window.base;
      const found = window.bytes.indexOf(LINE_FEED, from);
      this.#searchedTo = window.end;
      if (found < 0 && !isFinal) return;
      const end = found < 0 ? window.end : window.base + found;
      this.#line(this.#position, end > this.#position && window.at(end - 1) === RETURN ? end - 1 : end);
      this.#position = found < 0 ? end : end + 1;
      this.#searchedTo = this.#position;
    }
  }

  #line(from: number, to: number): void {
    if (from === to) return;
    if (this.#window.at(from) !== HASH) {
      this.#takeHeader();
      this.#builder.add(from, to, this.#window.lineAt(from), FLAW_NONE, this.#context);
      return;
    }
    const line = new TextDecoder().decode(this.#window.copy(from, to));
    this.#header = withHeaderLine(this.#header, line);
  }

  /** Lines under the same header share one context, so that they share blocks. */
  #takeHeader(): void {
    if (this.#header === this.#taken) return;
    this.#taken = this.#header;
    this.#context = { ...this.#context, framing: { kind: 'zeek', header: this.#header } };
  }

  #giveUp(): void {
    this.#builder.addBeginning(this.#position, this.#limits, this.#context);
    this.#position = this.#window.end;
  }
}
