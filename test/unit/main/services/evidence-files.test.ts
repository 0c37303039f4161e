import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCase } from '../../../../main/services/case-folder.js';
import { folderSha256 } from '../../../../main/services/folder-hash.js';
import { readableName } from '../../../../main/services/list-evidence.js';
import { never, newCase, quiet, receiving, temporaryFolder } from './case-setup.js';

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const posix = process.platform !== 'win32';

async function evidenceFolder(): Promise<string> {
  const folder = join(await temporaryFolder(), 'node-1');
  await mkdir(join(folder, 'var', 'log'), { recursive: true });
  await writeFile(join(folder, 'var', 'log', 'audit.log'), 'one\n');
  await writeFile(join(folder, 'var', 'log.txt'), 'two\n');
  await writeFile(join(folder, 'Ä\n.log'), '');
  return folder;
}

test('a file is copied under its number, read-only, with the hash of its bytes', async () => {
  const folder = await newCase();
  const source = join(await temporaryFolder(), 'audit.log');
  const bytes = Buffer.alloc(3_000_000, 'evidence ');
  await writeFile(source, bytes);
  const opened = await openCase(folder, 'test');
  const progress: [number, number][] = [];
  const [receipt] = await opened.receive(
    [source],
    receiving,
    (at) => progress.push([at.bytesDone, at.bytesTotal]),
    never,
  );
  expect(receipt).toEqual({
    number: 'JS/1',
    name: 'audit.log',
    sha256: sha256(bytes),
    bytes: bytes.length,
    kind: 'file',
    storage: 'copy',
    files: [{ path: '', bytes: bytes.length, sha256: sha256(bytes) }],
    origin: receiving.origin,
  });
  const [copy] = await opened.evidencePaths('JS/1');
  expect(copy).toBe(join(opened.folder, 'evidence', 'JS-1', 'audit.log'));
  expect((await readFile(copy ?? '')).equals(bytes)).toBe(true);
  expect((await stat(copy ?? '')).mode & 0o222).toBe(0);
  expect(progress.at(-1)).toEqual([6_000_000, 6_000_000]);
  const { lines, head } = await opened.readJournal(3, 1 << 20);
  expect(lines.map(({ body }) => body.act)).toEqual([{ type: 'exhibit-received', receipt }]);
  expect(head?.seq).toBe(3);
  const [again] = await opened.receive([source], receiving, quiet, never);
  expect(again?.number).toBe('JS/2');
  expect(await opened.rehash()).toEqual([
    { number: 'JS/1', sha256: sha256(bytes), unchanged: true },
    { number: 'JS/2', sha256: sha256(bytes), unchanged: true },
  ]);
  await opened.close();
});

test.skipIf(!posix)('a folder is received with its regular files; links and pipes are listed as left out', async () => {
  const folder = await newCase();
  const source = await evidenceFolder();
  await symlink('/etc/passwd', join(source, 'var', 'passwd'));
  await symlink('/etc', join(source, 'etc'));
  execFileSync('mkfifo', [join(source, 'pipe')]);
  const opened = await openCase(folder, 'test');
  const [receipt] = await opened.receive([source], receiving, quiet, never);
  const files = [
    { path: 'var/log.txt', bytes: 4, sha256: sha256('two\n') },
    { path: 'var/log/audit.log', bytes: 4, sha256: sha256('one\n') },
    { path: 'Ä\n.log', bytes: 0, sha256: sha256('') },
  ];
  expect(receipt?.files).toEqual(files);
  expect(receipt?.leftOut?.map(({ path }) => path)).toEqual(['etc', 'pipe', 'var/passwd']);
  expect(receipt?.sha256).toBe(sha256(files.map((file) => `${file.path}\0${file.bytes}\0${file.sha256}\n`).join('')));
  expect(receipt?.sha256).toBe(folderSha256(files.toReversed()));
  const paths = await opened.evidencePaths('JS/1');
  expect(await Promise.all(paths.map((path) => readFile(path, 'utf8')))).toEqual(['two\n', 'one\n', '']);
  await opened.close();
});

test.skipIf(!posix)('the hash of a folder is what standard tools say', async () => {
  const source = await evidenceFolder();
  const script = `cd "$1" && find . -type f -printf '%P\\0' | LC_ALL=C sort -z | while IFS= read -r -d '' p; do
    printf '%s\\0%s\\0%s\\n' "$p" "$(stat -c %s -- "$p")" "$(sha256sum < "$p" | cut -c1-64)"; done | sha256sum | cut -c1-64`;
  const byTools = execFileSync('bash', ['-c', script, 'bash', source], { encoding: 'utf8' }).trim();
  const opened = await openCase(await newCase(), 'test');
  const [receipt] = await opened.receive([source], receiving, quiet, never);
  expect(receipt?.sha256).toBe(byTools);
  await opened.close();
});

