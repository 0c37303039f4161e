import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collectImport, memoryFile, sha256Of, type FileOptions } from '../../../support/collect-import.js';
import { keyFormat } from '../../../support/fake-formats.js';
import { paxHeader, tarEntry, tarOf, type TarPart } from '../../../support/tar-builder.js';
import { concatBytes } from '../../../../parsers/io/byte-stream.js';
import type { Limits } from '../../../../parsers/io/limits.js';
import { DEFAULT_LIMITS } from '../../../../parsers/io/limits.js';

const formats = [keyFormat('alpha')];
const line = (value: string | number): string => `{"alpha":${JSON.stringify(value)}}\n`;

async function read(bytes: Uint8Array, options: FileOptions = {}, limits: Partial<Limits> = {}) {
  const { members } = await collectImport([memoryFile(bytes, options)], {
    formats,
    limits: { ...DEFAULT_LIMITS, ...limits },
  });
  return members;
}

/** Path, records and problem codes of every member. */
const summary = (members: Awaited<ReturnType<typeof read>>) =>
  members.map(({ path, records, problems }) => [path, records.length, problems.map(({ code }) => code)]);

const bundle: readonly TarPart[] = [
  { name: 'node-1/', type: '5' },
  { name: 'node-1/audit.log', content: line(1) + line(2) },
  { name: 'node-1/audit.log.gz', content: gzipSync(line(3)) },
  { name: 'empty.log' },
];

