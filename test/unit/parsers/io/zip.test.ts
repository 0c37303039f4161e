import { readFileSync } from 'node:fs';
import { TextReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { concatBytes } from '../../../../parsers/io/byte-stream.js';
import { DEFAULT_LIMITS, type Limits } from '../../../../parsers/io/limits.js';
import { collectImport, memoryFile, sha256Of, type FileOptions } from '../../../support/collect-import.js';
import { keyFormat } from '../../../support/fake-formats.js';
import { tarOf } from '../../../support/tar-builder.js';
import { zipEntry, zipOf as builtZip } from '../../../support/zip-builder.js';

const formats = [keyFormat('alpha')];
const line = (value: string | number): string => `{"alpha":${JSON.stringify(value)}}\n`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(zip: Uint8Array, options: FileOptions = { random: true }, limits: Partial<Limits> = {}) {
  const { members } = await collectImport([memoryFile(zip, options)], {
    formats,
    limits: { ...DEFAULT_LIMITS, ...limits },
  });
  return members;
}

const summary = (members: Awaited<ReturnType<typeof read>>) =>
  members.map(({ path, records, problems }) => [path, records.length, problems.map(({ code }) => code)]);

type Entries = readonly (readonly [name: string, text: string, options?: ZipWriterAddDataOptions])[];

/** Written by another program, with its options. */
async function zipOf(entries: Entries): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, text, options] of entries) await writer.add(name, new TextReader(text), options);
  return await writer.close();
}

const many = Array.from({ length: 500 }, (_, index) => line(index)).join('');

const packedLines = (ending: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`compressed/two.${ending}`, import.meta.url)));
const plainLines = new Uint8Array(readFileSync(new URL('compressed/lines.txt', import.meta.url)));

/**
 * Deflate64 in one block of fixed codes: the given bytes, then a match of `length` bytes from `distance` back, in the
 * symbols that plain DEFLATE lacks: 285 with 16 extra bits, 30 or 31 with 14.
 */
function deflate64(literals: Uint8Array, length: number, distance: number): Uint8Array {
  const bits: number[] = [];
  const least = (value: number, count: number): void => {
    for (let at = 0; at < count; at++) bits.push((value >> at) & 1);
  };
  const code = (value: number, count: number): void => {
    for (let at = count - 1; at >= 0; at--) bits.push((value >> at) & 1);
  };
  least(1, 1);
  least(1, 2);
  for (const byte of literals) {
    if (byte < 144) code(0x30 + byte, 8);
    else code(0x190 + byte - 144, 9);
  }
  code(0xc0 + 285 - 280, 8);
  least(length - 3, 16);
  const symbol = distance < 49_153 ? 30 : 31;
  code(symbol, 5);
  least(distance - (symbol === 30 ? 32_769 : 49_153), 14);
  code(0, 7);
  const packed = new Uint8Array(Math.ceil(bits.length / 8));
  for (const [at, bit] of bits.entries()) packed[at >> 3]! |= bit << (at & 7);
  return packed;
}

