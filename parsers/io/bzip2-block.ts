/** One block of bzip2, from its bits back to its content: Huffman codes, move to front, Burrows-Wheeler, run lengths. */
import { DamagedData } from './decompress.js';

const GROUP = 50;
const MAX_CODE = 20;
const RUN_A = 0;
const RUN_B = 1;

/** Bits of a buffer, the highest of each byte first. */
export class Bzip2Bits {
  /** Next bit, counted from the start of the buffer. */
  position: number;
  readonly #bytes: Uint8Array;
  readonly #end: number;

  constructor(bytes: Uint8Array, position: number) {
    this.#bytes = bytes;
    this.#end = bytes.length * 8;
    this.position = position;
  }

  /** The next `count` bits, at most 24. */
  read(count: number): number {
    const { position } = this;
    if (position + count > this.#end) throw new DamagedData('ends early');
    this.position = position + count;
    const byte = position >>> 3;
    const bytes = this.#bytes;
    const word =
      ((bytes[byte]! << 24) |
        ((bytes[byte + 1] ?? 0) << 16) |
        ((bytes[byte + 2] ?? 0) << 8) |
        (bytes[byte + 3] ?? 0)) >>>
      0;
    return count === 0 ? 0 : ((word << (position & 7)) >>> 0) >>> (32 - count);
  }

  bit(): number {
    const { position } = this;
    if (position >= this.#end) throw new DamagedData('ends early');
    this.position = position + 1;
    return (this.#bytes[position >>> 3]! >>> (7 - (position & 7))) & 1;
  }

  hex(count: number): string {
    let text = '';
    for (let left = count; left > 0; left -= 8) text += this.read(8).toString(16).padStart(2, '0');
    return text;
  }
}

/** Undoes one block; `bits` stand behind its check sum. `size` is the most that the Burrows-Wheeler transform may hold. */
export function bzip2Block(bits: Bzip2Bits, size: number): { readonly bytes: Uint8Array; readonly crc: number } {
  if (bits.bit() === 1)
    throw new DamagedData(
      'holds a block of bzip2 0.9.0 or older (randomised), which is not read: unpack it with bzip2',
    );
  const origin = bits.read(24);
  const { transformed, counts } = readTransformed(bits, size);
  if (origin >= transformed.length) throw damaged('the start of a block lies outside it');
  return unrun(untransform(transformed, counts, origin));
}

function damaged(what: string): DamagedData {
  return new DamagedData(`is damaged (${what})`);
}

interface Transformed {
  /** One byte per entry. */
  readonly transformed: Uint32Array;
  /** How often each byte occurs. */
  readonly counts: Uint32Array;
}

function readTransformed(bits: Bzip2Bits, size: number): Transformed {
  const symbols = usedBytes(bits);
  const groups = bits.read(3);
  if (groups < 2 || groups > 6) throw damaged('an impossible number of code tables');
  const selectors = readSelectors(bits, groups);
  const tables = Array.from({ length: groups }, () => readTable(bits, symbols.length + 2));
  return decodeSymbols(bits, symbols, selectors, tables, size);
}

function usedBytes(bits: Bzip2Bits): Uint8Array {
  const ranges = bits.read(16);
  const used: number[] = [];
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >>> range)) === 0) continue;
    const map = bits.read(16);
    for (let at = 0; at < 16; at++) if ((map & (0x8000 >>> at)) !== 0) used.push(range * 16 + at);
  }
  if (used.length === 0) throw damaged('a block without symbols');
  return Uint8Array.from(used);
}

function readSelectors(bits: Bzip2Bits, groups: number): Uint8Array {
  const count = bits.read(15);
  if (count === 0) throw damaged('a block without codes');
  const order = Array.from({ length: groups }, (_, index) => index);
  const selectors = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    let place = 0;
    while (bits.bit() === 1) if (++place >= groups) throw damaged('an impossible code table');
    const [chosen = 0] = order.splice(place, 1);
    order.unshift(chosen);
    selectors[at] = chosen;
  }
  return selectors;
}

/** A canonical Huffman code: for each length the first code, and where its symbols begin. */
interface CodeTable {
  readonly limit: Int32Array;
  readonly base: Int32Array;
  readonly symbols: Uint16Array;
  readonly shortest: number;
}

