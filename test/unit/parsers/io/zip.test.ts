import { TextReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { concatBytes } from '../../../../parsers/io/byte-stream.js';
import { DEFAULT_LIMITS, type Limits } from '../../../../parsers/io/limits.js';
import { collectImport, memoryFile, sha256Of, type FileOptions } from '../../../support/collect-import.js';
import { keyFormat } from '../../../support/fake-formats.js';
import { tarOf } from '../../../support/tar-builder.js';

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
