/**
 * What a token is, for the index and for every query.
 *
 * 1. Text is folded: `toLowerCase()` with final sigma written as plain sigma, so that folding does not depend on neighbours.
 * 2. A token is a maximal run of letters, numbers and underscore of the folded text: `[\p{L}\p{N}_]+`. Everything else
 *    separates, so `command=curl` holds `command` and `curl`, and `10.0.0.7` holds `10`, `0` and `7`.
 *
 * Which texts of a record are tokenised is decided in `searchable-text.ts`. The index stores 64-bit hashes of tokens, seeded per
 * case: a whole-token count needs no verification, and evidence cannot be prepared to collide.
 */
import { POSTING_BUCKETS } from './layout.js';

const TOKEN = /[\p{L}\p{N}_]+/gu;

/** Folded code of an ASCII character that belongs to tokens, 0 for one that separates. */
const ASCII_FOLD = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const character = String.fromCharCode(code).toLowerCase();
  if (/[a-z0-9_]/.test(character)) ASCII_FOLD[code] = character.charCodeAt(0);
}

/** Folds letter case. The only folding of the product: searching compares folded text with folded text. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}

/** Calls `emit` with every token of a text in order, repeats included. */
export function tokenise(text: string, emit: (token: string) => void): void {
  for (const match of foldCase(text).matchAll(TOKEN)) emit(match[0]);
}

/** 64 bits as two unsigned halves. */
export interface TokenHash {
  readonly hi: number;
  readonly lo: number;
}

/** Bucket of the token index that holds a hash: its top six bits, so that order by hash is order by bucket. */
export function bucketOf(hash: TokenHash): number {
  return hash.hi >>> (32 - Math.log2(POSTING_BUCKETS));
}

/** Two multiplicative lanes over UTF-16 units, mixed into each other at the end (after "cyrb53", public domain). */
const FACTOR_1 = 0x9e3779b1;
const FACTOR_2 = 0x5f356495;

/** Hashes tokens under a case's seed. */
export class TokenHasher {
  readonly #seed1: number;
  readonly #seed2: number;
  /** What `scan` found. */
  found = new Uint32Array(256);

  /** `seed`: the case's `tokenSeed`, 16 hex digits. Throws `TypeError` for anything else. */
  constructor(seed: string) {
    if (!/^[0-9a-f]{16}$/i.test(seed)) throw new TypeError('a token seed has 16 hex digits');
    this.#seed1 = Number.parseInt(seed.slice(0, 8), 16) | 0;
    this.#seed2 = Number.parseInt(seed.slice(8), 16) | 0;
  }

  /** Hash of one token as `tokenise` emits it. */
  hash(token: string): TokenHash {
    let first = this.#seed1;
    let second = this.#seed2;
    for (let at = 0; at < token.length; at += 1) {
      const unit = token.charCodeAt(at);
      first = Math.imul(first ^ unit, FACTOR_1);
      second = Math.imul(second ^ unit, FACTOR_2);
    }
    const high = highHalf(first, second);
    return { hi: high >>> 0, lo: lowHalf(high, second) >>> 0 };
  }

  /** Hash of any bytes, to recognise equal ones. */
  hashBytes(bytes: Uint8Array): TokenHash {
    let first = this.#seed1;
    let second = this.#seed2;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      first = Math.imul(first ^ byte, FACTOR_1);
      second = Math.imul(second ^ byte, FACTOR_2);
    }
    const high = highHalf(first, second);
    return { hi: high >>> 0, lo: lowHalf(high, second) >>> 0 };
  }

  /**
   * Hashes every token of a text in order, repeats included: `tokenise` followed by `hash`, without making strings. Leaves
   * two words per token, high half first, in `found`, valid until the next call; answers how many words.
   */
  scan(text: string): number {
    const length = text.length;
    if (this.found.length < length + 2) this.found = new Uint32Array(length * 2);
    const found = this.found;
    const seed1 = this.#seed1;
    const seed2 = this.#seed2;
    let words = 0;
    let first = seed1;
    let second = seed2;
    let start = -1;
    for (let at = 0; at < length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit > 127) {
        // Folding knows no neighbours, so the rest can be folded alone; only the token just begun must go with it.
        return this.#scanAny(text.slice(start < 0 ? at : start), words);
      }
      const folded = ASCII_FOLD[unit]!;
      if (folded !== 0) {
        first = Math.imul(first ^ folded, FACTOR_1);
        second = Math.imul(second ^ folded, FACTOR_2);
        if (start < 0) start = at;
      } else if (start >= 0) {
        const high = highHalf(first, second);
        found[words] = high;
        found[words + 1] = lowHalf(high, second);
        words += 2;
        first = seed1;
        second = seed2;
        start = -1;
      }
    }
    if (start >= 0) {
      const high = highHalf(first, second);
      found[words] = high;
      found[words + 1] = lowHalf(high, second);
      words += 2;
    }
    return words;
  }

  #scanAny(text: string, words: number): number {
    let at = words;
    tokenise(text, (token) => {
      const { hi, lo } = this.hash(token);
      this.found[at] = hi;
      this.found[at + 1] = lo;
      at += 2;
    });
    return at;
  }
}

// Each half depends on both lanes. Kept apart so that the numbers stay in registers.
function highHalf(first: number, second: number): number {
  return Math.imul(first ^ (second >>> 15), 0x85ebca6b);
}

function lowHalf(high: number, second: number): number {
  return Math.imul(second ^ (high >>> 13), 0xc2b2ae35);
}