describe('the methods of zip', () => {
  test.each([
    ['bzip2', 12, 'bz2'],
    ['zstd, by its old number', 20, 'zst'],
    ['zstd', 93, 'zst'],
    ['xz', 95, 'xz'],
  ])('%s is read and checked', async (_, method, ending) => {
    const part = { name: 'a.txt', content: plainLines, method, packed: packedLines(ending) };
    const [, member] = await read(builtZip([zipEntry(part)]));
    expect(member!.problems.map(({ code }) => code)).toEqual(['unrecognised']);
    expect([member!.end.bytes, member!.end.sha256]).toEqual([plainLines.length, sha256Of(plainLines)]);
    const cut = { ...part, packed: part.packed.subarray(0, part.packed.length - 200) };
    const [, damaged] = await read(builtZip([zipEntry(cut), zipEntry({ name: 'b.json', content: line(1) })]));
    expect(damaged!.problems.map(({ code }) => code)).toContain('archive-damaged');
  });

  test('Deflate64 is read, with its long matches and far distances', async () => {
    const start = Uint8Array.from({ length: 60_000 }, (_, at) => (at * at * 7 + (at >> 5)) & 255);
    for (const [length, distance] of [
      [60_000, 60_000],
      [65_538, 49_153],
      [258, 32_769],
      [3, 49_152],
    ] as const) {
      const content = concatBytes([start, new Uint8Array(length)]);
      for (let at = start.length; at < content.length; at++) content[at] = content[at - distance]!;
      const packed = deflate64(start, length, distance);
      const [, member] = await read(builtZip([zipEntry({ name: 'a.bin', content, method: 9, packed })]));
      expect(member!.problems.map(({ code }) => code)).toEqual(['unrecognised']);
      expect(member!.end.sha256).toBe(sha256Of(content));
    }
  });

  test('what is not read is named, with what to do', async () => {
    const entries = [14, 98, 77].map((method) => zipEntry({ name: `${method}.log`, content: 'x', method }));
    const members = await read(builtZip([...entries, zipEntry({ name: 'b.json', content: line(1) })]));
    expect(members.slice(1).map(({ end, records }) => [end.format, records.length, end.formatReason])).toEqual([
      ...['LZMA', 'PPMd', 'method 77'].map((method) => [
        'unsupported',
        0,
        `The entry is compressed with ${method}, which is not read: unpack it and add the result as an exhibit.`,
      ]),
      ['alpha-format', 1, expect.any(String)],
    ]);
  });

  test('without the directory, entries of other methods end where their descriptor says', async () => {
    const packed = packedLines('bz2');
    const whole = builtZip([
      zipEntry({ name: 'a.txt', content: plainLines, method: 12, packed, descriptor: true }),
      zipEntry({ name: 'b.json', content: line(1) }),
    ]);
    const members = await read(whole.subarray(0, Buffer.from(whole).indexOf('PK\u0001\u0002', 0, 'latin1')));
    expect(members.map(({ path, problems }) => [path, problems.map(({ code }) => code)])).toEqual([
      ['', ['archive-damaged']],
      ['a.txt', ['unrecognised']],
      ['b.json', []],
    ]);
    expect(members[1]!.end.sha256).toBe(sha256Of(plainLines));
  });
});

