import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS, type Limits } from '../../../../parsers/io/limits.js';
import { LineFramer } from '../../../../parsers/io/line-framer.js';
import { splitBlock } from '../../../../parsers/io/split-block.js';
import { concatBytes } from '../../../../parsers/io/byte-stream.js';

const encoder = new TextEncoder();

function frame(bytes: Uint8Array, step = 1 << 20, limits: Partial<Limits> = {}) {
  const context = { framing: { kind: 'lines' }, name: 'x.log', envelope: null } as const;
  const framer = new LineFramer(0, context, { ...DEFAULT_LIMITS, ...limits });
  const lines: { text: string; offset: number; length: number; line: number; flaw: number }[] = [];
  let blocks = 0;
  const take = (some: ReturnType<LineFramer['push']>): void => {
    for (const block of some) {
      blocks++;
      splitBlock(block, (text, start, length, line, flaw) => {
        lines.push({ text, offset: block.offset + start, length, line, flaw });
      });
    }
  };
  for (let at = 0; at < bytes.length; at += step) take(framer.push(bytes.subarray(at, at + step)));
  take(framer.finish());
  return { lines, blocks };
}

/** Slow and obviously right. */
function expected(bytes: Uint8Array) {
  const lines = [];
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let line = 1; start < bytes.length; line++) {
    let end = start;
    while (end < bytes.length && bytes[end] !== 10) end++;
    const length = end > start && bytes[end - 1] === 13 ? end - start - 1 : end - start;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(start, start + length));
    if (!/^[\t\v\f\r ]*$/.test(text)) lines.push({ text, offset: start, length, line, flaw: 0 });
    start = end + 1;
  }
  return lines;
}

describe('lines', () => {
  test('are those of the member, with exact places, however they are cut into pieces and blocks', () => {
    const pieces = fc.array(
      fc.oneof(
        fc
          .constantFrom('\n', '\r\n', '\r', ' ', '', '\uFEFF', 'ü€😀', 'abc', '\u2028')
          .map((text) => encoder.encode(text)),
        fc.string().map((text) => encoder.encode(text)),
        fc.uint8Array({ maxLength: 5 }),
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        pieces.map(concatBytes),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 60 }),
        (bytes, step, blockBytes) => {
          expect(frame(bytes, step, { blockBytes }).lines).toEqual(expected(bytes));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('runs within a block keep places exact behind text that is not ASCII', () => {
    const line = `${'x'.repeat(700)}\n`;
    const bytes = encoder.encode(`${line.repeat(150)}ü${line.repeat(150)}€\n${line.repeat(50)}`);
    expect(frame(bytes).lines).toEqual(expected(bytes));
  });

  test('blocks end at line ends and have about the size asked for', () => {
    const bytes = encoder.encode('0123456789\n'.repeat(10_000));
    const { lines, blocks } = frame(bytes, 500, { blockBytes: 5000 });
    expect(lines).toHaveLength(10_000);
    expect(blocks).toBeGreaterThan(18);
    expect(blocks).toBeLessThan(24);
  });

  test('a line that is too large is one rejected record, and reading goes on', () => {
    const bytes = encoder.encode(`a\n${'x'.repeat(5000)}\nb\n`);
    for (const step of [1, 64]) {
      const { lines } = frame(bytes, step, { blockBytes: 100, recordBytes: 1000 });
      expect(lines.map(({ offset, line, flaw }) => [offset, line, flaw])).toEqual([
        [0, 1, 0],
        [2, 2, 3],
        [5003, 3, 0],
      ]);
    }
  });
});
