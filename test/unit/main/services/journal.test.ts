import { appendFile, open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCase } from '../../../../main/services/case-folder.js';
import { JOURNAL_FILE } from '../../../../main/services/journal-reading.js';
import { foldJournal } from '../../../../parsers/model/fold.js';
import { FIRST_PREVIOUS_HASH, verifyLine } from '../../../../parsers/model/journal-chain.js';
import type { JournalLine } from '../../../../parsers/model/case.js';
import { recomputed } from '../../../support/forge-report.js';
import { newCase } from './case-setup.js';

const exported = (what: string) => ({ type: 'exported', what, sha256: '0'.repeat(64), detail: '' }) as const;

async function caseWithLines(count: number): Promise<string> {
  const folder = await newCase();
  const opened = await openCase(folder, 'test');
  await Promise.all(Array.from({ length: count }, (_, at) => opened.append(exported(`file ${at}`))));
  await opened.close();
  return folder;
}

test('acts stand on disk in the order of their calls, chained, and are read in pages', async () => {
  const folder = await caseWithLines(20);
  const texts = (await readFile(join(folder, JOURNAL_FILE), 'utf8')).trimEnd().split('\n');
  let previous = FIRST_PREVIOUS_HASH;
  for (const text of texts) {
    const verdict = verifyLine(previous, text);
    if (!verdict.ok) throw new Error(verdict.reason);
    previous = verdict.line.hash;
  }
  const opened = await openCase(folder, 'test');
  const lines = [];
  for (let next: number | null = 1; next !== null;) {
    const page: Awaited<ReturnType<typeof opened.readJournal>> = await opened.readJournal(next, 1_000);
    expect(page.lines.length).toBeGreaterThan(0);
    lines.push(...page.lines);
    next = page.next;
  }
  const whole = await opened.readJournal(1, 1 << 30);
  expect(whole).toMatchObject({ lines, next: null, head: { seq: 23 } });
  expect(lines.map(({ body }) => body.act.type === 'exported' && body.act.what).filter(Boolean)).toEqual(
    Array.from({ length: 20 }, (_, at) => `file ${at}`),
  );
  expect(foldJournal(lines).head).toEqual(whole.head);
  expect(await opened.readJournal(24, 1_000)).toMatchObject({ lines: [], next: null });
  await opened.close();
});

test.each([
  ['cut inside the line', (path: string, size: number) => truncate(path, size - 7)],
  ['a few bytes of a line', (path: string) => appendFile(path, '{"hash":"ab')],
  [
    'NUL bytes that never reached the disk',
    async (path: string) => appendFile(path, Buffer.concat([Buffer.alloc(300), Buffer.from('\n')])),
  ],
])('a torn last line is set aside and said: %s', async (_, tear) => {
  const folder = await caseWithLines(2);
  const path = join(folder, JOURNAL_FILE);
  const before = await readFile(path);
  await tear(path, before.length);
  const torn = await readFile(path);
  const opened = await openCase(folder, 'test');
  expect(opened.notices.join()).toContain('was cut off');
  await opened.append(exported('after'));
  await opened.close();
  const aside = (await readdir(folder)).filter((name) => name.startsWith('journal.torn-'));
  expect(aside).toHaveLength(1);
  const kept = await readFile(path);
  const tail = await readFile(join(folder, aside[0] ?? ''));
  const start = torn.length - tail.length;
  expect(kept.subarray(0, start).equals(before.subarray(0, start))).toBe(true);
  const again = await openCase(folder, 'test');
  expect(again.notices).toEqual([]);
  await again.close();
});

test.each([
  ['a changed byte', (text: string) => text.replace('file 1', 'file 9'), 4],
  ['a missing line', (text: string) => text.split('\n').toSpliced(2, 1).join('\n'), 3],
  ['a blank line', (text: string) => text.replace('\n', '\n\n'), 2],
  ['a NUL byte before the end', (text: string) => text.replace('file 1', 'file\0'), 4],
])('damage is named with its line and changes nothing: %s', async (_, damage, line) => {
  const folder = await caseWithLines(5);
  const path = join(folder, JOURNAL_FILE);
  const damaged = damage(await readFile(path, 'utf8'));
  await writeFile(path, damaged);
  await expect(openCase(folder, 'test')).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringContaining(`line ${line} of`),
  });
  expect(await readFile(path, 'utf8')).toBe(damaged);
  expect(await readdir(folder)).not.toContain('exhibit.lock');
});

test('an act that does not fit, or is none, is refused and leaves no line', async () => {
  const folder = await caseWithLines(0);
  const opened = await openCase(folder, 'test');
  const size = (await readFile(join(folder, JOURNAL_FILE))).length;
  await expect(opened.append({ type: 'undone', seq: 1 })).rejects.toMatchObject({ code: 'bad-arguments' });
  await expect(opened.append({ type: 'made-up' } as never)).rejects.toMatchObject({ code: 'bad-arguments' });
  expect((await readFile(join(folder, JOURNAL_FILE))).length).toBe(size);
  await opened.close();
});

test('a journal that another program wrote to takes no more lines', async () => {
  const folder = await caseWithLines(0);
  const opened = await openCase(folder, 'test');
  await appendFile(join(folder, JOURNAL_FILE), 'x');
  await expect(opened.append(exported('a'))).rejects.toMatchObject({ code: 'damaged' });
  await opened.close();
});

test.skipIf(process.platform !== 'linux')('a full disk is said, and the journal goes on where it was', async () => {
  const folder = await caseWithLines(0);
  const opened = await openCase(folder, 'test');
  const probe = await open(join(folder, JOURNAL_FILE));
  const prototype = Object.getPrototypeOf(probe) as { write: (...args: unknown[]) => unknown };
  await probe.close();
  const full = await open('/dev/full', 'r+');
  const write = prototype.write;
  // The write goes to a device that is always full: the error is the system's own.
  prototype.write = (...args) => {
    prototype.write = write;
    return write.apply(full, args);
  };
  await expect(opened.append(exported('a'))).rejects.toMatchObject({ code: 'disk-full' });
  await full.close();
  await opened.append(exported('b'));
  await opened.close();
  const again = await openCase(folder, 'test');
  expect((await again.readJournal(4, 1 << 20)).lines[0]?.body.act).toMatchObject({ what: 'b' });
  await again.close();
});

test('every line has a salt of its own; a journal from before there were salts goes on', async () => {
  const folder = await caseWithLines(3);
  const path = join(folder, JOURNAL_FILE);
  const read = async (): Promise<readonly JournalLine[]> =>
    (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as JournalLine);
  const salts = (lines: readonly JournalLine[]) => lines.map(({ body }) => body.salt);
  const salted = await read();
  for (const salt of salts(salted)) expect(salt).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(salts(salted)).size).toBe(salted.length);

  const older = recomputed(salted, 1, ({ salt: _salt, ...body }) => body);
  await writeFile(path, older.map(({ text }) => `${text}\n`).join(''));
  const opened = await openCase(folder, 'test');
  await opened.append(exported('after'));
  await opened.close();
  const after = await read();
  expect(salts(after).map((salt) => salt === undefined)).toEqual([...older.map(() => true), false, false]);
  await (await openCase(folder, 'test')).close();
});