describe('zip', () => {
  test('reads stored and deflated entries, at any place or held in memory', async () => {
    const zip = zipSync({
      'a/b.json': [bytes(many), { level: 9 }],
      'c.json': [bytes(line(1)), { level: 0 }],
      'd/': new Uint8Array(0),
    });
    for (const options of [{ random: true }, { chunk: 10 }]) {
      const members = await read(zip, options);
      expect(summary(members)).toEqual([
        ['', 0, []],
        ['a/b.json', 500, []],
        ['c.json', 1, []],
      ]);
      expect(members[0]!.end).toMatchObject({
        format: 'archive',
        formatReason: 'zip archive: 2 files, 1 directories',
        sha256: sha256Of(zip),
      });
      expect(members[1]!.end).toMatchObject({ bytes: many.length, sha256: sha256Of(bytes(many)) });
    }
  });

  test.each<[string, ZipWriterAddDataOptions]>([
    ['zip64', { zip64: true }],
    ['data descriptors', { dataDescriptor: true }],
    ['zip64 with data descriptors', { zip64: true, dataDescriptor: true }],
    ['no data descriptors', { dataDescriptor: false }],
    ['stored', { level: 0 }],
  ])('reads %s', async (_, options) => {
    const zip = await zipOf([
      ['a.json', many, options],
      ['ü.json', line('ü'), options],
    ]);
    expect(summary(await read(zip))).toEqual([
      ['', 0, []],
      ['a.json', 500, []],
      ['ü.json', 1, []],
    ]);
  });

  test.each<[string, ZipWriterAddDataOptions]>([
    ['AES', { password: 'secret' }],
    ['the old cipher', { password: 'secret', zipCrypto: true }],
  ])('an entry encrypted with %s is named and hashed', async (_, options) => {
    const members = await read(
      await zipOf([
        ['secret.json', many, options],
        ['open.json', line(1)],
      ]),
    );
    expect(summary(members)).toEqual([
      ['', 0, []],
      ['secret.json', 0, ['archive-encrypted']],
      ['open.json', 1, []],
    ]);
    expect(members[1]!.end.format).toBe('unsupported');
    expect(members[1]!.end.bytes).toBeGreaterThan(0);
  });

  test('an archive in an archive in an archive', async () => {
    const inner = zipSync({ 'b.json': bytes(line(1)) });
    const outer = zipSync({ 'x/a.zip': inner, 'c.tar': tarOf([{ name: 'd.json', content: line(2) }]) });
    expect((await read(outer)).map(({ path, records }) => [path, records.length])).toEqual([
      ['', 0],
      ['x/a.zip', 0],
      ['x/a.zip!/b.json', 1],
      ['c.tar', 0],
      ['c.tar!/d.json', 1],
    ]);
    const inTar = await read(tarOf([{ name: 'bundle.zip', content: inner }]), {}, { bufferedArchiveBytes: 10 });
    expect(summary(inTar)).toEqual([
      ['', 0, []],
      ['bundle.zip', 0, ['archive-limit']],
    ]);
  });

  test('an interrupted copy without directory is read entry by entry', async () => {
    const descriptors = await zipOf([
      ['a.json', many, { dataDescriptor: true }],
      ['b.json', line(1), { dataDescriptor: true }],
    ]);
    const sizes = await zipOf([
      ['a.json', many, { dataDescriptor: false }],
      ['b.json', line(1), { dataDescriptor: false }],
    ]);
    for (const zip of [descriptors, sizes]) {
      const directory = Buffer.from(zip).indexOf('PK\u0001\u0002', 0, 'latin1');
      expect(summary(await read(zip.subarray(0, directory)))).toEqual([
        ['', 0, ['archive-damaged']],
        ['a.json', 500, []],
        ['b.json', 1, []],
      ]);
      const cut = await read(zip.subarray(0, 200));
      expect(cut.map(({ path }) => path)).toEqual(['', 'a.json']);
      expect(cut[1]!.problems.map(({ code }) => code)).toContain('archive-damaged');
    }
  });

  test('bytes before the archive, as in a self-extractor, move its offsets', async () => {
    const zip = zipSync({ 'a.json': bytes(line(1)) });
    const shifted = concatBytes([zip.subarray(0, 4), bytes('stub'.repeat(30)), zip]);
    expect((await read(shifted)).map(({ path, records }) => [path, records.length])).toEqual([
      ['', 0],
      ['a.json', 1],
    ]);
  });

  test('sizes and check sums that lie are said', async () => {
    const zip = zipSync({ 'a.json': [bytes(many), { level: 6 }] });
    const at = Buffer.from(zip).indexOf('PK\u0001\u0002', 0, 'latin1');
    const lyingSize = Uint8Array.from(zip);
    lyingSize.set([1, 0, 0, 0], at + 24);
    const [, told] = await read(lyingSize);
    expect([told!.records.length, told!.problems.map(({ reason }) => reason)]).toEqual([
      500,
      [
        `The header before this entry says ${many.length} bytes, the zip directory says otherwise; it was read as the directory says.`,
        `The zip directory states 1 bytes for this entry, ${many.length} were read.`,
      ],
    ]);
    const lyingCrc = Uint8Array.from(zip);
    lyingCrc[at + 16]! ^= 1;
    expect(summary(await read(lyingCrc))[1]).toEqual(['a.json', 500, ['archive-damaged']]);
  });

  test('names without UTF-8 mark are read as UTF-8, else as code page 437', async () => {
    const zip = zipSync({ 'x?.json': bytes(line(1)) });
    const named = Uint8Array.from(zip, (byte) => (byte === 0x3f ? 0x81 : byte));
    expect((await read(named))[1]!.path).toBe('xü.json');
  });

  test('changed bytes never crash or hang it, and every member is ended', async () => {
    const zip = await zipOf([
      ['a.json', many, { dataDescriptor: true }],
      ['b.json', line(1), { zip64: true }],
      ['c.json', line(1), { level: 0 }],
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(zip.length),
        fc.boolean(),
        async (changes, cut, random) => {
          const changed = Uint8Array.from(zip);
          for (const [place, value] of changes) changed[place] = value;
          const members = await read(changed.subarray(0, cut), { random });
          expect(members.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});