describe('tar', () => {
  test.each([1, 3, 511, 512, 513, 1 << 20])('gives the same in pieces of %i bytes', async (chunk) => {
    const members = await read(tarOf(bundle), { chunk });
    expect(summary(members)).toEqual([
      ['', 0, []],
      ['node-1/audit.log', 2, []],
      ['node-1/audit.log.gz', 1, []],
      ['empty.log', 0, []],
    ]);
    expect(members[0]!.end).toMatchObject({
      format: 'archive',
      formatReason: 'tar archive: 3 files, 1 directories',
      sha256: sha256Of(tarOf(bundle)),
    });
  });

  test('hashes members as stored and as parsed', async () => {
    const members = await read(gzipSync(tarOf(bundle)), { chunk: 100 });
    const [archive, plain, packed] = members;
    expect(archive!.end.sha256).toBe(sha256Of(gzipSync(tarOf(bundle))));
    expect(archive!.end.contentSha256).toBe(archive!.end.sha256);
    expect(plain!.end).toMatchObject({ bytes: 24, sha256: sha256Of(Buffer.from(line(1) + line(2))) });
    expect(plain!.end.contentSha256).toBe(plain!.end.sha256);
    expect(packed!.end).toMatchObject({
      bytes: gzipSync(line(3)).length,
      sha256: sha256Of(gzipSync(line(3))),
      contentSha256: sha256Of(Buffer.from(line(3))),
    });
  });

  test('reads archives of all ages and long names of both kinds', async () => {
    const long = `${'deep/'.repeat(40)}audit.log`;
    const archive = tarOf([
      { name: 'old.log', content: line(1), magic: 'old' },
      { name: 'gnu.log', content: line(2), magic: 'gnu' },
      { name: '././@LongLink', type: 'L', content: `${long}\0`, magic: 'gnu' },
      { name: long.slice(0, 100), content: line(3), magic: 'gnu' },
      paxHeader({ path: `ünï/${long}`, mtime: '1.5' }),
      { name: 'short', content: line(4) },
    ]);
    expect((await read(archive)).map(({ path }) => path)).toEqual(['', 'old.log', 'gnu.log', long, `ünï/${long}`]);
  });

  test('reads archives in archives', async () => {
    const inner = tarOf([{ name: 'b.json', content: line(1) }]);
    const members = await read(gzipSync(tarOf([{ name: 'x/a.tgz', content: gzipSync(inner) }])), { chunk: 50 });
    expect(summary(members)).toEqual([
      ['', 0, []],
      ['x/a.tgz', 0, []],
      ['x/a.tgz!/b.json', 1, []],
    ]);
    expect(members[1]!.end.format).toBe('archive');
  });

  test('links and devices are named, never followed', async () => {
    const members = await read(
      tarOf([
        { name: 'etc/shadow', type: '2', target: '/etc/shadow' },
        { name: 'hard', type: '1', target: 'a.log' },
        { name: 'dev/sda', type: '3' },
        { name: 'unknown', type: 'V', content: 'x' },
        { name: 'a.log', content: line(1) },
      ]),
    );
    expect(summary(members)).toEqual([
      ['', 0, ['archive-link', 'archive-link', 'archive-link', 'unsupported']],
      ['a.log', 1, []],
    ]);
    expect(members[0]!.problems[0]!.reason).toContain('symbolic link to "/etc/shadow"');
    expect(members[0]!.end.formatReason).toBe('tar archive: 1 files, 2 links, 2 devices and other special files');
  });

  test('dangerous and repeated names are labels: content is read, the name is complained about', async () => {
    const names = ['/etc/passwd', '../../evil.log', 'C:\\windows\\a.log', 'same', 'same', 'a.zip!/b'];
    const members = await read(tarOf(names.map((name, index) => ({ name, content: line(index) }))));
    expect(members.map(({ path }) => path)).toEqual([
      '',
      '/etc/passwd',
      '../../evil.log',
      'C:\\windows\\a.log',
      'same',
      'same#2',
      'a.zip!/b',
    ]);
    expect(members.slice(1).every(({ records }) => records.length === 1)).toBe(true);
    expect(members[0]!.problems.map(({ code }) => code)).toEqual(
      Array.from({ length: 4 }, () => 'archive-unsafe-path'),
    );
  });

  test('a cut archive keeps what precedes the cut, wherever it is', async () => {
    const content = Array.from({ length: 100 }, (_, index) => line(index)).join('');
    const whole = tarOf([
      { name: 'a.log', content },
      { name: 'b.log', content },
    ]);
    const second = 512 + Math.ceil(content.length / 512) * 512;
    for (const cut of [second + 512 + 700, second + 512 + 30, second + 512 + content.length - 1]) {
      for (const chunk of [64, 100_000]) {
        const members = await read(whole.subarray(0, cut), { chunk });
        expect(members.map(({ path }) => path)).toEqual(['', 'a.log', 'b.log']);
        expect(members[1]!.records).toHaveLength(100);
        const kept = content.slice(0, cut - second - 512);
        expect(members[2]!.records).toHaveLength(kept.split('\n').filter((text) => text !== '').length);
        expect(members[2]!.end).toMatchObject({ bytes: kept.length, sha256: sha256Of(Buffer.from(kept)) });
        expect(members[2]!.problems.map(({ code }) => code)).toContain('archive-damaged');
        expect(members[0]!.problems.map(({ code }) => code)).toEqual(['archive-damaged']);
      }
    }
    const inHeader = await read(whole.subarray(0, second + 100));
    expect(summary(inHeader)).toEqual([
      ['', 0, ['archive-damaged']],
      ['a.log', 100, []],
    ]);
    const between = await read(whole.subarray(0, second));
    expect(summary(between)).toEqual([
      ['', 0, ['may-be-cut-off']],
      ['a.log', 100, []],
    ]);
  });

  test('a damaged header ends the archive with what precedes it', async () => {
    const whole = tarOf([
      { name: 'a.log', content: line(1) },
      { name: 'b.log', content: line(2) },
    ]);
    whole[1024 + 10] = 0x41;
    expect(summary(await read(whole))).toEqual([
      ['', 0, ['archive-damaged']],
      ['a.log', 1, []],
    ]);
  });

  test('a size that lies costs no hang and no memory', async () => {
    const members = await read(concatBytes([tarEntry({ name: 'a.log', content: line(1), size: 0o77777777777 })]), {
      chunk: 10,
    });
    expect(members.map(({ path }) => path)).toEqual(['', 'a.log']);
    expect(members[0]!.problems[0]!.code).toBe('archive-damaged');
  });

  test('nesting and number of members are limited, and the ledger says so', async () => {
    let nested: Uint8Array = tarOf([{ name: 'x.json', content: line(1) }]);
    for (let depth = 0; depth < 6; depth++) nested = tarOf([{ name: 'n.tar', content: nested }]);
    const deep = await read(nested, {}, { nesting: 3 });
    expect(deep).toHaveLength(4);
    expect(deep.at(-1)!.problems.map(({ code }) => code)).toEqual(['archive-limit']);
    const many = tarOf(Array.from({ length: 50 }, (_, index) => ({ name: `${index}.json`, content: line(index) })));
    const limited = await read(many, {}, { members: 10 });
    expect(limited).toHaveLength(10);
    expect(limited[0]!.problems.map(({ code }) => code)).toEqual(['archive-limit']);
    expect(limited[0]!.problems[0]!.reason).toContain('41 files were not read');
  });

  test('changed bytes never crash or hang it, and every member is ended', async () => {
    const whole = gzipSync(tarOf([...bundle, paxHeader({ path: 'p/q' }), { name: 'z', content: line(9) }]), {
      level: 0,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(whole.length),
        fc.integer({ min: 1, max: 5000 }),
        async (changes, cut, chunk) => {
          const changed = Uint8Array.from(whole);
          for (const [place, value] of changes) changed[place] = value;
          const members = await read(changed.subarray(0, cut), { chunk });
          expect(members.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});