test('evidence left in place is recorded with path, size and hash, and its change is noticed', async () => {
  const source = join(await temporaryFolder(), 'audit.log');
  await writeFile(source, 'one\n');
  const opened = await openCase(await newCase(), 'test');
  const [receipt] = await opened.receive([source], { ...receiving, storage: 'reference' }, quiet, never);
  expect(receipt).toMatchObject({ storage: 'reference', location: source, sha256: sha256('one\n'), bytes: 4 });
  expect(await readdir(join(opened.folder, 'evidence'))).toEqual([]);
  expect(await opened.evidencePaths('JS/1')).toEqual([source]);
  await writeFile(source, 'two\n');
  expect(await opened.rehash()).toEqual([{ number: 'JS/1', sha256: sha256('two\n'), unchanged: false }]);
  await writeFile(source, 'longer\n');
  await expect(opened.evidencePaths('JS/1')).rejects.toMatchObject({ code: 'damaged' });
  await opened.close();
});

test('a changed or missing copy is named', async () => {
  const source = join(await temporaryFolder(), 'audit.log');
  await writeFile(source, 'one\n');
  const opened = await openCase(await newCase(), 'test');
  await opened.receive([source], receiving, quiet, never);
  const [copy = ''] = await opened.evidencePaths('JS/1');
  await chmod(copy, 0o644);
  await writeFile(copy, 'two\n');
  expect(await opened.rehash()).toEqual([{ number: 'JS/1', sha256: sha256('two\n'), unchanged: false }]);
  await writeFile(copy, '');
  await expect(opened.evidencePaths('JS/1')).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringContaining('JS/1'),
  });
  await expect(opened.evidencePaths('JS/2')).rejects.toMatchObject({ code: 'not-found' });
  await opened.close();
});

test('cancelling keeps what is finished and leaves nothing else', async () => {
  const parent = await temporaryFolder();
  const [first, second] = [join(parent, 'a.log'), join(parent, 'b.log')];
  await writeFile(first, 'one\n');
  await writeFile(second, Buffer.alloc(5_000_000));
  const opened = await openCase(await newCase(), 'test');
  const abort = new AbortController();
  const receipts = await opened.receive(
    [first, second],
    receiving,
    ({ name }) => name === 'b.log' && abort.abort(),
    abort.signal,
  );
  expect(receipts.map(({ name }) => name)).toEqual(['a.log']);
  expect(await readdir(join(opened.folder, 'evidence'))).toEqual(['JS-1']);
  expect((await opened.readJournal(1, 1 << 20)).head?.seq).toBe(3);
  await opened.close();
});

test('closing ends a receipt that runs, before the lock goes', async () => {
  const source = join(await temporaryFolder(), 'large.log');
  await writeFile(source, Buffer.alloc(20_000_000));
  const folder = await newCase();
  const opened = await openCase(folder, 'test');
  const run = opened.receive([source], receiving, quiet, never);
  await opened.close();
  expect(await run).toEqual([]);
  expect(await readdir(join(folder, 'evidence'))).toEqual([]);
  await (await openCase(folder, 'test')).close();
});

test('a failure names what is kept; the case itself is no evidence', async () => {
  const source = join(await temporaryFolder(), 'a.log');
  await writeFile(source, 'one\n');
  const opened = await openCase(await newCase(), 'test');
  await expect(opened.receive([source, `${source}.missing`], receiving, quiet, never)).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('kept: JS/1 (a.log)'),
  });
  await expect(opened.receive([opened.folder], receiving, quiet, never)).rejects.toMatchObject({
    code: 'bad-arguments',
  });
  await expect(opened.receive([join(opened.folder, '..')], receiving, quiet, never)).rejects.toMatchObject({
    code: 'bad-arguments',
  });
  await opened.close();
});

test('names that are not UTF-8 stay readable and distinct', () => {
  expect(readableName(Buffer.from('Ä.log'))).toBe('Ä.log');
  expect(readableName(Buffer.from([0x61, 0xff, 0x5c]))).toBe(String.raw`a\xFF\x5C`);
});

test('a journal made by others leads to no file outside of its case', async () => {
  const folder = await newCase();
  const opened = await openCase(folder, 'test');
  const receipt = {
    number: 'JS/1',
    name: '..',
    sha256: '0'.repeat(64),
    bytes: 1,
    kind: 'folder',
    storage: 'copy',
    files: [{ path: '../../../../etc/passwd', bytes: 1, sha256: '0'.repeat(64) }],
    origin: '',
  } as const;
  await opened.append({ type: 'exhibit-received', receipt });
  await expect(opened.evidencePaths('JS/1')).rejects.toMatchObject({ code: 'damaged' });
  await opened.close();
});
