import type { Block, RecordContext } from '../model/framing.js';
import { BlockBuilder } from './block-builder.js';
import { ByteWindow } from './byte-window.js';
import { csvFields } from './csv-row.js';
import { byteOrderMarkLength, FLAW_DAMAGED, FLAW_NONE, FLAW_TRUNCATED, type Framer } from './framer.js';
import type { Limits } from './limits.js';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const QUOTE = 0x22;
const BOM_BYTES = 3;

/**
 * Cuts CSV into rows. The header is none, wherever files put together repeat it. A quote that nothing closes would swallow the rest of the file: where a field in quotes over several
 * lines goes on in a way that no writer writes, its first line is one damaged row and reading goes on with the second.
 */
export class CsvFramer implements Framer {
  readonly #window = new ByteWindow();
  readonly #builder: BlockBuilder;
  readonly #context: RecordContext;
  readonly #limits: Limits;
  readonly #delimiter: number;
  readonly #columns: number;
  #headerLeft: boolean;
  /** The header as written; files put together repeat it. */
  #header: Uint8Array | null = null;
  #started = false;
  /** All offsets in the member. */
  #rowStart = 0;
  #position = 0;
  #fieldStart = true;
  #inQuotes = false;
  /** Where the first line of a row over several lines ends; -1 while it has one line. */
  #firstLineEnd = -1;
  #skipping = false;

  constructor(member: number, context: RecordContext, limits: Limits) {
    const { framing } = context;
    if (framing.kind !== 'csv') throw new Error(`not CSV: ${framing.kind}`);
    this.#context = context;
    this.#limits = limits;
    this.#delimiter = framing.delimiter.charCodeAt(0);
    this.#columns = framing.columns.length;
    this.#headerLeft = framing.header;
    this.#builder = new BlockBuilder(this.#window, member, limits.blockBytes);
  }

  push(chunk: Uint8Array): readonly Block[] {
    this.#window.append(chunk);
    if (this.#started || this.#window.end >= BOM_BYTES) this.#scan(false);
    if (this.#window.end - this.#rowStart > this.#limits.recordBytes) this.#giveUpRow();
    this.#builder.release(this.#rowStart);
    return this.#builder.take();
  }

  finish(): readonly Block[] {
    this.#scan(true);
    while (this.#inQuotes && this.#firstLineEnd >= 0 && this.#nextLineIsRow()) {
      this.#startAgain();
      this.#scan(true);
    }
    const { end } = this.#window;
    if (this.#rowStart < end && !this.#skipping) this.#add(end, this.#isCut(end) ? FLAW_TRUNCATED : FLAW_NONE);
    this.#builder.flush();
    return this.#builder.take();
  }

  takeProblems(): readonly [] {
    return [];
  }

  #scan(final: boolean): void {
    const window = this.#window;
    if (!this.#started) {
      this.#started = true;
      this.#rowStart = byteOrderMarkLength(window.bytes);
      this.#position = this.#rowStart;
    }
    while (this.#position < window.end) {
      const byte = window.at(this.#position);
      if (this.#inQuotes) {
        if (byte === QUOTE && !this.#quote(final)) return;
        if (byte === LINE_FEED && this.#firstLineEnd < 0) this.#firstLineEnd = this.#position;
        if (byte !== QUOTE) this.#position++;
      } else if (byte === LINE_FEED) {
        this.#endRow();
      } else {
        this.#inQuotes = byte === QUOTE && this.#fieldStart;
        this.#fieldStart = byte === this.#delimiter;
        this.#position++;
      }
    }
  }

  /** A quote inside a field in quotes; false where the byte behind it is not there yet. */
  #quote(final: boolean): boolean {
    const next = this.#position + 1;
    if (next === this.#window.end && !final) return false;
    const byte = next === this.#window.end ? LINE_FEED : this.#window.at(next);
    if (byte === QUOTE) this.#position += 2;
    else if (byte === this.#delimiter || byte === LINE_FEED || byte === RETURN || this.#firstLineEnd < 0) {
      this.#inQuotes = false;
      this.#position++;
    } else this.#startAgain();
    return true;
  }

  /** The first line of the row is a damaged row of its own; the second one starts the next. */
  #startAgain(): void {
    const lineEnd = this.#firstLineEnd;
    this.#add(lineEnd, FLAW_DAMAGED);
    this.#startRow(lineEnd + 1);
  }

  #endRow(): void {
    const end = this.#position;
    if (this.#skipping) this.#skipping = false;
    else this.#add(end, FLAW_NONE);
    this.#startRow(end + 1);
  }

  #startRow(at: number): void {
    this.#rowStart = at;
    this.#position = at;
    this.#fieldStart = true;
    this.#inQuotes = false;
    this.#firstLineEnd = -1;
  }

  #add(to: number, flaw: number): void {
    const end = to > this.#rowStart && this.#window.at(to - 1) === RETURN ? to - 1 : to;
    if (this.#isBlank(this.#rowStart, end)) return;
    if (this.#headerLeft) {
      this.#headerLeft = false;
      this.#header = this.#window.copy(this.#rowStart, end);
      return;
    }
    if (this.#isHeader(end)) return;
    this.#builder.add(this.#rowStart, end, this.#window.lineAt(this.#rowStart), flaw, this.#context);
  }

  #isHeader(end: number): boolean {
    const header = this.#header;
    return (
      header !== null &&
      header.length === end - this.#rowStart &&
      header.every((byte, index) => byte === this.#window.at(this.#rowStart + index))
    );
  }

  #isBlank(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.#window.at(at) !== 0x20 && this.#window.at(at) !== 0x09) return false;
    return true;
  }

  /** A row without line end at the end of the member: cut off where a quote is open or columns are missing. */
  #isCut(end: number): boolean {
    const text = new TextDecoder().decode(this.#window.copy(this.#rowStart, end));
    return this.#inQuotes || csvFields(text, String.fromCharCode(this.#delimiter)).length < this.#columns;
  }

  /** Whether the second line of the row looks like a row: it has as many delimiters as one needs. */
  #nextLineIsRow(): boolean {
    let delimiters = 0;
    for (let at = this.#firstLineEnd + 1; at < this.#window.end && this.#window.at(at) !== LINE_FEED; at++) {
      if (this.#window.at(at) === this.#delimiter) delimiters++;
    }
    return this.#columns > 1 && delimiters >= this.#columns - 1;
  }

  #giveUpRow(): void {
    if (!this.#skipping) this.#builder.addBeginning(this.#rowStart, this.#limits, this.#context);
    this.#skipping = true;
    this.#builder.flush();
    this.#startRow(this.#window.end);
  }
}
