/** Code tables of DEFLATE (RFC 1951, sections 3.2.5 to 3.2.7). */

/**
 * Indexed by the next `bits` bits of input; an entry is symbol * 16 + length of its code, 0 where no code begins so.
 */
export interface HuffmanTable {
  readonly bits: number;
  readonly entries: Uint16Array;
}

/** What DEFLATE and its larger brother differ in. */
export interface DeflateVariant {
  /** Bytes that matches look back. */
  readonly window: number;
  readonly longestMatch: number;
  /** Extra bits and base of the lengths 257..285 (index 0 is symbol 257). */
  readonly lengthExtra: Uint8Array;
  readonly lengthBase: Uint16Array;
  /** Extra bits and base of the distances. */
  readonly distanceExtra: Uint8Array;
  readonly distanceBase: Uint32Array;
}

/** RFC 1951: the last length stands for 258 alone, and distances end with symbol 29. */
export const DEFLATE = variant(32 * 1024, 258, 0, 30);
/** Method 9 of zip (PKWARE; after zlib's contrib/infback9): the last length has 16 extra bits, and there are two more distances. */
export const DEFLATE64 = variant(64 * 1024, 3 + 0xffff, 16, 32);

function variant(window: number, longestMatch: number, lastExtra: number, distances: number): DeflateVariant {
  const lengthExtra = Uint8Array.from({ length: 29 }, (_, index) =>
    index === 28 ? lastExtra : index < 8 ? 0 : (index - 4) >>> 2,
  );
  const lengthBase = Uint16Array.from(basesOf(3, lengthExtra));
  lengthBase[28] = lastExtra === 0 ? 258 : 3;
  const distanceExtra = Uint8Array.from({ length: distances }, (_, index) => (index < 4 ? 0 : (index - 2) >>> 1));
  return { window, longestMatch, lengthExtra, lengthBase, distanceExtra, distanceBase: basesOf(1, distanceExtra) };
}

/** Order in which the lengths of the code length codes are written. */
export const CODE_LENGTH_ORDER = Uint8Array.of(16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15);

export const FIXED_LITERALS = tableOf(
  Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
);
/** Symbols that a variant lacks are refused where they are read. */
export const FIXED_DISTANCES = tableOf(new Uint8Array(32).fill(5));

function basesOf(first: number, extra: Uint8Array): Uint32Array {
  const bases = new Uint32Array(extra.length);
  let base = first;
  for (let symbol = 0; symbol < extra.length; symbol++) {
    bases[symbol] = base;
    base += 1 << extra[symbol]!;
  }
  return bases;
}

function tableOf(lengths: Uint8Array): HuffmanTable {
  const table = huffmanTable(lengths);
  if (table === null) throw new Error('the fixed codes of DEFLATE are wrong');
  return table;
}

/** The table of a set of code lengths (0: symbol unused), or null where the lengths claim more codes than there are. */
export function huffmanTable(lengths: Uint8Array): HuffmanTable | null {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]!++;
  let bits = 15;
  while (bits > 1 && counts[bits] === 0) bits--;
  const next = new Uint16Array(16);
  let code = 0;
  for (let length = 1; length <= 15; length++) {
    code = (code + (length === 1 ? 0 : counts[length - 1]!)) << 1;
    if (code + counts[length]! > 1 << length) return null;
    next[length] = code;
  }
  const entries = new Uint16Array(1 << bits);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    const entry = symbol * 16 + length;
    const step = 1 << length;
    for (let index = reverse(next[length]!++, length); index < entries.length; index += step) entries[index] = entry;
  }
  return { bits, entries };
}

/** Codes are written from their most significant bit, everything else from the least. */
function reverse(code: number, length: number): number {
  let reversed = 0;
  for (let bit = 0; bit < length; bit++) reversed |= ((code >>> bit) & 1) << (length - 1 - bit);
  return reversed;
}
