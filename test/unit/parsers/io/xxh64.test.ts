import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Xxh64 } from '../../../../parsers/io/xxh64.js';

const MASK = (1n << 64n) - 1n;
const [P1, P2, P3, P4, P5] = [
  0x9e3779b185ebca87n,
  0xc2b2ae3d27d4eb4fn,
  0x165667b19e3779f9n,
  0x85ebca77c2b2ae63n,
  0x27d4eb2f165667c5n,
];
const rotate = (value: bigint, count: bigint): bigint => ((value << count) | (value >> (64n - count))) & MASK;
const round = (sum: bigint, lane: bigint): bigint => (rotate((sum + lane * P2) & MASK, 31n) * P1) & MASK;

/** The specification word by word, in bigint. */
function reference(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let sum = P5;
  if (bytes.length >= 32) {
    const sums = [(P1 + P2) & MASK, P2, 0n, -P1 & MASK];
    for (; at + 32 <= bytes.length; at += 32)
      for (const index of sums.keys()) sums[index] = round(sums[index]!, view.getBigUint64(at + index * 8, true));
    sum = [1n, 7n, 12n, 18n].reduce((all, count, index) => (all + rotate(sums[index]!, count)) & MASK, 0n);
    for (const one of sums) sum = ((sum ^ round(0n, one)) * P1 + P4) & MASK;
  }
  sum = (sum + BigInt(bytes.length)) & MASK;
  for (; at + 8 <= bytes.length; at += 8)
    sum = (rotate(sum ^ round(0n, view.getBigUint64(at, true)), 27n) * P1 + P4) & MASK;
  if (at + 4 <= bytes.length) {
    sum = (rotate(sum ^ ((BigInt(view.getUint32(at, true)) * P1) & MASK), 23n) * P2 + P3) & MASK;
    at += 4;
  }
  for (; at < bytes.length; at++) sum = (rotate(sum ^ ((BigInt(bytes[at]!) * P5) & MASK), 11n) * P1) & MASK;
  sum = ((sum ^ (sum >> 33n)) * P2) & MASK;
  sum = ((sum ^ (sum >> 29n)) * P3) & MASK;
  return sum ^ (sum >> 32n);
}

function sumOf(...pieces: readonly Uint8Array[]): string {
  const hash = new Xxh64();
  for (const piece of pieces) hash.update(piece);
  return hash
    .digest()
    .map((half) => half.toString(16).padStart(8, '0'))
    .join('');
}

test.each([
  ['', 'ef46db3751d8e999'],
  ['a', 'd24ec4f1a98c6e5b'],
  ['abc', '44bc2cf5ad770999'],
])('of %j, as its author publishes it', (text, sum) => {
  expect(sumOf(new TextEncoder().encode(text))).toBe(sum);
});

test('of any bytes in any pieces, as the specification says', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), fc.nat(300), (bytes, first, second) => {
      const [from, to] = [Math.min(first, second), Math.max(first, second)];
      const sum = sumOf(bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to));
      expect(sum).toBe(reference(bytes).toString(16).padStart(16, '0'));
    }),
    { numRuns: 300 },
  );
});
