import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { HeadlessRun, Windows } from '../../../../main/bridge/context.js';
import { runCommandLine } from '../../../../main/cli/run-command-line.js';
import { openCase } from '../../../../main/services/case-folder.js';
import type { OpenCase } from '../../../../main/services/open-case.js';
import { newCase, temporaryFolder } from '../services/case-setup.js';

/** What the hidden window does in a test. The real one is driven end to end elsewhere. */
type Page = (opened: OpenCase, run: HeadlessRun) => Promise<void> | void;

let folder: string;
let evidence: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  evidence = join(folder, 'audit.log');
  await writeFile(evidence, 'one\n');
  vi.stubEnv('EXHIBIT_USER_DATA', join(folder, 'user-data'));
  onTestFinished(() => void vi.unstubAllEnvs());
});

async function run(typed: readonly string[], page: Page = () => expect.unreachable('the engine was started')) {
  const said = { out: '', err: '' };
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text: Uint8Array | string, ...rest: unknown[]) => {
    said.out += String(text);
    const done = rest.at(-1);
    if (typeof done === 'function') done(null);
    return true;
  });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text);
    return true;
  });
  try {
    const windows = { openHeadlessWindow: async (opened: OpenCase, job: HeadlessRun) => page(opened, job) } as Windows;
    const exit = await runCommandLine(typed, async () => windows);
    return { exit, ...said };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

const ledger = {
  exhibits: [
    {
      number: 'JS/1',
      name: 'audit\u001b[2J.log',
      sha256: 'a'.repeat(64),
      bytes: 4,
      members: [
        {
          path: '',
          format: 'falco',
          records: 3,
          imported: 2,
          rejected: 1,
          duplicates: 0,
          events: 2,
          first: '2026-11-23T08:00:00.000000000Z',
          last: '2026-11-23T09:00:00.000000000Z',
          zoneNeeded: false,
          problems: [{ line: 2, offset: 9, code: 'not-json', reason: 'cut\noff' }],
          problemCount: 1,
        },
      ],
    },
  ],
  totals: { bytes: 4, records: 3, imported: 2, rejected: 1, duplicates: 0, events: 2, undated: 0 },
};

const answering =
  (text: string, exit: 0 | 1 | 3 = 0, message = ''): Page =>
  async (_opened, job) => {
    await writeFile(job.downloadTarget ?? '', text);
    job.done({ exit, message });
  };

test('import makes the case, prints the ledger and passes the page what it needs', async () => {
  const home = join(folder, 'cases', 'K-7');
  await mkdir(dirname(home));
  const meta = join(folder, 'meta.json');
  await writeFile(meta, '{"title":"Miner","examiner":"Jo Smith"}');
  const { exit, out } = await run(
    ['import', evidence, '--case', home, '--meta', meta, '--json'],
    async (opened, job) => {
      expect(opened.meta()).toMatchObject({
        number: 'K-7',
        title: 'Miner',
        examiner: 'Jo Smith',
        kind: 'case',
        displayZone: 'UTC',
      });
      expect(job).toMatchObject({ evidence: [evidence], job: { command: 'import', storage: 'copy', evidence: null } });
      await answering(JSON.stringify(ledger), 1)(opened, job);
    },
  );
  expect(exit).toBe(1);
  expect(JSON.parse(out)).toEqual(ledger);
  const again = await openCase(home, 'test');
  await again.close();
});

test('the ledger for people moves no cursor', async () => {
  const { out } = await run(['import', evidence], answering(JSON.stringify(ledger)));
  expect(out).not.toContain('\u001b');
  expect(out).toContain('JS/1  audit‹U+001B›[2J.log');
  expect(out).toContain('line 2: not-json: cut‹U+000A›off');
  expect(out).toContain('Total: 3 records: 2 imported, 1 rejected, 0 duplicates');
});

test('without --case the case is temporary and evidence is read in place', async () => {
  let place = '';
  const { exit, out } = await run(['events', evidence], async (opened, job) => {
    place = opened.folder;
    expect(job.job).toMatchObject({ command: 'events', storage: 'reference', query: '' });
    await answering('{"event":1}\n')(opened, job);
  });
  expect({ exit, out }).toEqual({ exit: 0, out: '{"event":1}\n' });
  await expect(readdir(place)).rejects.toThrow('ENOENT');
});

test('--out is written whole or not at all', async () => {
  const out = join(folder, 'events.ndjson');
  await writeFile(out, 'old');
  const failed = await run(['events', evidence, '--out', out], answering('half', 3, 'query, character 3: no'));
  expect(failed).toMatchObject({ exit: 3, err: 'query, character 3: no\n' });
  expect(await readFile(out, 'utf8')).toBe('old');
  expect((await run(['events', evidence, '--out', out], answering('new'))).exit).toBe(0);
  expect(await readFile(out, 'utf8')).toBe('new');
  expect((await readdir(folder)).filter((name) => name.includes('.part-'))).toEqual([]);
});

test('report hands over annotations and prints where it is', async () => {
  const notes = join(folder, 'notes.json');
  await writeFile(notes, JSON.stringify({ annotations: [{ match: { member: '', line: 1 }, note: 'n' }] }));
  const target = join(folder, 'r.pdf');
  const { exit, out } = await run(['report', evidence, '--out', target, '--annotations', notes], (_opened, job) => {
    expect(job.downloadTarget).toBe(target);
    expect(job.job).toMatchObject({ command: 'report', date: null, annotations: { annotations: [{ note: 'n' }] } });
    job.done({ exit: 0, message: 'r.pdf\n3 pages' });
  });
  expect({ exit, out }).toEqual({ exit: 0, out: 'r.pdf\n3 pages\n' });
});

test('what cannot be used is said before the engine starts, with exit 2', async () => {
  const bad = join(folder, 'bad.json');
  await writeFile(bad, '{"annotations":[{"match":{}}],"examinr":1}');
  const home = await newCase();
  await symlink(evidence, join(folder, 'link.log'));
  const cases: readonly (readonly [string[], string])[] = [
    [['import', `${evidence}.missing`], 'cannot be read: there is no such file'],
    [['report', evidence, '--out', join(folder, 'nowhere', 'r.pdf')], 'does not exist'],
    [['report', evidence, '--out', evidence], 'would write into the evidence'],
    [['report', join(folder, 'link.log'), '--out', evidence], 'would write into the evidence'],
    [['report', '--case', home, '--out', join(home, 'journal.ndjson')], 'among the files of the case'],
    [['report', evidence, '--out', join(folder, 'r.pdf'), '--annotations', bad], 'annotations[0].match needs'],
    [['import', evidence, '--meta', bad], 'there is no field "annotations"'],
    [['events', '--case', join(folder, 'none')], 'holds no case'],
    [['import', evidence, '--case', folder], 'is not empty'],
    [['frobnicate'], 'There is no command'],
  ];
  for (const [typed, reason] of cases) {
    const { exit, out, err } = await run(typed);
    expect({ typed, exit, out, err }).toEqual({ typed, exit: 2, out: '', err: expect.stringContaining(reason) });
  }
});

test('a case that is open elsewhere gives 3 and who holds it', async () => {
  const home = await newCase();
  const opened = await openCase(home, 'test');
  const { exit, err } = await run(['events', '--case', home]);
  expect(exit).toBe(3);
  expect(err).toContain(`process ${process.pid}`);
  await opened.close();
});

test('an engine that goes away, or never comes, is a failure and releases the case', async () => {
  const home = await newCase();
  const gone = await run(['events', '--case', home], (_opened, job) => job.closed());
  expect(gone).toMatchObject({ exit: 3, err: expect.stringContaining('engine ended') });
  const interrupted = await run(['events', '--case', home], () => void process.emit('SIGINT'));
  expect(interrupted).toMatchObject({ exit: 3, err: expect.stringContaining('Interrupted') });
  const absent = await run(['events', '--case', home], () => Promise.reject(new Error('no browser')));
  expect(absent).toMatchObject({ exit: 3, err: 'exhibit: no browser\n' });
  await (await openCase(home, 'test')).close();
});

test('--meta of an existing case is journalled where it says something new, but never changes the kind', async () => {
  const home = await newCase();
  const meta = join(folder, 'meta.json');
  await writeFile(meta, '{"title":"Escape","number":"2026-117"}');
  await run(['events', '--case', home, '--meta', meta], answering(''));
  await run(['events', '--case', home, '--meta', meta], answering(''));
  await writeFile(meta, '{"kind":"demonstration"}');
  expect(await run(['events', '--case', home, '--meta', meta])).toMatchObject({
    exit: 2,
    err: expect.stringContaining('never changes'),
  });
  const opened = await openCase(home, 'test');
  const { lines } = await opened.readJournal(1, 1 << 20);
  const described = lines.map(({ body }) => body.act).filter(({ type }) => type === 'case-described');
  expect(described).toEqual([{ type: 'case-described', changes: { title: 'Escape' } }]);
  await opened.close();
});
