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

/** Hashes tokens under a case's seed. Holds no state between calls. */
export class TokenHasher {
  readonly #seed1: number;
  readonly #seed2: number;

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
    return finished(first, second);
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
    return finished(first, second);
  }

  /** Hashes every token of a text in order, repeats included: `tokenise` followed by `hash`, without making strings. */
  scan(text: string, emit: (hi: number, lo: number) => void): void {
    const seed1 = this.#seed1;
    const seed2 = this.#seed2;
    const length = text.length;
    let first = seed1;
    let second = seed2;
    let start = -1;
    for (let at = 0; at < length; at += 1) {
      const unit = text.charCodeAt(at);
      if (unit > 127) {
        // Folding knows no neighbours, so the rest can be folded alone; only the token just begun must go with it.
        const rest = start < 0 ? text.slice(at) : text.slice(start);
        tokenise(rest, (token) => {
          const { hi, lo } = this.hash(token);
          emit(hi, lo);
        });
        return;
      }
      const folded = ASCII_FOLD[unit]!;
      if (folded !== 0) {
        first = Math.imul(first ^ folded, FACTOR_1);
        second = Math.imul(second ^ folded, FACTOR_2);
        if (start < 0) start = at;
      } else if (start >= 0) {
        finish(first, second, emit);
        first = seed1;
        second = seed2;
        start = -1;
      }
    }
    if (start >= 0) finish(first, second, emit);
  }
}

function finish(first: number, second: number, emit: (hi: number, lo: number) => void): void {
  const a = Math.imul(first ^ (first >>> 16), 0x85ebca6b) ^ Math.imul(second ^ (second >>> 13), 0xc2b2ae35);
  const b = Math.imul(second ^ (second >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  emit((a ^ (b >>> 16)) >>> 0, b >>> 0);
}

function finished(first: number, second: number): TokenHash {
  let answer: TokenHash = { hi: 0, lo: 0 };
  finish(first, second, (hi, lo) => {
    answer = { hi, lo };
  });
  return answer;
}
