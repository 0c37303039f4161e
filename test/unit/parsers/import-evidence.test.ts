import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { importEvidence } from '../../../parsers/import-evidence.js';
import type { EvidenceFile } from '../../../parsers/io/evidence-file.js';
import { ImportCancelled } from '../../../parsers/io/import-cancelled.js';
import type { ImportSink } from '../../../parsers/io/import-sink.js';
import { DEFAULT_LIMITS } from '../../../parsers/io/limits.js';
import { collectImport, memoryFile, sha256Of } from '../../support/collect-import.js';
import { keyFormat, lineFormat } from '../../support/fake-formats.js';
import { tarOf } from '../../support/tar-builder.js';

const formats = [keyFormat('alpha'), lineFormat('ALERT')];
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const lines = (count: number): string => Array.from({ length: count }, (_, id) => `{"alpha":${id}}\n`).join('');

async function only(file: EvidenceFile) {
  const { members } = await collectImport([file], { formats });
  expect(members).toHaveLength(1);
  return members[0]!;
}

describe('the door', () => {
  test('a plain file keeps the hash it came with and adds no path', async () => {
    const content = bytes(lines(3));
    const { path, end, records, problems } = await only(memoryFile(content, { name: 'audit.log' }));
    expect([path, problems, records.length]).toEqual(['', [], 3]);
    expect(end).toEqual({
      sha256: sha256Of(content),
      bytes: content.length,
      contentSha256: sha256Of(content),
      format: 'alpha-format',
      formatReason: 'Records have the key alpha.',
      parserVersion: 'alpha-format/1',
    });
  });

  test('gzip adds no path; the content has a hash of its own', async () => {
    const content = bytes(lines(3));
    const packed = gzipSync(gzipSync(content));
    const { path, end, records } = await only(memoryFile(packed, { name: 'audit.log.gz.gz', chunk: 7 }));
    expect([path, records.map(({ offset }) => offset)]).toEqual(['', [0, 12, 24]]);
    expect(end).toMatchObject({ sha256: sha256Of(packed), bytes: packed.length, contentSha256: sha256Of(content) });
  });

  test('files of a folder keep their relative paths, archives among them add theirs', async () => {
    const { members, progress } = await collectImport(
      [
        memoryFile(bytes(lines(1)), { path: 'a/x.log' }),
        memoryFile(zipSync({ 'y.log': bytes(lines(2)) }), { path: 'a/b.zip', random: true }),
        memoryFile(gzipSync(tarOf([{ name: 'z.log', content: lines(3) }])), { path: 'c.tgz' }),
      ],
      { formats },
    );
    expect(members.map(({ path, records }) => [path, records.length])).toEqual([
      ['a/x.log', 1],
      ['a/b.zip', 0],
      ['a/b.zip!/y.log', 2],
      ['c.tgz', 0],
      ['c.tgz!/z.log', 3],
    ]);
    expect(progress.at(-1)).toBe(
      12 +
        zipSync({ 'y.log': bytes(lines(2)) }).length +
        gzipSync(tarOf([{ name: 'z.log', content: lines(3) }])).length,
    );
  });

  test('UTF-16 is read as UTF-8, and the ledger says what offsets count', async () => {
    const text = '{"alpha":"ü€😀"}\r\n{"alpha":2}\r\n';
    const utf8 = bytes(text);
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const stored of [
      little,
      Buffer.from(little).swap16(),
      Buffer.from('{"alpha":1}\n{"alpha":2}\n'.repeat(9), 'utf16le'),
    ]) {
      const { end, records } = await only(memoryFile(stored, { chunk: 3 }));
      expect(end.formatReason).toMatch(/UTF-16[LB]E text, read as UTF-8/);
      expect(end.sha256).toBe(sha256Of(stored));
      expect(end.contentSha256).not.toBe(end.sha256);
      if (records.length === 2) {
        expect(end.contentSha256).toBe(sha256Of(utf8));
        expect(
          records.map(({ offset, length }) => Buffer.from(utf8.subarray(offset, offset + length)).toString()),
        ).toEqual(text.trimEnd().split('\r\n'));
      }
    }
  });

  test('empty, unknown and unsupported files each end as a ledger line', async () => {
    const { members } = await collectImport(
      [
        memoryFile(bytes(''), { path: 'empty' }),
        memoryFile(bytes('hello\n'), { path: 'unknown' }),
        memoryFile(bytes('PAR1 and more'), { path: 'logs.parquet' }),
        memoryFile(gzipSync(''), { path: 'empty.gz' }),
      ],
      { formats },
    );
    expect(members.map(({ end, problems }) => [end.format, problems.map(({ code }) => code)])).toEqual([
      ['unrecognised', []],
      ['unrecognised', ['unrecognised']],
      ['unsupported', ['unsupported']],
      ['unrecognised', []],
    ]);
  });

  test('a file that fails while it is read keeps what was read; the next file follows', async () => {
    const content = bytes(lines(1000));
    const good = memoryFile(content, { path: 'good' });
    const failing: EvidenceFile = {
      ...memoryFile(content, { path: 'failing' }),
      async *stream() {
        yield content.subarray(0, 5000);
        throw new Error('the disk was pulled');
      },
    };
    const shrunk: EvidenceFile = {
      ...memoryFile(content.subarray(0, 1200), { path: 'shrunk' }),
      bytes: content.length,
    };
    const { members } = await collectImport([failing, shrunk, good], { formats });
    expect(
      members.map(({ path, records, problems }) => [path, records.length > 0, problems.map(({ code }) => code)]),
    ).toEqual([
      ['failing', true, ['unreadable']],
      ['shrunk', true, ['unreadable']],
      ['good', true, []],
    ]);
    expect(members[0]!.problems[0]!.reason).toContain('the disk was pulled');
  });

  test('pieces make no difference to records', async () => {
    const content = gzipSync(`{"Records":[${lines(500).trim().replaceAll('\n', ',')}]}`);
    const whole = await only(memoryFile(content));
    expect(whole.records).toHaveLength(500);
    for (const chunk of [1, 13]) expect(await only(memoryFile(content, { chunk }))).toEqual(whole);
  });

  test('records of one list share their envelope', async () => {
    const { records } = await only(memoryFile(bytes('{"owner":"1","Records":[{"alpha":1},{"alpha":2}]}')));
    expect(records.map(({ envelope }) => envelope)).toEqual([{ owner: '1' }, { owner: '1' }]);
  });

  test('a file cut inside its only record is of its format, with one rejected record', async () => {
    const { end, records } = await only(memoryFile(bytes('{"Records":[{"alpha":1,"x":{"y":[1,')));
    expect(end.format).toBe('alpha-format');
    expect(records.map(({ result }) => result)).toEqual([
      { kind: 'rejected', code: 'truncated', reason: 'The file ends inside this record.' },
    ]);
  });

  test('the sink holds reading back', async () => {
    let open = 0;
    let most = 0;
    const sink = silentSink({
      async block() {
        open++;
        most = Math.max(most, open);
        await new Promise((resolve) => setTimeout(resolve, 1));
        open--;
      },
    });
    await importEvidence([memoryFile(bytes(lines(2000)))], sink, {
      formats,
      limits: { ...DEFAULT_LIMITS, blockBytes: 1000 },
    });
    expect(most).toBe(1);
  });

  test('cancelling ends it at once, inside archives too', async () => {
    const archives = [
      bytes(lines(20_000)),
      gzipSync(tarOf([{ name: 'a', content: lines(20_000) }])),
      zipSync({ a: bytes(lines(20_000)) }),
    ];
    for (const archive of archives) {
      let blocks = 0;
      const sink = silentSink({
        block() {
          blocks++;
          return Promise.resolve();
        },
      });
      const options = { formats, limits: { ...DEFAULT_LIMITS, blockBytes: 1000 }, isCancelled: () => blocks >= 3 };
      await expect(importEvidence([memoryFile(archive, { random: true })], sink, options)).rejects.toThrow(
        ImportCancelled,
      );
      expect(blocks).toBe(3);
    }
  });

  test('what the sink throws ends it, inside archives too', async () => {
    const sink = silentSink({ block: () => Promise.reject(new Error('disk full')) });
    for (const file of [
      gzipSync(tarOf([{ name: 'a', content: lines(10) }])),
      zipSync({ a: bytes(lines(10)) }),
      bytes(lines(10)),
    ]) {
      await expect(importEvidence([memoryFile(file)], sink, { formats })).rejects.toThrow('disk full');
    }
  });

  test('decompression is limited for all members together', async () => {
    const file = memoryFile(gzipSync(tarOf([{ name: 'a.gz', content: gzipSync(lines(50_000)) }])));
    const { members } = await collectImport([file], { formats, limits: { ...DEFAULT_LIMITS, totalBytes: 400_000 } });
    expect(members.flatMap(({ problems }) => problems.map(({ code }) => code))).toContain('archive-limit');
    expect(members.at(-1)!.records.length).toBeGreaterThan(0);
  });
});

function silentSink(parts: Partial<ImportSink>): ImportSink {
  let members = 0;
  return {
    memberStart: () => members++,
    block: () => Promise.resolve(),
    problem: () => {},
    memberEnd: () => {},
    progress: () => {},
    ...parts,
  };
}
