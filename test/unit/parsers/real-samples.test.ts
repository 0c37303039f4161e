import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../../parsers/registry.js';
import { collectImport, memoryFile, type CollectedMember, type FileOptions } from '../../support/collect-import.js';
import { tarOf } from '../../support/tar-builder.js';

const FOLDER = 'sample-evidence';
/**
 * Real samples of every format; the demonstration is invented and large. Whether a tar is evidence itself depends on what it
 * lies in, so those samples are proven by their format's own tests.
 */
const SAMPLES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter(
    (path) =>
      !/^demonstration\b|\.md$|expected\.json$|\.(?:tar|tgz|zip)(?:\.\w+)?$/.test(path) &&
      statSync(join(FOLDER, path)).isFile(),
  )
  .map((path) => path.replaceAll('\\', '/'));

const sample = (path: string): Uint8Array => Uint8Array.from(readFileSync(join(FOLDER, path)));

async function read(bytes: Uint8Array, options: FileOptions = {}): Promise<readonly CollectedMember[]> {
  return (await collectImport([memoryFile(bytes, options)], { formats: FORMATS })).members;
}

/** What was read of a member's content, without what it was wrapped in. */
function content({ records, end }: CollectedMember) {
  const places = records.map(({ offset, length, line, format, result }) => [offset, length, line, format, result]);
  return { format: end.format, places };
}

describe('real samples', () => {
  test('are many', () => {
    expect(SAMPLES.length).toBeGreaterThan(30);
  });

  test.each(SAMPLES)('%s gives the same in small pieces, compressed and in archives', async (path) => {
    const bytes = sample(path);
    const name = path.split('/').at(-1)!;
    const plain = await read(bytes, { name });
    const whole = content(plain.at(-1)!);
    expect(whole.format).not.toBe('unrecognised');
    expect(whole.places.length).toBeGreaterThan(0);
    const small = await read(bytes, { name, chunk: bytes.length > 40_000 ? 17 : 1 });
    expect(content(small.at(-1)!)).toEqual(whole);
    const packed = [gzipSync(bytes), zipSync({ [name]: bytes }), gzipSync(tarOf([{ name, content: gzipSync(bytes) }]))];
    for (const each of packed) expect(content((await read(each, { name })).at(-1)!)).toEqual(whole);
  });

  test('changed and cut anywhere, they never crash it; every member ends, and pieces make no difference', async () => {
    const small = SAMPLES.map(sample).filter(({ length }) => length < 30_000);
    const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(...Buffer.from('"{}[],:\n\\'))));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...small),
        fc.array(change, { maxLength: 5 }),
        fc.option(fc.nat()),
        fc.integer({ min: 50, max: 5000 }),
        async (original, changes, cut, chunk) => {
          const bytes = original.slice(0, cut === null ? original.length : cut % (original.length + 1));
          for (const [place, value] of changes) if (bytes.length > 0) bytes[place % bytes.length] = value;
          const members = await read(bytes, { random: true });
          expect((await read(bytes, { chunk })).map(content)).toEqual(members.map(content));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('a cut costs at most the records it hits', async () => {
    for (const path of SAMPLES.filter((each) => /ndjson$|\.log$|jsonl$/.test(each))) {
      const bytes = sample(path);
      const [whole] = await read(bytes);
      for (const share of [0.5, 0.77, 0.93]) {
        const cut = Math.floor(bytes.length * share);
        const [part] = await read(bytes.subarray(0, cut));
        const intact = whole!.records.filter(({ offset, length }) => offset + length <= cut);
        // The record of a group spans further lines, which are records themselves: a cut may hit several at once.
        const hit = new Set(
          whole!.records
            .filter(({ offset, length }) => offset < cut && offset + length > cut)
            .map(({ offset }) => offset),
        );
        const kept = part!.records.filter(({ offset }) => !hit.has(offset));
        expect(kept.slice(0, intact.length), path).toEqual(intact);
        expect(part!.records.length - intact.length).toBeLessThanOrEqual(Math.max(1, hit.size));
      }
    }
  });
});
