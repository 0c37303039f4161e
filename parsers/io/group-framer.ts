import type { Block, RecordContext } from '../model/framing.js';
import { BlockBuilder } from './block-builder.js';
import { ByteWindow } from './byte-window.js';
import { byteOrderMarkLength, FLAW_JOINED, FLAW_NONE, TOO_LARGE_KEPT, type Framer } from './framer.js';
import type { GroupRule } from './group-rules.js';
import type { Limits } from './limits.js';
import { isBlankLine } from './split-block.js';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const BOM_BYTES = 3;

/** Lines of others between two lines of a group: writers that share a log mix their lines, but not far. */
const LARGEST_GAP = 32;
/** Lines and bytes of a group, those of others between them included. */
const MOST_LINES = 1024;
const MOST_BYTES = 4 * 1024 * 1024;

interface Line {
  readonly from: number;
  /** Behind the last byte of the group, line end left out. */
  to: number;
  readonly line: number;
  readonly number: number;
  /** Number of the group's last line so far. */
  last: number;
  readonly key: string | null;
  isJoined: boolean;
  isOpen: boolean;
}

/**
 * Cuts a log into lines of which some belong together. The record of a group's first line spans all of them, so that it can
 * be read alone; its further lines are records of their own that give no event (`FLAW_JOINED`). Lines of others between them are
 * spanned too, and records of their own.
 */
export class GroupFramer implements Framer {
  readonly #window = new ByteWindow();
  readonly #builder: BlockBuilder;
  readonly #context: RecordContext;
  readonly #limits: Limits;
  readonly #rule: GroupRule;
  /** One for all lines: making one takes longer than reading a line. */
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #queue: Line[] = [];
  /** Groups that wait for further lines. */
  readonly #open = new Map<string, Line>();
  #started = false;
  /** Offset behind the last line that was read. */
  #position = 0;
  /** No line end lies between `#position` and here. */
  #searched = 0;
  #line = 1;
  #number = 0;
  #skipping = false;

  constructor(member: number, context: RecordContext, limits: Limits, rule: GroupRule) {
    this.#context = context;
    this.#limits = limits;
    this.#rule = rule;
    this.#builder = new BlockBuilder(this.#window, member, limits.blockBytes);
  }

  push(chunk: Uint8Array): readonly Block[] {
    this.#window.append(chunk);
    if (this.#started || this.#window.end >= BOM_BYTES) this.#scan(false);
    if (this.#window.end - this.#position > this.#limits.recordBytes) this.#giveUp();
    this.#builder.release(this.#queue[0]?.from ?? this.#position);
    return this.#builder.take();
  }

  finish(): readonly Block[] {
    this.#scan(true);
    this.#hand(true);
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
      this.#searched = this.#position;
    }
    while (this.#position < window.end) {
      const found = window.bytes.indexOf(LINE_FEED, this.#searched - window.base);
      if (found < 0 && !isFinal) {
        this.#searched = window.end;
        return;
      }
      const end = found < 0 ? window.end : window.base + found;
      if (this.#skipping) this.#skipping = false;
      else this.#take(this.#position, end > this.#position && window.at(end - 1) === RETURN ? end - 1 : end);
      this.#line++;
      this.#position = Math.min(end + 1, window.end);
      this.#searched = this.#position;
      this.#hand(false);
    }
  }

  #take(from: number, to: number): void {
    const text = this.#decoder.decode(this.#window.bytes.subarray(from - this.#window.base, to - this.#window.base));
    if (isBlankLine(text) || this.#rule.isNone?.(text) === true) return;
    const part = this.#rule.partOf(text);
    const number = this.#number++;
    const lead = part === null ? undefined : this.#open.get(part.key);
    const isJoined = lead !== undefined && this.#reaches(lead, number, to);
    if (lead !== undefined && !isJoined) this.#close(lead);
    if (isJoined) {
      lead.to = to;
      lead.last = number;
      if (part?.part !== 'more') this.#close(lead);
    }
    const isOpen = !isJoined && part?.part === 'more';
    const key = part?.key ?? null;
    const line: Line = { from, to, line: this.#line, number, last: number, key, isJoined, isOpen };
    if (isOpen && part !== null) this.#open.set(part.key, line);
    this.#queue.push(line);
  }

  #reaches(lead: Line, number: number, to: number): boolean {
    return number - lead.last <= LARGEST_GAP + 1 && number - lead.number < MOST_LINES && to - lead.from <= MOST_BYTES;
  }

  #close(lead: Line): void {
    lead.isOpen = false;
    if (lead.key !== null && this.#open.get(lead.key) === lead) this.#open.delete(lead.key);
  }

  /** Hands over the lines at the front that wait for nothing. */
  #hand(isFinal: boolean): void {
    let count = 0;
    for (const line of this.#queue) {
      if (line.isOpen && !isFinal && this.#reaches(line, this.#number, this.#position)) break;
      this.#close(line);
      const flaw = line.isJoined ? FLAW_JOINED : FLAW_NONE;
      this.#builder.add(line.from, line.to, line.line, flaw, this.#context);
      count++;
    }
    if (count > 0) this.#queue = this.#queue.slice(count);
  }

  /** A line that is larger than the limit: its beginning is kept, its rest passed over. */
  #giveUp(): void {
    const start = this.#position;
    if (!this.#skipping) {
      this.#hand(true);
      const kept = this.#window.copy(start, start + Math.min(TOO_LARGE_KEPT, this.#limits.recordBytes));
      this.#builder.addTooLarge(start, kept, this.#line, this.#context);
    }
    this.#skipping = true;
    this.#position = this.#window.end;
    this.#searched = this.#position;
  }
}
