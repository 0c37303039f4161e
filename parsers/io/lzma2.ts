/**
 * LZMA2: chunks of LZMA (range coder over adaptive bits, matches back into a dictionary) or of plain bytes. After Igor
 * Pavlov's public-domain LZMA specification; names are his.
 */
import { DamagedData } from './decompress.js';

const STATES = 12;
const POSITION_STATES = 16;
const LENGTH_STATES = 4;
const FIRST_START = 4;
const FULL_DISTANCES = 128;
const ALIGN_BITS = 4;
const LARGEST_CHUNK = 2 * 1024 * 1024;
const HALF = 1024;

/** Bits of a match length: short (8), middle (8), long (256), the first two by position. */
interface LengthCoder {
  readonly choice: Uint16Array;
  readonly low: Uint16Array;
  readonly mid: Uint16Array;
  readonly high: Uint16Array;
}

const lengthCoder = (): LengthCoder => ({
  choice: new Uint16Array(2),
  low: new Uint16Array(POSITION_STATES * 8),
  mid: new Uint16Array(POSITION_STATES * 8),
  high: new Uint16Array(256),
});

/** Decodes the chunks of one block, in order. */
export class Lzma2 {
  readonly #dictionary: number;
  /** What matches look back on, then what the chunk gives. */
  #buffer = new Uint8Array(LARGEST_CHUNK);
  #at = 0;
  /** Bytes since the dictionary was emptied. */
  #known = 0;
  #hasDictionary = false;
  #hasProperties = false;
  #lc = 0;
  #positionMask = 0;
  #literalMask = 0;
  #state = 0;
  #reps = [0, 0, 0, 0] as [number, number, number, number];
  #literals = new Uint16Array(0);
  readonly #isMatch = new Uint16Array(STATES * POSITION_STATES);
  readonly #isRep = new Uint16Array(STATES);
  readonly #isRep0 = new Uint16Array(STATES);
  readonly #isRep1 = new Uint16Array(STATES);
  readonly #isRep2 = new Uint16Array(STATES);
  readonly #isRep0Long = new Uint16Array(STATES * POSITION_STATES);
  readonly #slots = new Uint16Array(LENGTH_STATES * 64);
  readonly #distances = new Uint16Array(FULL_DISTANCES);
  readonly #align = new Uint16Array(1 << ALIGN_BITS);
  readonly #length = lengthCoder();
  readonly #repLength = lengthCoder();
  #input: Uint8Array = new Uint8Array(0);
  #next = 0;
  #range = 0;
  #code = 0;

  /** `dictionary`: bytes that matches may look back. */
  constructor(dictionary: number) {
    this.#dictionary = dictionary;
  }

  /** Content of one chunk, the receiver's to keep: its control byte, the bytes between that and the data, its data. */
  chunk(control: number, sizes: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
    if (control === 1 || control >= 0xe0) this.#emptyDictionary();
    else if (!this.#hasDictionary) throw damaged('the first chunk does not begin a dictionary');
    if (control < 0x80) {
      if (control > 2) throw damaged('a chunk of an unknown kind');
      return this.#plain(data);
    }
    const size = (((control & 0x1f) << 16) | (sizes[0]! << 8) | sizes[1]!) + 1;
    if (control >= 0xc0) this.#setProperties(sizes[4]!);
    else if (!this.#hasProperties) throw damaged('a chunk without properties');
    if (control >= 0xa0) this.#resetState();
    this.#makeRoom(size);
    const start = this.#at;
    this.#decode(data, size);
    return this.#buffer.slice(start, this.#at);
  }

  #emptyDictionary(): void {
    this.#hasDictionary = true;
    this.#at = 0;
    this.#known = 0;
  }

  #plain(data: Uint8Array): Uint8Array<ArrayBuffer> {
    this.#makeRoom(data.length);
    this.#buffer.set(data, this.#at);
    this.#at += data.length;
    this.#known += data.length;
    return Uint8Array.from(data);
  }

