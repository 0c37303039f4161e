/**
 * DEFLATE (RFC 1951) and Deflate64, decoded as a stream.
 *
 * Libraries decode a piece or throw it away. Evidence asks for more: everything that precedes a damaged byte comes out,
 * and the bytes behind the last block are given back, because the next gzip member or the checksum begins there.
 */
import {
  CODE_LENGTH_ORDER,
  DEFLATE,
  FIXED_DISTANCES,
  FIXED_LITERALS,
  huffmanTable,
  type DeflateVariant,
  type HuffmanTable,
} from './huffman.js';

export type InflateState =
  | { readonly kind: 'more' }
  /** The last block has ended; `rest` is the input that follows it. */
  | { readonly kind: 'done'; readonly rest: Uint8Array }
  | { readonly kind: 'damaged'; readonly reason: string };

const MORE: InflateState = { kind: 'more' };
const ENDS_EARLY = 'the compressed data ends early';
const PIECE = 256 * 1024;
/** Bytes of input that one step may look at beyond its first: a match takes at most 60 bits, read three bytes at a time. */
const STEP_BYTES = 12;
/** A block header with its code lengths takes at most 3 + 14 + 19 * 3 + 320 * 14 bits. */
const HEADER_BYTES = 600;

export class Inflater {
  readonly #emit: (bytes: Uint8Array) => void;
  readonly #variant: DeflateVariant;
  readonly #output: Uint8Array;
  /** Where the next byte goes; [#sent, #at) is not yet emitted. The window before #sent is what matches look back on. */
  #at: number;
  #sent: number;
  /** Bytes of real output that lie before #at in #output. */
  #history = 0;
  /** Input, beginning with the byte that holds the next bit; ends with zeros beyond `end` once it is final. */
  #input: Uint8Array = new Uint8Array(0);
  #bit = 0;
  #end = 0;
  #final = false;
  #mode: 'header' | 'stored' | 'codes' = 'header';
  #lastBlock = false;
  #storedLeft = 0;
  #literals: HuffmanTable = FIXED_LITERALS;
  #distances: HuffmanTable = FIXED_DISTANCES;

  /** `emit` is called with fresh bytes, which are the receiver's to keep. */
  constructor(emit: (bytes: Uint8Array) => void, variant: DeflateVariant = DEFLATE) {
    this.#emit = emit;
    this.#variant = variant;
    this.#output = new Uint8Array(variant.window + PIECE + variant.longestMatch);
    this.#at = variant.window;
    this.#sent = variant.window;
  }

  /** Forgets everything and expects the start of new data. */
  restart(): void {
    this.#at = this.#variant.window;
    this.#sent = this.#variant.window;
    this.#history = 0;
    this.#input = new Uint8Array(0);
    this.#bit = 0;
    this.#end = 0;
    this.#mode = 'header';
    this.#lastBlock = false;
  }

