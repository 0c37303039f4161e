import { constants, deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes } from '../../../../parsers/io/byte-stream.js';
import { Inflater, type InflateState } from '../../../../parsers/io/inflater.js';

/** Inflates `input` in pieces of `step` bytes. */
function inflate(input: Uint8Array, step: number): { readonly output: Uint8Array; readonly state: InflateState } {
  const pieces: Uint8Array[] = [];
  const inflater = new Inflater((piece) => pieces.push(piece));
  let state: InflateState = { kind: 'more' };
  for (let at = 0; at < input.length && state.kind === 'more'; at += step) {
    state = inflater.push(input.subarray(at, at + step), false);
  }
  if (state.kind === 'more') state = inflater.push(new Uint8Array(0), true);
  return { output: concatBytes(pieces), state };
}

/** Repetitive and random parts mixed, so that all kinds of blocks and distances occur. */
const someData = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 2000 }),
      fc
        .tuple(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 3000 }))
        .map(([piece, times]) => concatBytes(Array.from({ length: times }, () => piece))),
    ),
    { maxLength: 6 },
  )
  .map(concatBytes);

const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_RLE, constants.Z_FIXED),
});

describe('inflater', () => {
  test('gives back what zlib deflated, however the input is cut', () => {
    fc.assert(
      fc.property(someData, options, fc.constantFrom(1, 7, 1000, 1 << 20), (data, how, step) => {
        const { output, state } = inflate(deflateRawSync(data, how), step);
        expect(state.kind).toBe('done');
        expect(Buffer.compare(output, data)).toBe(0);
      }),
      { numRuns: 120 },
    );
  });

  test('gives back the bytes behind the last block', () => {
    const packed = deflateRawSync(Buffer.from('a'.repeat(5000)));
    const { state } = inflate(concatBytes([packed, Uint8Array.of(1, 2, 3)]), 1 << 20);
    expect(state).toEqual({ kind: 'done', rest: Uint8Array.of(1, 2, 3) });
  });

  test('a cut keeps all that precedes it and says so', () => {
    const data = Buffer.from(Array.from({ length: 3000 }, (_, index) => `line ${index * 7919}\n`).join(''));
    const packed = deflateRawSync(data);
    for (let cut = 0; cut < packed.length; cut += 97) {
      const { output, state } = inflate(packed.subarray(0, cut), 512);
      expect(state).toEqual({ kind: 'damaged', reason: 'the compressed data ends early' });
      expect(Buffer.compare(output, data.subarray(0, output.length))).toBe(0);
    }
    const nearlyAll = inflate(packed.subarray(0, packed.length - 1), 512).output.length;
    expect(nearlyAll).toBeGreaterThan(data.length - 20);
  });

  test('changed bytes never crash it, and what precedes them comes out unchanged', () => {
    const data = Buffer.from(Array.from({ length: 2000 }, (_, index) => `record ${index * 104729} `).join(''));
    const packed = deflateRawSync(data);
    fc.assert(
      fc.property(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Uint8Array.from(packed);
        changed[place]! ^= change;
        const whole = inflate(packed.subarray(0, place), 333).output;
        const { output } = inflate(changed, 333);
        expect(Buffer.compare(output.subarray(0, whole.length), whole)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['an unknown type', [0b111], 'a block has an unknown type'],
    ['a wrong length of a stored block', [1, 5, 0, 0, 0], 'a stored block states a wrong length'],
    ['a distance before the start', [0x4b, 0x04, 0x22, 0x00], 'the compressed data refers to bytes before its start'],
  ])('%s is damage with a reason', (_, bytes, reason) => {
    expect(inflate(Uint8Array.from(bytes), 100).state).toEqual({ kind: 'damaged', reason });
  });
});