  #setProperties(byte: number): void {
    if (byte >= 9 * 5 * 5) throw damaged('impossible properties');
    const lc = byte % 9;
    const lp = Math.floor(byte / 9) % 5;
    if (lc + lp > 4) throw damaged('impossible properties');
    this.#hasProperties = true;
    this.#lc = lc;
    this.#literalMask = (1 << lp) - 1;
    this.#positionMask = (1 << Math.floor(byte / 45)) - 1;
    this.#literals = new Uint16Array(0x300 << (lc + lp));
  }

  #resetState(): void {
    this.#state = 0;
    this.#reps = [0, 0, 0, 0];
    for (const bits of [
      this.#literals,
      this.#isMatch,
      this.#isRep,
      this.#isRep0,
      this.#isRep1,
      this.#isRep2,
      this.#isRep0Long,
      this.#slots,
      this.#distances,
      this.#align,
      ...Object.values(this.#length),
      ...Object.values(this.#repLength),
    ] as Uint16Array[])
      bits.fill(HALF);
  }

  /** Room for a chunk behind as much of the dictionary as there is. */
  #makeRoom(size: number): void {
    if (this.#at + size <= this.#buffer.length) return;
    const kept = Math.min(this.#at, this.#dictionary);
    const needed = kept + size;
    const largest = this.#dictionary + LARGEST_CHUNK;
    const from = this.#at - kept;
    if (needed * 2 <= this.#buffer.length || this.#buffer.length >= largest) {
      this.#buffer.copyWithin(0, from, this.#at);
    } else {
      const buffer = new Uint8Array(Math.min(largest, Math.max(needed, this.#buffer.length * 2)));
      buffer.set(this.#buffer.subarray(from, this.#at));
      this.#buffer = buffer;
    }
    this.#at = kept;
  }

  #decode(data: Uint8Array, size: number): void {
    if (data.length < 5 || data[0] !== 0) throw damaged('the range coder does not begin');
    this.#input = data;
    this.#code = ((data[1]! << 24) | (data[2]! << 16) | (data[3]! << 8) | data[4]!) >>> 0;
    this.#range = 0xffffffff;
    this.#next = 5;
    const end = this.#at + size;
    while (this.#at < end) {
      const position = this.#known & this.#positionMask;
      if (this.#bit(this.#isMatch, this.#state * POSITION_STATES + position) === 0) this.#literal();
      else this.#match(position, end);
    }
    // The last normalisation belongs to the chunk; its coder then stands at zero.
    this.#normalise();
    if (this.#next !== data.length || this.#code !== 0) throw damaged('a chunk does not end where it says');
  }

  #match(position: number, end: number): void {
    const state = this.#state;
    let length = 0;
    if (this.#bit(this.#isRep, state) === 0) {
      length = this.#readLength(this.#length, position);
      this.#state = state < 7 ? 7 : 10;
      this.#reps = [this.#readDistance(length), this.#reps[0], this.#reps[1], this.#reps[2]];
      if (this.#reps[0] === 0xffffffff) throw damaged('an end mark inside a chunk');
    } else {
      if (this.#known === 0) throw damaged('a repeat before any content');
      if (this.#readRep(position)) length = 1;
      else {
        length = this.#readLength(this.#repLength, position);
        this.#state = state < 7 ? 8 : 11;
      }
    }
    this.#copy(length, end);
  }

  /** Puts the distance to repeat first; true for a repeat of one byte. */
  #readRep(position: number): boolean {
    const state = this.#state;
    const [first, second, third, fourth] = this.#reps;
    if (this.#bit(this.#isRep0, state) === 0) {
      if (this.#bit(this.#isRep0Long, state * POSITION_STATES + position) === 1) return false;
      this.#state = state < 7 ? 9 : 11;
      return true;
    }
    if (this.#bit(this.#isRep1, state) === 0) this.#reps = [second, first, third, fourth];
    else if (this.#bit(this.#isRep2, state) === 0) this.#reps = [third, first, second, fourth];
    else this.#reps = [fourth, first, second, third];
    return false;
  }

  #copy(length: number, end: number): void {
    const distance = this.#reps[0] + 1;
    if (distance > this.#known || distance > this.#at) throw damaged('a match before the start');
    if (this.#at + length > end) throw damaged('a match beyond the end of a chunk');
    const buffer = this.#buffer;
    let at = this.#at;
    for (const stop = at + length; at < stop; at++) buffer[at] = buffer[at - distance]!;
    this.#at = at;
    this.#known += length;
  }

  #literal(): void {
    const before = this.#known === 0 ? 0 : this.#buffer[this.#at - 1]!;
    const context = ((this.#known & this.#literalMask) << this.#lc) + (before >>> (8 - this.#lc));
    const offset = 0x300 * context;
    let symbol = 1;
    if (this.#state >= 7) {
      if (this.#reps[0] + 1 > this.#at) throw damaged('a match before the start');
      let match = this.#buffer[this.#at - this.#reps[0] - 1]!;
      do {
        const matchBit = (match >>> 7) & 1;
        match <<= 1;
        const bit = this.#bit(this.#literals, offset + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (matchBit !== bit) break;
      } while (symbol < 0x100);
    }
    while (symbol < 0x100) symbol = (symbol << 1) | this.#bit(this.#literals, offset + symbol);
    this.#buffer[this.#at++] = symbol;
    this.#known++;
    const state = this.#state;
    this.#state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }

  #readLength(coder: LengthCoder, position: number): number {
    if (this.#bit(coder.choice, 0) === 0) return 2 + this.#tree(coder.low, position * 8, 3);
    if (this.#bit(coder.choice, 1) === 0) return 10 + this.#tree(coder.mid, position * 8, 3);
    return 18 + this.#tree(coder.high, 0, 8);
  }

  /** A distance less one; 0xFFFFFFFF marks an end. */
  #readDistance(length: number): number {
    const slot = this.#tree(this.#slots, Math.min(length - 2, LENGTH_STATES - 1) * 64, 6);
    if (slot < FIRST_START) return slot;
    const direct = (slot >>> 1) - 1;
    const start = ((2 | (slot & 1)) << direct) >>> 0;
    if (slot < 14) return start + this.#reverseTree(this.#distances, start - slot, direct);
    const high = this.#directBits(direct - ALIGN_BITS) * 2 ** ALIGN_BITS;
    return start + high + this.#reverseTree(this.#align, 0, ALIGN_BITS);
  }

  #tree(bits: Uint16Array, offset: number, count: number): number {
    let symbol = 1;
    for (let left = count; left > 0; left--) symbol = (symbol << 1) | this.#bit(bits, offset + symbol);
    return symbol - (1 << count);
  }

  #reverseTree(bits: Uint16Array, offset: number, count: number): number {
    let symbol = 1;
    let value = 0;
    for (let at = 0; at < count; at++) {
      const bit = this.#bit(bits, offset + symbol);
      symbol = (symbol << 1) | bit;
      value |= bit << at;
    }
    return value;
  }

  #directBits(count: number): number {
    let value = 0;
    for (let left = count; left > 0; left--) {
      this.#normalise();
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      value = value * 2 + bit;
    }
    return value;
  }

  #bit(bits: Uint16Array, at: number): 0 | 1 {
    this.#normalise();
    const chance = bits[at]!;
    const bound = (this.#range >>> 11) * chance;
    if (this.#code < bound) {
      this.#range = bound;
      bits[at] = chance + ((2048 - chance) >>> 5);
      return 0;
    }
    this.#range -= bound;
    this.#code -= bound;
    bits[at] = chance - (chance >>> 5);
    return 1;
  }

  #normalise(): void {
    if (this.#range >= 0x1000000) return;
    if (this.#next >= this.#input.length) throw damaged('a chunk ends early');
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#input[this.#next++]!) >>> 0;
  }
}

function damaged(what: string): DamagedData {
  return new DamagedData(`is damaged (${what})`);
}
