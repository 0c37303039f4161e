import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ByteStream, concatBytes } from '../../../../parsers/io/byte-stream.js';
import { DecompressionBudget } from '../../../../parsers/io/decompression-budget.js';
import { gunzip } from '../../../../parsers/io/gunzip.js';
import { DEFAULT_LIMITS, type Limits } from '../../../../parsers/io/limits.js';
import { memoryFile } from '../../../support/collect-import.js';

async function unpack(bytes: Uint8Array, chunk = 64, limits: Partial<Limits> = {}) {
  const problems: string[] = [];
  const source = new ByteStream(memoryFile(bytes, { chunk }).stream());
  const budget = new DecompressionBudget({ ...DEFAULT_LIMITS, ...limits });
  const pieces: Uint8Array[] = [];
  for await (const piece of gunzip(source, budget, (code, offset) => problems.push(`${code}@${offset}`)))
    pieces.push(piece);
  return { text: Buffer.from(concatBytes(pieces)).toString('latin1'), problems };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('gunzip', () => {
  test.each([1, 5, 4096])('reads all members one after the other, in pieces of %i', async (chunk) => {
    const all = concatBytes([gzipSync('one\n'), gzipSync(''), gzipSync('two\n'), gzipSync('x'.repeat(100_000))]);
    expect(await unpack(all, chunk)).toEqual({ text: `one\ntwo\n${'x'.repeat(100_000)}`, problems: [] });
  });

  test('reads ten thousand members', async () => {
    const all = concatBytes(Array.from({ length: 10_000 }, (_, index) => gzipSync(`${index}\n`)));
    const { text, problems } = await unpack(all, 64 * 1024);
    expect(text.split('\n')).toHaveLength(10_001);
    expect(problems).toEqual([]);
  });

  test('passes over name, comment, extra field and header check sum', async () => {
    const plain = gzipSync('hello');
    const header = Uint8Array.of(0x1f, 0x8b, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 0xaa, 0xbb);
    const all = concatBytes([header, bytes('name\0comment\0'), Uint8Array.of(0, 0), plain.subarray(10)]);
    expect(await unpack(all, 1)).toEqual({ text: 'hello', problems: [] });
  });

  test('a cut stream keeps what precedes the cut', async () => {
    const text = Array.from({ length: 2000 }, (_, index) => `line ${index * 7919}`).join('\n');
    const packed = gzipSync(text);
    const cut = await unpack(packed.subarray(0, packed.length - 500));
    expect(text.startsWith(cut.text)).toBe(true);
    expect(cut.text.length).toBeGreaterThan(text.length * 0.9);
    expect(cut.problems).toEqual([`archive-damaged@${cut.text.length}`]);
  });

  test('a cut in the check sum keeps all content', async () => {
    expect(await unpack(gzipSync('whole').subarray(0, -3))).toEqual({ text: 'whole', problems: ['archive-damaged@5'] });
  });

  test('a second member that is damaged leaves the first whole', async () => {
    const second = Uint8Array.from(gzipSync('second '.repeat(1000)));
    second.fill(0xff, 14);
    const { text, problems } = await unpack(concatBytes([gzipSync('first'), second]));
    expect(text.startsWith('first')).toBe(true);
    expect(problems).toHaveLength(1);
  });

  test('a wrong check sum is said, the content is kept', async () => {
    const packed = Uint8Array.from(gzipSync('altered'));
    packed[packed.length - 6]! ^= 1;
    expect(await unpack(packed)).toEqual({ text: 'altered', problems: ['archive-damaged@7'] });
  });

  test('zeros behind the data are padding, anything else is named', async () => {
    expect(await unpack(concatBytes([gzipSync('a'), new Uint8Array(1000)]))).toEqual({ text: 'a', problems: [] });
    expect(await unpack(concatBytes([gzipSync('a'), new Uint8Array(70), gzipSync('b')]))).toEqual({
      text: 'ab',
      problems: [],
    });
    expect(await unpack(concatBytes([gzipSync('a'), bytes('garbage')]))).toEqual({
      text: 'a',
      problems: ['archive-damaged@1'],
    });
  });

  test('a bomb is stopped by ratio and by size', async () => {
    const bomb = gzipSync(new Uint8Array(20_000_000));
    const byRatio = await unpack(bomb, 1024, { ratioFrom: 1_000_000, ratio: 100 });
    expect(byRatio.problems[0]).toMatch(/^archive-limit@/);
    expect(byRatio.text.length).toBeLessThan(2_000_000);
    const bySize = await unpack(bomb, 1024, { totalBytes: 500_000 });
    expect(bySize.problems[0]).toMatch(/^archive-limit@/);
    expect(bySize.text.length).toBeLessThanOrEqual(500_000);
  });

  test('a stream of only a header is damage', async () => {
    expect(await unpack(gzipSync('abc').subarray(0, 7))).toEqual({ text: '', problems: ['archive-damaged@0'] });
    expect(
      (await unpack(concatBytes([gzipSync('abc').subarray(0, 10), deflateRawSync('abc').subarray(0, 1)]))).problems,
    ).toHaveLength(1);
  });
});
