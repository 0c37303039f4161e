import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { caseFolderName, createCase, openCase } from '../../../../main/services/case-folder.js';
import { LOCK_FILE } from '../../../../main/services/lock.js';
import { draft, newCase, temporaryFolder } from './case-setup.js';

test('a new case has its files and opens as described', async () => {
  const folder = await newCase();
  expect((await readdir(folder)).toSorted()).toEqual(['case.json', 'evidence', 'journal.ndjson', 'reports']);
  const opened = await openCase(folder, 'chromium 156');
  expect(opened.meta()).toMatchObject(draft);
  const { lines } = await opened.readJournal(1, 1 << 20);
  expect(lines.map(({ body }) => [body.seq, body.by, body.act.type])).toEqual([
    [1, 'Jo Smith', 'case-created'],
    [2, 'Jo Smith', 'case-opened'],
  ]);
  await opened.close();
  expect(await readdir(folder)).not.toContain(LOCK_FILE);
});

test('an empty folder is taken, anything else is refused', async () => {
  const parent = await temporaryFolder();
  const empty = join(parent, 'empty');
  await mkdir(empty);
  await createCase(empty, draft);
  await expect(createCase(empty, draft)).rejects.toMatchObject({
    code: 'exists',
    message: expect.stringContaining('holds a case already'),
  });
  await expect(createCase(parent, draft)).rejects.toMatchObject({
    code: 'exists',
    message: expect.stringContaining('not empty'),
  });
  expect(await readdir(parent)).toEqual(['empty']);
});

test('a description changes case.json; undo brings it back; a lost or wrong case.json is written anew', async () => {
  const folder = await newCase();
  const read = async () => JSON.parse(await readFile(join(folder, 'case.json'), 'utf8')) as { title: string };
  let opened = await openCase(folder, 'test');
  await opened.append({ type: 'case-described', changes: { title: 'Escape to node-2' } });
  expect((await read()).title).toBe('Escape to node-2');
  await opened.append({ type: 'undone', seq: 3 });
  expect((await read()).title).toBe('Miner on node-2');
  await opened.close();
  for (const harm of [() => rm(join(folder, 'case.json')), () => writeFile(join(folder, 'case.json'), '{"half')]) {
    await harm();
    opened = await openCase(folder, 'test');
    expect(opened.notices.join()).toContain('written anew');
    expect((await read()).title).toBe('Miner on node-2');
    await opened.close();
  }
});

test('folders that are no case are refused with what to do', async () => {
  const folder = await temporaryFolder();
  await expect(openCase(folder, 'test')).rejects.toMatchObject({ code: 'not-found' });
  await expect(openCase(join(folder, 'nowhere'), 'test')).rejects.toMatchObject({ code: 'not-found' });
  await writeFile(join(folder, 'case.json'), '{"formatVersion":2}');
  await expect(openCase(folder, 'test')).rejects.toMatchObject({ message: expect.stringContaining('newer Exhibit') });
  const [one, other] = [await newCase(), await newCase()];
  await writeFile(join(one, 'case.json'), await readFile(join(other, 'case.json')));
  await expect(openCase(one, 'test')).rejects.toMatchObject({
    message: expect.stringContaining('two different cases'),
  });
});

test('the second to open is told who holds the case', async () => {
  const folder = await newCase();
  const opened = await openCase(folder, 'test');
  await expect(openCase(folder, 'test')).rejects.toMatchObject({
    code: 'locked',
    message: expect.stringMatching(
      new RegExp(`open already, by .+ on ${hostname()} \\(process ${process.pid}, since 20`),
    ),
  });
  await opened.close();
  await (await openCase(folder, 'test')).close();
});

test('the lock of a dead process is taken over and that is said; a living one stands', async () => {
  const folder = await newCase();
  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
  await once(other, 'spawn');
  const lock = { pid: other.pid, processStart: null, host: hostname(), user: 'jo', since: '2026-11-23T08:00:00.000Z' };
  await writeFile(join(folder, LOCK_FILE), JSON.stringify(lock));
  await expect(openCase(folder, 'test')).rejects.toMatchObject({ code: 'locked' });
  other.kill('SIGKILL');
  await once(other, 'exit');
  const opened = await openCase(folder, 'test');
  expect(opened.notices).toEqual([expect.stringContaining(`the lock of jo on ${hostname()} (process ${other.pid}`)]);
  await opened.close();
});

test.skipIf(process.platform !== 'linux')('a process number used again is not taken for the holder', async () => {
  const folder = await newCase();
  const lock = { pid: process.pid, processStart: 'another-boot/1', host: hostname(), user: 'jo', since: '' };
  await writeFile(join(folder, LOCK_FILE), JSON.stringify(lock));
  await (await openCase(folder, 'test')).close();
});

test('the lock of another computer stands, with the way out', async () => {
  const folder = await newCase();
  const lock = { pid: 1, processStart: null, host: 'elsewhere.example', user: 'jo', since: '2026-11-23T08:00:00.000Z' };
  await writeFile(join(folder, LOCK_FILE), JSON.stringify(lock));
  await expect(openCase(folder, 'test')).rejects.toMatchObject({
    code: 'locked',
    message: expect.stringContaining('delete'),
  });
});

test('of many that open at once exactly one gets the case', async () => {
  const folder = await newCase();
  await writeFile(join(folder, LOCK_FILE), 'unreadable');
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => openCase(folder, 'test')));
  const won = results.filter((result) => result.status === 'fulfilled');
  expect(won).toHaveLength(1);
  await won[0]?.value.close();
});

test('case numbers become harmless folder names', () => {
  expect(['2026/117', '../x', ' a:b ', '..', '\u202Egnp', 'Fall Ä 3'].map(caseFolderName)).toEqual([
    '2026-117',
    '-x',
    'a-b',
    'case',
    '-gnp',
    'Fall Ä 3',
  ]);
  expect(caseFolderName('\u8a9e'.repeat(200))).toBe('\u8a9e'.repeat(66));
});
