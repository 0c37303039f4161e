import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openCase } from '../../../../main/services/case-folder.js';
import { JOURNAL_FILE } from '../../../../main/services/journal-reading.js';
import { readLine, withholdBody } from '../../../../parsers/model/journal-chain.js';
import { never, newCase, quiet, receiving, temporaryFolder } from './case-setup.js';

const TOOLS = ['bash', 'jq', 'sha256sum', 'cut', 'find', 'stat', 'sort'];
const missing = TOOLS.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);

/** Runs a command of docs/case-format.md, word for word, in a case folder. */
async function documented(title: string, folder: string, environment: Record<string, string> = {}): Promise<string> {
  const page = await readFile(join(import.meta.dirname, '../../../../docs/case-format.md'), 'utf8');
  const script = page.split('```').find((block) => block.startsWith(`bash\n# ${title}\n`));
  if (script === undefined) throw new Error(`docs/case-format.md has no command "${title}"`);
  const env = { ...process.env, ...environment };
  return execFileSync('bash', ['-c', script.slice('bash\n'.length)], { cwd: folder, env, encoding: 'utf8' });
}

async function caseWithEvidence(): Promise<{
  readonly folder: string;
  readonly source: string;
  readonly sha256: string;
}> {
  const source = join(await temporaryFolder(), 'node 1');
  await mkdir(join(source, 'var', 'log'), { recursive: true });
  for (const name of ['var/log/audit.log', 'var/log.txt', 'Ä "quoted"\n.log', '-dash'])
    await writeFile(join(source, name), `${name} \u0000`);
  const single = join(await temporaryFolder(), "it's one.log");
  await writeFile(single, 'one\n');
  const folder = await newCase();
  const opened = await openCase(folder, 'test');
  const [receipt] = await opened.receive(
    [source, single],
    { ...receiving, origin: 'Übergabe \u2028 "x" \\ \u007F' },
    quiet,
    never,
  );
  await opened.close();
  return { folder, source, sha256: receipt?.sha256 ?? '' };
}

test.skipIf(missing.length > 0)(
  'a stranger verifies journal, copies and folder hashes with the documented commands',
  async () => {
    const { folder, source, sha256 } = await caseWithEvidence();
    const journal = join(folder, JOURNAL_FILE);
    const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
    const head = readLine(lines.at(-1) ?? '')?.hash;
    expect(await documented('verify-journal', folder)).toBe(`${lines.length} lines, head ${head}\n`);
    const evidence = await documented('verify-evidence', folder);
    expect(evidence.match(/^same {2}/gm)).toHaveLength(5);
    expect(evidence).not.toContain('CHANGED');
    expect((await documented('folder-hash-from-journal', folder, { NUMBER: 'JS/1' })).trim()).toBe(sha256);
    expect((await documented('folder-hash-from-files', folder, { FOLDER: source })).trim()).toBe(sha256);
  },
);

test.skipIf(missing.length > 0)('the documented commands find what was changed', async () => {
  const { folder } = await caseWithEvidence();
  const copy = join(folder, 'evidence', 'JS-1', 'node 1', 'var', 'log.txt');
  await chmod(copy, 0o644);
  await writeFile(copy, 'other');
  expect(await documented('verify-evidence', folder)).toContain('CHANGED  evidence/JS-1/node 1/var/log.txt');
  const journal = join(folder, JOURNAL_FILE);
  const lines = (await readFile(journal, 'utf8')).trimEnd().split('\n');
  await writeFile(journal, `${lines.with(2, (lines[2] ?? '').replace('bergabe', 'bernahme')).join('\n')}\n`);
  expect(await documented('verify-journal', folder)).toMatch(/^line 3: body changed\n4 lines/);
  const withheld = lines.map((line, index) => {
    const written = readLine(line);
    return index === 2 && written !== null ? withholdBody(written) : line;
  });
  await writeFile(journal, `${withheld.join('\n')}\n`);
  expect(await documented('verify-journal', folder)).toMatch(/^4 lines/);
  await writeFile(journal, `${lines.toSpliced(2, 1).join('\n')}\n`);
  expect(await documented('verify-journal', folder)).toMatch(/^line 3: chain broken\n3 lines/);
});