  /** Decodes as far as the input allows. `final`: nothing follows `chunk`, so unfinished data is damage. */
  push(chunk: Uint8Array, final: boolean): InflateState {
    const used = this.#bit >>> 3;
    const held = this.#end - used;
    const input = new Uint8Array(held + chunk.length + (final ? HEADER_BYTES : 0));
    input.set(this.#input.subarray(used, this.#end));
    input.set(chunk, held);
    this.#input = input;
    this.#bit &= 7;
    this.#end = held + chunk.length;
    this.#final = final;
    const state = this.#decode();
    this.#flush();
    return state;
  }

  #decode(): InflateState {
    for (;;) {
      let damage: string | null = null;
      if (this.#mode === 'codes') {
        const state = this.#readCodes();
        if (state !== null) return state;
      } else if (this.#mode === 'stored') {
        this.#copyStored();
        if (this.#storedLeft > 0) return this.#final ? { kind: 'damaged', reason: ENDS_EARLY } : MORE;
      } else if (this.#lastBlock) {
        return { kind: 'done', rest: this.#input.subarray((this.#bit + 7) >>> 3, this.#end) };
      } else {
        if (!this.#final && this.#end - (this.#bit >>> 3) < HEADER_BYTES) return MORE;
        damage = this.#readHeader();
        if (this.#bit > this.#end * 8) damage = ENDS_EARLY;
        if (damage !== null) return { kind: 'damaged', reason: damage };
        continue;
      }
      this.#mode = 'header';
    }
  }

  /** Reads a block's header; answers what is wrong with it, or null. */
  #readHeader(): string | null {
    this.#lastBlock = this.#take(1) === 1;
    const type = this.#take(2);
    if (type === 0) {
      this.#bit = (this.#bit + 7) & ~7;
      const length = this.#take(16);
      if ((length ^ this.#take(16)) !== 0xffff) return 'a stored block states a wrong length';
      this.#storedLeft = length;
      this.#mode = 'stored';
      return null;
    }
    if (type === 3) return 'a block has an unknown type';
    this.#mode = 'codes';
    if (type === 2) return this.#readTables();
    this.#literals = FIXED_LITERALS;
    this.#distances = FIXED_DISTANCES;
    return null;
  }

  #readTables(): string | null {
    const literals = this.#take(5) + 257;
    const distances = this.#take(5) + 1;
    const codeLengths = this.#take(4) + 4;
    const lengthsOfLengths = new Uint8Array(19);
    for (let index = 0; index < codeLengths; index++) lengthsOfLengths[CODE_LENGTH_ORDER[index]!] = this.#take(3);
    const table = huffmanTable(lengthsOfLengths);
    if (table === null) return 'a block has impossible codes';
    const lengths = new Uint8Array(literals + distances);
    for (let index = 0; index < lengths.length;) {
      const entry = table.entries[this.#look() & ((1 << table.bits) - 1)]!;
      if (entry === 0) return 'a block has an unknown code';
      this.#bit += entry & 15;
      const symbol = entry >>> 4;
      if (symbol < 16) {
        lengths[index++] = symbol;
        continue;
      }
      if (symbol === 16 && index === 0) return 'a block repeats a code length before the first';
      const value = symbol === 16 ? lengths[index - 1]! : 0;
      const repeat = symbol === 16 ? 3 + this.#take(2) : symbol === 17 ? 3 + this.#take(3) : 11 + this.#take(7);
      if (index + repeat > lengths.length) return 'a block has too many code lengths';
      lengths.fill(value, index, index + repeat);
      index += repeat;
    }
    const literalTable = huffmanTable(lengths.subarray(0, literals));
    const distanceTable = huffmanTable(lengths.subarray(literals));
    if (literalTable === null || distanceTable === null) return 'a block has impossible codes';
    this.#literals = literalTable;
    this.#distances = distanceTable;
    return null;
  }

  #copyStored(): void {
    const full = this.#variant.window + PIECE;
    let from = this.#bit >>> 3;
    while (this.#storedLeft > 0 && from < this.#end) {
      if (this.#at >= full) this.#flush();
      const count = Math.min(this.#storedLeft, this.#end - from, full - this.#at);
      this.#output.set(this.#input.subarray(from, from + count), this.#at);
      this.#at += count;
      this.#history += count;
      from += count;
      this.#storedLeft -= count;
    }
    this.#bit = from * 8;
  }

  /** Decodes literals and matches of the block; null at its end. */
  #readCodes(): InflateState | null {
    const input = this.#input;
    const output = this.#output;
    const { window, lengthExtra, lengthBase, distanceExtra, distanceBase } = this.#variant;
    const full = window + PIECE;
    const lastDistance = distanceExtra.length - 1;
    const literals = this.#literals.entries;
    const literalMask = literals.length - 1;
    const distances = this.#distances.entries;
    const distanceMask = distances.length - 1;
    const endBit = this.#end * 8;
    // Final input is followed by zeros, so that the last steps may look beyond its end; they are undone there.
    const safeBit = this.#final ? endBit : endBit - STEP_BYTES * 8;
    let bit = this.#bit;
    let at = this.#at;
    let state: InflateState | null = MORE;
    const historyStart = at - this.#history;
    let floor = historyStart;
    while (bit <= safeBit) {
      if (at >= full) {
        this.#at = at;
        this.#history = at - floor;
        this.#flush();
        at = this.#at;
        floor = at - this.#history;
      }
      let byte = bit >>> 3;
      const entry =
        literals[((input[byte]! | (input[byte + 1]! << 8) | (input[byte + 2]! << 16)) >>> (bit & 7)) & literalMask]!;
      let next = bit + (entry & 15);
      const symbol = entry >>> 4;
      if (next > endBit) break;
      if (symbol < 256) {
        if (entry === 0) {
          state = { kind: 'damaged', reason: 'the compressed data holds an unknown code' };
          break;
        }
        output[at++] = symbol;
        bit = next;
        continue;
      }
      if (symbol === 256) {
        bit = next;
        state = null;
        break;
      }
      if (symbol > 285) {
        state = { kind: 'damaged', reason: 'the compressed data holds an invalid length' };
        break;
      }
      byte = next >>> 3;
      const moreLength = lengthExtra[symbol - 257]!;
      const length =
        lengthBase[symbol - 257]! +
        (((input[byte]! | (input[byte + 1]! << 8) | (input[byte + 2]! << 16)) >>> (next & 7)) &
          ((1 << moreLength) - 1));
      next += moreLength;
      byte = next >>> 3;
      const far =
        distances[((input[byte]! | (input[byte + 1]! << 8) | (input[byte + 2]! << 16)) >>> (next & 7)) & distanceMask]!;
      const farSymbol = far >>> 4;
      if (far === 0 || farSymbol > lastDistance) {
        state = { kind: 'damaged', reason: 'the compressed data holds an invalid distance' };
        break;
      }
      next += far & 15;
      byte = next >>> 3;
      const farExtra = distanceExtra[farSymbol]!;
      const distance =
        distanceBase[farSymbol]! +
        (((input[byte]! | (input[byte + 1]! << 8) | (input[byte + 2]! << 16)) >>> (next & 7)) & ((1 << farExtra) - 1));
      next += farExtra;
      if (next > endBit) break;
      if (distance > at - floor) {
        state = { kind: 'damaged', reason: 'the compressed data refers to bytes before its start' };
        break;
      }
      bit = next;
      if (distance >= length && length > 24) {
        output.copyWithin(at, at - distance, at - distance + length);
        at += length;
      } else {
        for (const stop = at + length; at < stop; at++) output[at] = output[at - distance]!;
      }
    }
    this.#bit = bit;
    this.#at = at;
    this.#history = at - floor;
    if (state === MORE && this.#final) return { kind: 'damaged', reason: ENDS_EARLY };
    return state;
  }

  #flush(): void {
    if (this.#at === this.#sent) return;
    this.#emit(this.#output.slice(this.#sent, this.#at));
    const { window } = this.#variant;
    const keep = Math.min(this.#history, window);
    this.#output.copyWithin(window - keep, this.#at - keep, this.#at);
    this.#at = window;
    this.#sent = window;
    this.#history = keep;
  }

  /** The bits at the current place, at least 17 of them valid. */
  #look(): number {
    const byte = this.#bit >>> 3;
    return (this.#input[byte]! | (this.#input[byte + 1]! << 8) | (this.#input[byte + 2]! << 16)) >>> (this.#bit & 7);
  }

  #take(count: number): number {
    const bits = this.#look() & ((1 << count) - 1);
    this.#bit += count;
    return bits;
  }
}
