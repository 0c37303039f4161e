import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCase } from '../../../../main/services/case-folder.js';
import { readDisclosure, writeDisclosure } from '../../../../main/services/disclosure/write-disclosure.js';
import type { OpenCase } from '../../../../main/services/open-case.js';
import { ledgerHash } from '../../../../parsers/model/canonical-json.js';
import { DISCLOSURE_PARTS } from '../../../../parsers/model/disclosure.js';
import { eventId } from '../../../../parsers/model/ids.js';
import { memberLedger } from '../../../support/ledger-builders.js';
import { newCase, temporaryFolder } from './case-setup.js';

const TOOLS = ['bash', 'tar', 'sha256sum', 'cut', 'head'];
const missing = TOOLS.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
const SHA = 'a'.repeat(64);
const event = (offset: number) => eventId({ exhibit: SHA, member: 'm.log', offset, path: '', index: 0 });
const SECRET = 'hunter2-secret';

/** A case with an exhibit, words about it, some taken back, some secret. */
async function workedCase(): Promise<OpenCase> {
  const opened = await openCase(await newCase(), 'test');
  const files = [{ path: '', bytes: 1, sha256: SHA }];
  const receipt = {
    number: 'JS/1',
    name: 'b.tar',
    sha256: SHA,
    bytes: 1,
    kind: 'file',
    storage: 'copy',
    files,
    origin: '',
  } as const;
  await opened.append({ type: 'exhibit-received', receipt });
  const members = [memberLedger({ path: 'm.log', events: 5 }), memberLedger({ path: 'never.log', events: 3 })];
  const ledger = { number: 'JS/1', name: 'b.tar', sha256: SHA, bytes: 1, members };
  await opened.append({ type: 'exhibit-imported', number: 'JS/1', ledger, ledgerSha256: ledgerHash(ledger) });
  const said = {
    kind: 'fact',
    technique: null,
    tactic: null,
    confidence: 'high',
    alternatives: 'a drill',
    tags: [],
  } as const;
  await opened.append({ type: 'annotated', annotation: { ...said, event: event(1), note: 'shell', forReport: true } });
  await opened.append({
    type: 'annotated',
    annotation: { ...said, event: event(2), note: `--password ${SECRET}`, forReport: false },
  });
  await opened.append({ type: 'case-described', changes: { title: 'never mind' } });
  await opened.append({ type: 'undone', seq: opened.state().head.seq });
  const search = { id: 'q', query: 'xmrig', range: null, count: 0, total: 8, at: '2026-11-23T08:00:00.000Z' };
  await opened.append({ type: 'search-cited', search });
  const note = { id: 'n', at: '2026-11-23T08:00:00.000Z', text: 'ask Okafor', events: [], searches: [] };
  await opened.append({ type: 'note-set', note });
  return opened;
}

async function contents(opened: OpenCase, parts: (typeof DISCLOSURE_PARTS)[number][]): Promise<Map<string, string>> {
  const { files } = await readDisclosure(opened, parts);
  return new Map(files.map(({ path, text }) => [path, text]));
}

test('nothing leaves that was not chosen', async () => {
  const opened = await workedCase();
  const bare = await contents(opened, []);
  expect([...bare.keys()]).toEqual([
    'README.txt',
    'disclosure.json',
    'exhibits.json',
    'ledger.json',
    'journal.ndjson',
    'SHA256SUMS',
  ]);
  const all = [...bare.values()].join('');
  for (const word of ['ask Okafor', 'shell', 'a drill', 'xmrig', 'never mind']) expect(all).not.toContain(word);
  expect(bare.get('journal.ndjson')).not.toContain('"body":');
  for (const part of DISCLOSURE_PARTS) {
    const files = await contents(opened, [part]);
    const added = [...files.keys()].filter((path) => !bare.has(path));
    expect(added).toHaveLength(part === 'journal' ? 0 : 1);
  }
  await opened.close();
});

test('each part says what it is to say', async () => {
  const opened = await workedCase();
  const files = await contents(opened, [...DISCLOSURE_PARTS]);
  const json = (path: string): readonly Record<string, unknown>[] =>
    JSON.parse(files.get(path) ?? '') as Record<string, unknown>[];
  expect(json('annotations.json').map(({ is, note, alternatives }) => [is, note, alternatives])).toEqual([
    ['annotation', 'shell', 'a drill'],
    [
      'annotation',
      `--password [masked: password in an argument, SHA-256 ${createHash('sha256').update(SECRET).digest('hex')}]`,
      'a drill',
    ],
  ]);
  expect(json('taken-back.json')).toEqual([
    expect.objectContaining({
      act: { type: 'undone', seq: 7 },
      undone: { type: 'case-described', changes: { title: 'never mind' } },
    }),
  ]);
  expect(json('searches.json')).toEqual([
    expect.objectContaining({ is: 'stated in the report', query: 'xmrig', count: 0 }),
  ]);
  expect(json('notes.json')).toEqual([expect.objectContaining({ text: 'ask Okafor' })]);
  const rows = (files.get('unused-material.csv') ?? '').trimEnd().split('\r\n');
  expect(rows.slice(1, 3)).toEqual([
    `member,JS/1,m.log,falco,5,1,0,${SHA}`,
    `member,JS/1,never.log,falco,3,0,0,${SHA}`,
  ]);
  expect(rows.slice(3).map((row) => row.split(',')[0])).toEqual([
    'annotation not for the report',
    'note not for the report',
  ]);
  await opened.close();
});

test('a secret leaves nowhere, also not in the whole journal', async () => {
  const opened = await workedCase();
  const { files, withheld } = await readDisclosure(opened, [...DISCLOSURE_PARTS]);
  expect(files.filter(({ text }) => text.includes(SECRET))).toEqual([]);
  expect(withheld).toEqual({ lines: 1, secrets: 1 });
  await opened.close();
});

test.skipIf(missing.length > 0)(
  `a stranger checks files and journal with the commands of its README (${TOOLS.join(', ')})`,
  async () => {
    const opened = await workedCase();
    const folder = await temporaryFolder();
    const { seq, hash } = opened.state().head;
    const target = join(folder, 'disclosure.tar');
    const { sha256 } = await writeDisclosure(opened, [...DISCLOSURE_PARTS], target);
    expect(
      createHash('sha256')
        .update(await readFile(target))
        .digest('hex'),
    ).toBe(sha256);
    expect((await opened.readJournal(seq + 1, 1 << 20)).lines.map(({ body }) => body.act)).toEqual([
      { type: 'exported', what: 'disclosure', sha256, detail: `${target}; ${DISCLOSURE_PARTS.join(', ')}` },
    ]);
    await opened.close();
    execFileSync('tar', ['-xf', target, '-C', folder]);
    const checked = execFileSync('bash', ['-c', 'sha256sum -c SHA256SUMS'], { cwd: folder, encoding: 'utf8' });
    expect(
      checked
        .trimEnd()
        .split('\n')
        .filter((line) => !line.endsWith(': OK')),
    ).toEqual([]);
    const told = await readFile(join(folder, 'README.txt'), 'utf8');
    const script = told.slice(told.indexOf('  previous='), told.indexOf('A report of the case'));
    const run = (): string => execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
    expect(run()).toBe(`${seq} lines, head ${hash}\n`);
    const journal = join(folder, 'journal.ndjson');
    execFileSync('bash', ['-c', `chmod u+w journal.ndjson && sed -i 's/a drill/a DRILL/' journal.ndjson`], {
      cwd: folder,
    });
    expect(await readFile(journal, 'utf8')).toContain('a DRILL');
    expect(run()).toContain('line 5: body changed');
  },
);