function readTable(bits: Bzip2Bits, count: number): CodeTable {
  const lengths = new Uint8Array(count);
  let length = bits.read(5);
  for (let symbol = 0; symbol < count; symbol++) {
    for (;;) {
      if (length < 1 || length > MAX_CODE) throw damaged('an impossible code length');
      if (bits.bit() === 0) break;
      length += bits.bit() === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return codeTable(lengths);
}

function codeTable(lengths: Uint8Array): CodeTable {
  const limit = new Int32Array(MAX_CODE + 2).fill(-1);
  const base = new Int32Array(MAX_CODE + 2);
  const symbols: number[] = [];
  let code = 0;
  for (let length = 1; length <= MAX_CODE; length++) {
    base[length] = symbols.length - code;
    for (let symbol = 0; symbol < lengths.length; symbol++) {
      if (lengths[symbol] !== length) continue;
      symbols.push(symbol);
      code++;
    }
    limit[length] = code - 1;
    code <<= 1;
  }
  return { limit, base, symbols: Uint16Array.from(symbols), shortest: Math.min(...lengths) };
}

function decodeSymbols(
  bits: Bzip2Bits,
  used: Uint8Array,
  selectors: Uint8Array,
  tables: readonly CodeTable[],
  size: number,
): Transformed {
  const transformed = new Uint32Array(size);
  const counts = new Uint32Array(256);
  const front = Uint8Array.from(used);
  const last = used.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  let group = -1;
  let left = 0;
  let table = tables[0]!;
  for (;;) {
    if (left === 0) {
      if (++group >= selectors.length) throw damaged('more codes than stated');
      table = tables[selectors[group]!]!;
      left = GROUP;
    }
    left--;
    const symbol = readSymbol(bits, table);
    if (symbol === RUN_A || symbol === RUN_B) {
      run += weight << symbol;
      weight <<= 1;
      if (run > size) throw damaged('a block larger than stated');
      continue;
    }
    if (run > 0) {
      if (length + run > size) throw damaged('a block larger than stated');
      const byte = front[0]!;
      counts[byte]! += run;
      transformed.fill(byte, length, length + run);
      length += run;
      run = 0;
    }
    weight = 1;
    if (symbol === last) return { transformed: transformed.subarray(0, length), counts };
    if (length >= size) throw damaged('a block larger than stated');
    const byte = front[symbol - 1]!;
    front.copyWithin(1, 0, symbol - 1);
    front[0] = byte;
    counts[byte]!++;
    transformed[length++] = byte;
  }
}

function readSymbol(bits: Bzip2Bits, { limit, base, symbols, shortest }: CodeTable): number {
  let code = bits.read(shortest);
  for (let length = shortest; length <= MAX_CODE; length++) {
    if (code <= limit[length]!) {
      const symbol = symbols[code + base[length]!];
      if (symbol !== undefined) return symbol;
    }
    code = (code << 1) | bits.bit();
  }
  throw damaged('a code that stands for nothing');
}

/** Undoes the Burrows-Wheeler transform; the upper 24 bits of `entries` become the way through them. */
function untransform(entries: Uint32Array, counts: Uint32Array, origin: number): Uint8Array {
  const next = new Uint32Array(256);
  for (let byte = 0, sum = 0; byte < 256; byte++) {
    next[byte] = sum;
    sum += counts[byte]!;
  }
  for (let at = 0; at < entries.length; at++) {
    const place = next[entries[at]! & 0xff]!++;
    entries[place]! |= at << 8;
  }
  const bytes = new Uint8Array(entries.length);
  let entry = entries[origin]! >>> 8;
  for (let at = 0; at < bytes.length; at++) {
    const value = entries[entry]!;
    bytes[at] = value & 0xff;
    entry = value >>> 8;
  }
  return bytes;
}

/** Four equal bytes are followed by a count of further ones. */
function unrun(bytes: Uint8Array): { readonly bytes: Uint8Array; readonly crc: number } {
  let length = bytes.length;
  walkRuns(bytes, (_, count) => (length += count - 1));
  const out = new Uint8Array(length);
  let at = 0;
  walkRuns(bytes, (byte, count) => {
    if (count > 0) out.fill(byte, at, at + count);
    at += count;
  });
  return { bytes: out, crc: bzip2Crc(out) };
}

/** Visits every byte of the content, runs at once; `count` of a length byte says how much it adds, 0 and more. */
function walkRuns(bytes: Uint8Array, visit: (byte: number, count: number) => void): void {
  let equal = 0;
  let before = -1;
  for (const byte of bytes) {
    if (equal === 4) {
      visit(before, byte);
      equal = 0;
      before = -1;
      continue;
    }
    equal = byte === before ? equal + 1 : 1;
    before = byte;
    visit(byte, 1);
  }
}

const CRC = makeCrcTable();

function makeCrcTable(): Int32Array {
  const table = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte << 24;
    for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
    table[byte] = value;
  }
  return table;
}

/** CRC-32 with the highest bit first, unlike gzip's. */
function bzip2Crc(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc << 8) ^ CRC[(crc >>> 24) ^ byte]!;
  return ~crc >>> 0;
}
