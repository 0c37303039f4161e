import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchive } from '../../../../main/services/archive/open-archive.js';
import { BLOCK, entryHeader, padding, readEntryHead, TAR_END } from '../../../../main/services/archive/tar-entry.js';
import { openCase } from '../../../../main/services/case-folder.js';
import type { OpenCase } from '../../../../main/services/open-case.js';
import { never, newCase, quiet, receiving, temporaryFolder } from './case-setup.js';

const options = { signal: never, onProgress: quiet };
const hasTar = spawnSync('tar', ['--version']).error === undefined;
const LONG = `${'d'.repeat(90)}/${'Ä long name '.repeat(12)}.log`;

interface Made {
  readonly opened: OpenCase;
  /** Where the evidence was taken from. */
  readonly source: string;
}

/** A case with a copied folder, a file left in place, and a report. */
async function caseWithEvidence(): Promise<Made> {
  const source = await temporaryFolder();
  await mkdir(join(source, 'node 1', LONG, '..'), { recursive: true });
  await writeFile(join(source, 'node 1', 'audit.log'), 'one\n');
  await writeFile(join(source, 'node 1', 'empty'), '');
  await writeFile(join(source, 'node 1', LONG), 'long\n');
  await writeFile(join(source, 'left.log'), 'left in place\n');
  const opened = await openCase(await newCase(), 'test');
  await opened.receive([join(source, 'node 1')], receiving, quiet, never);
  await opened.receive([join(source, 'left.log')], { ...receiving, storage: 'reference' }, quiet, never);
  await writeFile(join(await opened.reportsFolder(), 'draft.pdf'), 'draft');
  return { opened, source };
}

async function archived({ opened }: Made, withEvidence: boolean): Promise<string> {
  const file = join(await temporaryFolder(), 'case.exhibit');
  await opened.archive(file, { ...options, withEvidence });
  return file;
}

const elsewhere = async (): Promise<string> => join(await temporaryFolder(), 'arrived');

test('with evidence: all is there on arrival, unchanged, also what had been left in place', async () => {
  const made = await caseWithEvidence();
  const head = made.opened.state().head;
  const file = await archived(made, true);
  const exported = made.opened.state().head.seq;
  await made.opened.close();
  await rm(made.source, { recursive: true });
  const arrived = await openArchive(file, await elsewhere(), 'test', options);
  expect(await arrived.missingEvidence()).toEqual([]);
  expect((await arrived.rehash()).map(({ number, unchanged }) => [number, unchanged])).toEqual([
    ['JS/1', true],
    ['JS/2', true],
  ]);
  const { lines } = await arrived.readJournal(1, 1 << 20);
  expect(lines.slice(head.seq).map(({ body }) => body.act)).toEqual([
    { type: 'case-opened', host: 'test' },
    {
      type: 'archive-opened',
      withEvidence: true,
      sha256: createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    },
    { type: 'evidence-relinked', number: 'JS/2', storage: 'copy' },
  ]);
  expect(exported).toBe(head.seq + 1);
  expect((await stat(join(arrived.folder, 'evidence/JS-1/node 1/audit.log'))).mode & 0o777).toBe(0o444);
  expect(await readFile(join(arrived.folder, 'reports/draft.pdf'), 'utf8')).toBe('draft');
  await arrived.close();
});

test('without evidence: it is missing on arrival, found again under other names, and holds', async () => {
  const made = await caseWithEvidence();
  const file = await archived(made, false);
  await made.opened.close();
  const elsewhereKept = await temporaryFolder();
  await rename(join(made.source, 'node 1'), join(elsewhereKept, 'other name'));
  await rename(join(made.source, 'left.log'), join(elsewhereKept, 'renamed.log'));
  const arrived = await openArchive(file, await elsewhere(), 'test', options);
  expect(await arrived.missingEvidence()).toEqual(['JS/1', 'JS/2']);
  await writeFile(join(elsewhereKept, 'decoy.log'), 'left in PLACE\n');
  expect(await arrived.relink([join(elsewhereKept, 'decoy.log')], never)).toEqual(['JS/1', 'JS/2']);
  expect(await arrived.relink([elsewhereKept], never)).toEqual([]);
  expect((await arrived.rehash()).every(({ unchanged }) => unchanged)).toBe(true);
  expect(arrived.state().receipts[1]).toMatchObject({
    storage: 'reference',
    location: join(elsewhereKept, 'renamed.log'),
  });
  expect((await readdir(join(arrived.folder, 'evidence'))).toSorted()).toEqual(['JS-1']);
  await arrived.close();
  // What was confirmed holds at the next opening.
  const again = await openCase(arrived.folder, 'test');
  expect(await again.missingEvidence()).toEqual([]);
  await again.close();
});

