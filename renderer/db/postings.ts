/**
 * Reading a bucket of the token index. The rows of one token are a list of row numbers, ascending, or, once that list would
 * have 4096 entries or more, a bitmap of 4096 words (bit r & 15 of word r >> 4): frequent tokens cost 8 kB per segment
 * instead of up to 128. The length of the token's slice tells which it is.
 */
import { SEGMENT_MAX_ROWS, type PostingsRow } from './layout.js';
import type { TokenHash } from './tokens.js';

export const BITMAP_WORDS = SEGMENT_MAX_ROWS / 16;

/** Index of a token in its bucket, -1 where the segment does not hold it. */
export function findToken(postings: PostingsRow, hash: TokenHash): number {
  let low = 0;
  let high = postings.hashHi.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const difference = postings.hashHi[middle]! - hash.hi || postings.hashLo[middle]! - hash.lo;
    if (difference === 0) return middle;
    if (difference < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Calls `visit` with every row (within the segment, ascending) that holds the token at `index`. */
export function forEachPosting(postings: PostingsRow, index: number, visit: (row: number) => void): void {
  const start = postings.starts[index]!;
  const end = postings.starts[index + 1]!;
  if (end - start !== BITMAP_WORDS) {
    for (let at = start; at < end; at += 1) visit(postings.rows[at]!);
    return;
  }
  for (let word = 0; word < BITMAP_WORDS; word += 1) {
    for (let bits = postings.rows[start + word]!; bits !== 0; bits &= bits - 1) {
      visit(word * 16 + 31 - Math.clz32(bits & -bits));
    }
  }
}
