import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { compareHashes, parseHashList, type KnownFile } from '../../../parsers/hash-list.js';
import type { HashAlgorithm } from '../../../parsers/model/case.js';

const digestOf = (algorithm: HashAlgorithm, text: string): string => createHash(algorithm).update(text).digest('hex');
const known = (path: string, text: string, isReceived = true): KnownFile => ({
  path,
  isReceived,
  digests: (isReceived ? (['sha256', 'md5'] as const) : (['sha256'] as const)).map((algorithm) => ({
    algorithm,
    digest: digestOf(algorithm, text),
  })),
});

describe('reading', () => {
  test.each([['sha256sum'], ['md5sum'], ['sha1sum'], ['sha256sum', '--tag'], ['md5sum', '-b']])(
    'what %s writes, odd names too',
    (tool, ...options) => {
      const folder = mkdtempSync(join(tmpdir(), 'exhibit-hash-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const names = ['a.log', 'two words.log', 'back\\slash'];
      for (const name of names) writeFileSync(join(folder, name), name);
      const text = execFileSync(tool, [...options.filter(Boolean), ...names], { cwd: folder, encoding: 'utf8' });
      const algorithm = tool.slice(0, -3) as HashAlgorithm;
      const { hashes } = parseHashList(text);
      expect(hashes.filter(({ path }) => path !== 'back\\\\slash').map(({ path }) => path)).toContain('two words.log');
      expect(hashes[0]).toEqual({ path: 'a.log', algorithm, digest: digestOf(algorithm, 'a.log') });
    },
  );

  test('a table by its heading, several algorithms in one row', () => {
    const md5 = digestOf('md5', 'x');
    const sha256 = digestOf('sha256', 'x');
    const text = `\u{FEFF}OSPath,Size,Hash.MD5,Hash.SHA256\r\n"/var/log/a, b.log",1,${md5.toUpperCase()},${sha256}\r\n/none,0,,\r\n`;
    expect(parseHashList(text)).toEqual({
      hashes: [
        { path: '/var/log/a, b.log', algorithm: 'md5', digest: md5 },
        { path: '/var/log/a, b.log', algorithm: 'sha256', digest: sha256 },
      ],
      ignored: 2,
    });
  });

  test('lines that state no hash are counted', () => {
    expect(parseHashList(`# made by hand\n${digestOf('sha1', 'x')}  x\nabc  y\n`)).toMatchObject({
      hashes: [{ path: 'x' }],
      ignored: 2,
    });
  });
});

describe('comparing', () => {
  const files = [known('bundle/a.log', 'a'), known('bundle/b.log', 'b'), known('bundle/c.log', 'c')];
  const list = (...lines: readonly string[]) => parseHashList(lines.join('\n'));

  test('match, mismatch, not listed, absent', () => {
    const wrong = digestOf('sha256', 'other');
    const { counts, differences } = compareHashes(
      list(`${digestOf('md5', 'a')}  ./a.log`, `${wrong}  /mnt/bundle/b.log`, `${wrong}  gone.log`),
      files,
    );
    expect(counts).toEqual({ match: 1, mismatch: 1, 'not-listed': 1, absent: 1, unchecked: 0 });
    expect(differences.map(({ path, result }) => [path, result])).toEqual([
      ['/mnt/bundle/b.log', 'mismatch'],
      ['gone.log', 'absent'],
      ['bundle/c.log', 'not-listed'],
    ]);
    expect(differences[0]).toMatchObject({ listed: wrong, found: digestOf('sha256', 'b') });
  });

  test('a file renamed on the way is a match by its digest', () => {
    expect(compareHashes(list(`${digestOf('sha256', 'a')}  original.name`), files.slice(0, 1)).counts).toMatchObject({
      match: 1,
      'not-listed': 0,
    });
  });

  test('members of archives are asked of the list only where it names one, and never by MD5', () => {
    const member = known('bundle.tar/etc/passwd', 'p', false);
    const shadow = known('bundle.tar/etc/shadow', 's', false);
    const outer = list(`${digestOf('sha256', 'a')}  a.log`);
    expect(compareHashes(outer, [files[0]!, member, shadow]).counts).toMatchObject({ match: 1, 'not-listed': 0 });
    const inner = list(`${digestOf('md5', 'p')}  /etc/passwd`);
    expect(compareHashes(inner, [member, shadow]).counts).toMatchObject({ unchecked: 1, 'not-listed': 1 });
  });
});
