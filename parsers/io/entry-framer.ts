import type { Block, RecordContext } from '../model/framing.js';
import { BlockBuilder } from './block-builder.js';
import { ByteWindow } from './byte-window.js';
import type { EntryRule } from './entry-rules.js';
import { byteOrderMarkLength, FLAW_NONE, FLAW_TRUNCATED, type Framer } from './framer.js';
import type { Limits } from './limits.js';

const BOM_BYTES = 3;

/** Cuts a member into records of several lines, or elements, by a rule. */
export class EntryFramer implements Framer {
  readonly #window = new ByteWindow();
  readonly #builder: BlockBuilder;
  readonly #context: RecordContext;
  readonly #limits: Limits;
  readonly #rule: EntryRule;
  #started = false;
  /** Offset in the member behind the last record. */
  #position = 0;
  /** The rule is asked again only where there are this many bytes: looking at a long record costs as much as reading it. */
  #wanted = 0;

  constructor(member: number, context: RecordContext, limits: Limits, rule: EntryRule) {
    this.#context = context;
    this.#limits = limits;
    this.#rule = rule;
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
    if (isFinal) this.#wanted = 0;
    while (this.#position < window.end && window.end - this.#position >= this.#wanted) {
      const rest = window.bytes.subarray(this.#position - window.base);
      const cut = this.#rule(rest, isFinal);
      if (cut === null || (cut.next === 0 && cut.from === cut.to)) {
        this.#wanted = rest.length * 2;
        return;
      }
      this.#wanted = 0;
      if (cut.to > cut.from) {
        const flaw = cut.isTruncated === true ? FLAW_TRUNCATED : FLAW_NONE;
        const line = window.lineAt(this.#position + cut.at);
        this.#builder.add(this.#position + cut.from, this.#position + cut.to, line, flaw, this.#context);
      }
      this.#position += cut.next;
    }
  }

  /** A record that is larger than the limit: its beginning is kept, reading goes on behind what was read. */
  #giveUp(): void {
    this.#builder.addBeginning(this.#position, this.#limits, this.#context);
    this.#position = this.#window.end;
    this.#wanted = 0;
  }
}