test('a folder left in place is found again only where its files lie as they lay', async () => {
  const { opened, source } = await caseWithEvidence();
  await opened.receive([join(source, 'node 1')], { ...receiving, storage: 'reference' }, quiet, never);
  const moved = await temporaryFolder();
  await rename(join(source, 'node 1'), join(moved, 'there'));
  expect(await opened.missingEvidence()).toEqual(['JS/3']);
  await rename(join(moved, 'there', 'audit.log'), join(moved, 'audit.log'));
  expect(await opened.relink([moved], never)).toEqual(['JS/3']);
  await rename(join(moved, 'audit.log'), join(moved, 'there', 'audit.log'));
  expect(await opened.relink([moved], never)).toEqual([]);
  await opened.close();
});

test('the same case gives the same bytes, and tar reads them', async () => {
  const made = await caseWithEvidence();
  const one = join(await temporaryFolder(), 'one.exhibit');
  await made.opened.archive(one, { ...options, withEvidence: true });
  if (hasTar) {
    const names = execFileSync('tar', ['-tf', one], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    expect(names.trimEnd().split('\n')).toHaveLength(8);
    const text = execFileSync('tar', ['-xOf', one, 'evidence/JS-1/node 1/audit.log'], { encoding: 'utf8' });
    expect(text).toBe('one\n');
  }
  await expect(made.opened.archive(one, { ...options, withEvidence: true })).rejects.toThrow('is there already');
  await made.opened.close();
});

test('cancelling, or evidence that is not what was received, leaves no file', async () => {
  const made = await caseWithEvidence();
  const folder = await temporaryFolder();
  const target = join(folder, 'case.exhibit');
  const cancelled = { ...options, signal: AbortSignal.abort(), withEvidence: true };
  await expect(made.opened.archive(target, cancelled)).rejects.toThrow('cancelled');
  await writeFile(join(made.source, 'left.log'), 'left in PLACE\n');
  await expect(made.opened.archive(target, { ...options, withEvidence: true })).rejects.toThrow(
    'does not have the hash that the journal states',
  );
  expect(await readdir(folder)).toEqual([]);
  await made.opened.close();
});

/** Entries of a tar as path and content. */
async function entriesOf(bytes: Buffer): Promise<[string, Buffer][]> {
  const entries: [string, Buffer][] = [];
  let at = 0;
  const take = async (length: number): Promise<Buffer> => bytes.subarray(at, (at += length));
  for (let head = await readEntryHead(take); head !== null; head = await readEntryHead(take)) {
    entries.push([head.path, await take(head.bytes)]);
    await take(padding(head.bytes).length);
  }
  return entries;
}

function tarOf(entries: readonly (readonly [string, Buffer])[]): Buffer {
  const blocks = entries.flatMap(([path, content]) => [
    entryHeader({ path, bytes: content.length }),
    content,
    padding(content.length),
  ]);
  return Buffer.concat([...blocks, TAR_END]);
}

/** The same entries with contents that state them truly. */
function relisted(entries: readonly (readonly [string, Buffer])[]): Buffer {
  const files = entries.slice(0, -1);
  const contents = JSON.parse(entries.at(-1)?.[1].toString() ?? '') as Record<string, unknown>;
  contents['files'] = files.map(([path, content]) => ({
    path,
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  }));
  return tarOf([...files, ['exhibit-archive.json', Buffer.from(JSON.stringify(contents))]]);
}

type Entries = readonly (readonly [string, Buffer])[];
const replaced = (entries: Entries, path: string, change: (content: Buffer) => Buffer): Entries =>
  entries.map(([name, content]) => [name, name === path ? change(content) : content] as const);
const added = (entries: Entries, path: string): Entries => [[path, Buffer.from('x')], ...entries];

const LIES: readonly (readonly [string, (entries: Entries, bytes: Buffer) => Buffer, string])[] = [
  ['cut off', (_, bytes) => bytes.subarray(0, bytes.length / 2), 'it ends before'],
  ['cut off at an entry', (entries) => tarOf(entries.slice(0, -1)), 'it ends before its list of contents'],
  ['with bytes behind', (_, bytes) => Buffer.concat([bytes, Buffer.from('x')]), 'something follows'],
  ['no tar', () => Buffer.alloc(4096, 'no tar'), 'one of its headers is damaged'],
  ['empty', () => Buffer.alloc(0), 'it ends before its end'],
  ['leading out', (entries) => relisted(added(entries, '../escaped')), '"../escaped" has no place'],
  ['absolute', (entries) => relisted(added(entries, '/tmp/escaped')), '"/tmp/escaped" has no place'],
  ['leading out of evidence', (entries) => relisted(added(entries, 'evidence/a/../../../escaped')), 'has no place'],
  ['with another file', (entries) => relisted(added(entries, 'run-me.sh')), '"run-me.sh" has no place'],
  ['with a hidden file', (entries) => relisted(added(entries, 'reports/.issuing-1')), 'has no place'],
  ['with a lock', (entries) => relisted(added(entries, 'exhibit.lock')), 'has no place'],
  ['with a file twice', (entries) => relisted(added(entries, 'case.json')), 'it holds case.json twice'],
  ['with evidence never received', (entries) => relisted(added(entries, 'evidence/JS-9/a')), 'was never received'],
  ['with a file that is not listed', (entries) => tarOf(added(entries, 'reports/more.pdf')), 'is not in its list'],
  [
    'with another content than listed',
    (entries) => tarOf(replaced(entries, 'reports/draft.pdf', () => Buffer.from('dra\u0000t'))),
    'does not have the hash that the list of contents states',
  ],
  [
    'with other evidence, listed as such',
    (entries) => relisted(replaced(entries, 'evidence/JS-1/node 1/audit.log', () => Buffer.from('two\n'))),
    'does not have the hash that the journal states',
  ],
  [
    'with evidence left out',
    (entries) => relisted(entries.filter(([path]) => !path.endsWith('audit.log'))),
    'some is missing',
  ],
  [
    'with a journal cut at a line',
    (entries) =>
      relisted(
        replaced(entries, 'journal.ndjson', (content) =>
          content.subarray(0, content.lastIndexOf('\n', content.length - 2) + 1),
        ),
      ),
    'its journal does not end where its list of contents says',
  ],
  [
    'with a journal cut within a line',
    (entries) => relisted(replaced(entries, 'journal.ndjson', (content) => content.subarray(0, -5))),
    'its journal does not end where|the last line of its journal is cut off',
  ],
  [
    'with a changed journal',
    (entries) =>
      relisted(
        replaced(entries, 'journal.ndjson', (content) =>
          Buffer.from(content.toString().replace('cluster team', 'cluster crew')),
        ),
      ),
    'the journal of this case is damaged|does not hold',
  ],
  [
    'with the case of another',
    (entries) =>
      relisted(
        replaced(entries, 'case.json', (content) =>
          Buffer.from(content.toString().replace(/"id": "[0-9a-f]{8}/, '"id": "00000000')),
        ),
      ),
    'speak of different cases',
  ],
  [
    'with a link',
    (_, bytes) => {
      const link = Buffer.from(entryHeader({ path: 'reports/link', bytes: 0 }));
      link.write('2', 156, 'latin1');
      const sum = link.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
      link.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
      return Buffer.concat([link, bytes]);
    },
    '"reports/link" is no regular file',
  ],
  [
    'with a size that lies',
    (_, bytes) => Buffer.concat([entryHeader({ path: 'reports/big', bytes: 2 ** 40 }), bytes]),
    'it ends before its end',
  ],
];

test.each(LIES)('an archive %s is refused, and nothing is made of it', async (_what, lie, because) => {
  const made = await caseWithEvidence();
  const file = await archived(made, true);
  await made.opened.close();
  const bytes = await readFile(file);
  const parent = await temporaryFolder();
  const lying = join(parent, 'lying.exhibit');
  await writeFile(lying, lie(await entriesOf(bytes), bytes));
  await expect(openArchive(lying, join(parent, 'in', 'arrived'), 'test', options)).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringMatching(new RegExp(because.replaceAll(/[.[\]()*+?$^{}]/g, '\\$&'), 'i')),
  });
  expect(await readdir(parent)).toEqual(['in', 'lying.exhibit']);
  expect(await readdir(join(parent, 'in'))).toEqual([]);
});

test('every byte of an archive counts: flipped ones are found', async () => {
  const made = await caseWithEvidence();
  const bytes = await readFile(await archived(made, false));
  await made.opened.close();
  const parent = await temporaryFolder();
  const flipped = join(parent, 'flipped.exhibit');
  for (let at = 0; at < bytes.length; at += 97) {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    await writeFile(flipped, copy);
    const place = at % BLOCK;
    await expect(
      openArchive(flipped, join(parent, 'arrived'), 'test', options).then((opened) => opened.close()),
      `byte ${at}, ${place} of its block`,
    ).rejects.toMatchObject({ code: 'damaged' });
  }
});

test('a folder with something in it is not opened into', async () => {
  const made = await caseWithEvidence();
  const file = await archived(made, false);
  await made.opened.close();
  await expect(openArchive(file, made.opened.folder, 'test', options)).rejects.toThrow('holds a case already');
});
