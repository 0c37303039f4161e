import { BITMAP_WORDS } from '../db/postings.js';
import { POSTING_BUCKETS, type PostingsRow } from '../db/layout.js';

/** Pairs of token and row after which a segment is closed early: bounds the memory of the index being built (4 bytes each). */
export const POSTINGS_MAX_PAIRS = 12 * 1024 * 1024;

const FIRST_CAPACITY = 1 << 16;
const ROWS_PER_WORD = 16;

/** A bucket before its key is known. */
export type PostingsContent = Omit<PostingsRow, 'exhibit' | 'segment'>;

/**
 * The token index of one segment while it is built: a hash table from token to number, and one log of token numbers in order of
 * rows. `finish` turns the log into row lists. Its buffers serve segment after segment: they are tens of megabytes.
 */
export class PostingsBuilder {
  /** Slots of the table: token number + 1, 0 for a free one. Its size is a power of two, at most half full. */
  #slots = new Int32Array(FIRST_CAPACITY * 2);
  /** Per token: the two halves of its hash side by side (low half first), the last row that held it, how many rows do. */
  #hashes = new Uint32Array(FIRST_CAPACITY * 2);
  #lastRow = new Int32Array(FIRST_CAPACITY);
  #counts = new Uint32Array(FIRST_CAPACITY);
  #tokens = 0;
  #log = new Uint32Array(1 << 20);
  #pairs = 0;
  /** Where each row's entries of the log end. */
  #rowEnds: number[] = [];
  #row = 0;

  get isFull(): boolean {
    return this.#pairs >= POSTINGS_MAX_PAIRS;
  }

  /** Notes that the current row holds tokens, two words each as `TokenHasher.scan` leaves them; repeats within the row count once. */
  add(hashes: Uint32Array, words: number): void {
    for (let at = 0; at < words; at += 2) {
      const hi = hashes[at]!;
      const lo = hashes[at + 1]!;
      const mask = this.#slots.length - 1;
      let slot = (lo ^ (hi >>> 7)) & mask;
      let token = this.#slots[slot]! - 1;
      while (token >= 0 && (this.#hashes[token * 2] !== lo || this.#hashes[token * 2 + 1] !== hi)) {
        slot = (slot + 1) & mask;
        token = this.#slots[slot]! - 1;
      }
      if (token < 0) token = this.#newToken(slot, hi, lo);
      if (this.#lastRow[token] === this.#row) continue;
      if (this.#pairs === this.#log.length) this.#log = grown(this.#log);
      this.#log[this.#pairs] = token;
      this.#pairs += 1;
      this.#lastRow[token] = this.#row;
      this.#counts[token]! += 1;
    }
  }

  endRow(): void {
    this.#rowEnds.push(this.#pairs);
    this.#row += 1;
  }

  /** Takes the index out: one row per bucket, tokens sorted by hash, in the form `db/postings.ts` reads. The next row begins a new one. */
  finish(): readonly PostingsContent[] {
    const order = this.#sorted();
    const lists = this.#lists();
    const buckets: PostingsContent[] = [];
    for (let bucket = 0, from = 0; bucket < POSTING_BUCKETS; bucket += 1) {
      let to = from;
      while (to < order.length && this.#hashes[order[to]! * 2 + 1]! >>> 26 === bucket) to += 1;
      buckets.push(this.#bucket(bucket, order.subarray(from, to), lists));
      from = to;
    }
    this.#slots.fill(0);
    this.#tokens = 0;
    this.#pairs = 0;
    this.#rowEnds = [];
    this.#row = 0;
    return buckets;
  }

  #newToken(slot: number, hi: number, lo: number): number {
    const token = this.#tokens;
    this.#tokens += 1;
    if (token === this.#counts.length) this.#growTokens();
    this.#hashes[token * 2] = lo;
    this.#hashes[token * 2 + 1] = hi;
    this.#lastRow[token] = -1;
    this.#counts[token] = 0;
    this.#slots[slot] = token + 1;
    if (this.#tokens * 2 > this.#slots.length) this.#growTable();
    return token;
  }

  #growTokens(): void {
    this.#hashes = grown(this.#hashes);
    this.#counts = grown(this.#counts);
    const lastRow = new Int32Array(this.#lastRow.length * 2);
    lastRow.set(this.#lastRow);
    this.#lastRow = lastRow;
  }

  #growTable(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let token = 0; token < this.#tokens; token += 1) {
      let slot = (this.#hashes[token * 2]! ^ (this.#hashes[token * 2 + 1]! >>> 7)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = token + 1;
    }
    this.#slots = slots;
  }

  /** Token numbers in order of hash. The engine's own sort of 64-bit words does the work; the table finds the numbers again. */
  #sorted(): Uint32Array<ArrayBuffer> {
    const words = this.#hashes.slice(0, this.#tokens * 2);
    new BigUint64Array(words.buffer).sort();
    const order = new Uint32Array(this.#tokens);
    const mask = this.#slots.length - 1;
    for (let at = 0; at < order.length; at += 1) {
      const lo = words[at * 2]!;
      const hi = words[at * 2 + 1]!;
      let slot = (lo ^ (hi >>> 7)) & mask;
      let token = this.#slots[slot]! - 1;
      while (this.#hashes[token * 2] !== lo || this.#hashes[token * 2 + 1] !== hi) {
        slot = (slot + 1) & mask;
        token = this.#slots[slot]! - 1;
      }
      order[at] = token;
    }
    return order;
  }

  /** Rows of all tokens, token after token, ascending. */
  #lists(): { readonly rows: Uint16Array<ArrayBuffer>; readonly starts: Uint32Array<ArrayBuffer> } {
    const starts = new Uint32Array(this.#tokens + 1);
    for (let token = 0; token < this.#tokens; token += 1) starts[token + 1] = starts[token]! + this.#counts[token]!;
    const next = starts.slice();
    const rows = new Uint16Array(this.#pairs);
    let at = 0;
    for (let row = 0; row < this.#rowEnds.length; row += 1) {
      for (const end = this.#rowEnds[row]!; at < end; at += 1) {
        const token = this.#log[at]!;
        rows[next[token]!] = row;
        next[token]! += 1;
      }
    }
    return { rows, starts };
  }

  #bucket(
    bucket: number,
    tokens: Uint32Array<ArrayBuffer>,
    lists: { readonly rows: Uint16Array<ArrayBuffer>; readonly starts: Uint32Array<ArrayBuffer> },
  ): PostingsContent {
    const hashHi = new Uint32Array(tokens.length);
    const hashLo = new Uint32Array(tokens.length);
    const starts = new Uint32Array(tokens.length + 1);
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at]!;
      hashLo[at] = this.#hashes[token * 2]!;
      hashHi[at] = this.#hashes[token * 2 + 1]!;
      starts[at + 1] = starts[at]! + Math.min(this.#counts[token]!, BITMAP_WORDS);
    }
    const rows = new Uint16Array(starts[tokens.length]!);
    for (let at = 0; at < tokens.length; at += 1) {
      const token = tokens[at]!;
      const list = lists.rows.subarray(lists.starts[token], lists.starts[token + 1]);
      if (list.length < BITMAP_WORDS) rows.set(list, starts[at]);
      else for (const row of list) rows[starts[at]! + Math.floor(row / ROWS_PER_WORD)]! |= 1 << (row % ROWS_PER_WORD);
    }
    return { bucket, hashHi, hashLo, starts, rows };
  }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
