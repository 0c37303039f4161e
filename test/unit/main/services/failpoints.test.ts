import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { openCase } from '../../../../main/services/case-folder.js';
import { newCase, temporaryFolder } from './case-setup.js';

const ROOT = join(import.meta.dirname, '../../../..');
let program: Uint8Array | string;

// The services as one plain program, so that a real process can be killed in the middle of them.
beforeAll(async () => {
  const built = await build({
    root: ROOT,
    logLevel: 'error',
    configFile: false,
    build: {
      ssr: true,
      write: false,
      rolldownOptions: { input: join(ROOT, 'main/services/case-folder.ts'), output: { format: 'es' } },
    },
    ssr: { noExternal: true },
  });
  const output = (Array.isArray(built) ? built[0] : built) as { output: readonly { code?: string }[] };
  program = output.output[0]?.code ?? '';
});

const SCRIPT = `
import { openCase } from './services.mjs';
const [folder, source] = process.argv.slice(2);
const opened = await openCase(folder, 'test');
const [receipt] = await opened.receive([source], { origin: '', storage: 'copy', numberPrefix: 'JS' }, () => {}, new AbortController().signal);
await opened.append({ type: 'exported', what: 'a', sha256: '0'.repeat(64), detail: '' });
await opened.close();
`;

async function runUntil(failpoint: string): Promise<{ readonly folder: string; readonly signal: string | null }> {
  const folder = await newCase();
  const scripts = await temporaryFolder();
  await writeFile(join(scripts, 'services.mjs'), program);
  await writeFile(join(scripts, 'run.mjs'), SCRIPT);
  const source = join(scripts, 'audit.log');
  await writeFile(source, Buffer.alloc(3_000_000, 'x'));
  const child = spawn(process.execPath, [join(scripts, 'run.mjs'), folder, source], {
    env: { ...process.env, EXHIBIT_FAILPOINT: failpoint },
    stdio: 'inherit',
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return { folder, signal };
}

/** What a case holds after the kill: acts beyond creation and openings, and the folders of evidence. */
test.each([
  ['evidence-copying', [], []],
  ['evidence-copied', [], []],
  ['before-journal-write:exhibit-received', [], []],
  ['journal-written-not-synced:exhibit-received', ['exhibit-received'], ['JS-1']],
  ['journal-synced:exhibit-received', ['exhibit-received'], ['JS-1']],
  ['received-journalled', ['exhibit-received'], ['JS-1']],
  ['before-journal-write:exported', ['exhibit-received'], ['JS-1']],
  ['journal-synced:exported', ['exhibit-received', 'exported'], ['JS-1']],
])('killed at %s the case opens with everything confirmed and nothing half', async (failpoint, acts, folders) => {
  const { folder, signal } = await runUntil(failpoint);
  expect(signal).toBe('SIGKILL');
  const opened = await openCase(folder, 'test');
  expect(opened.notices.join()).toContain('was taken over');
  const { lines } = await opened.readJournal(1, 1 << 20);
  expect(lines.map(({ body }) => body.act.type).filter((type) => !type.startsWith('case-'))).toEqual(acts);
  expect(await readdir(join(folder, 'evidence'))).toEqual(folders);
  if (folders.length > 0) expect((await opened.rehash())[0]?.unchanged).toBe(true);
  await opened.close();
});

test('a misspelt failpoint is an error, not a test that proves nothing', async () => {
  const { signal } = await runUntil('journal-sunk');
  expect(signal).toBeNull();
});
