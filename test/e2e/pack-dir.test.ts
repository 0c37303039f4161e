import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface AsarModule {
  createPackage(folder: string, archive: string): Promise<void>;
  listPackage(archive: string, options: { readonly isPack: boolean }): string[];
  extractFile(archive: string, name: string): Buffer;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);
/** The packager's own tools, found from it. */
const packager = createRequire(createRequire(require.resolve('electron-builder')).resolve('app-builder-lib'));
const asar = packager('@electron/asar') as AsarModule;
const run = promisify(execFile);

/** What the fuse tool looks for in Electron's binary; after it version 1, eight fuses, all at their default. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

let folder: string;
let packed: string;

/** A folder that looks like Electron's own to the packager: a small program with fuses, its version, licences, an archive. */
async function standIn(dist: string): Promise<void> {
  mkdirSync(join(dist, 'resources'), { recursive: true });
  const program = Buffer.concat([
    readFileSync('/bin/true'),
    Buffer.from(FUSE_SENTINEL),
    Buffer.from([1, 8]),
    Buffer.from('0'.repeat(8)),
  ]);
  writeFileSync(join(dist, 'electron'), program);
  chmodSync(join(dist, 'electron'), 0o755);
  const { version } = JSON.parse(readFileSync(require.resolve('electron/package.json'), 'utf8')) as { version: string };
  writeFileSync(join(dist, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) copyFileSync(join(root, 'LICENSE'), join(dist, name));
  mkdirSync(join(folder, 'default_app'));
  writeFileSync(join(folder, 'default_app', 'main.js'), '');
  await asar.createPackage(join(folder, 'default_app'), join(dist, 'resources', 'default_app.asar'));
}

describe.skipIf(process.platform !== 'linux')('the dir target', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'exhibit-pack-'));
    const dist = join(folder, 'electron-dist');
    await standIn(dist);
    const output = join(folder, 'release');
    const builder = require.resolve('electron-builder/cli.js');
    await run(
      process.execPath,
      [builder, '--linux', 'dir', '--publish', 'never', `-c.electronDist=${dist}`, `-c.directories.output=${output}`],
      { cwd: root },
    );
    packed = join(output, 'linux-unpacked');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds the program and what it needs, no package and no stand-in', async () => {
    const archive = join(packed, 'resources', 'app.asar');
    const names = asar.listPackage(archive, { isPack: false });
    expect(names).toContain('/dist/main/electron.js');
    expect(names).toContain('/dist/main/preload/preload.cjs');
    expect(names).toContain('/dist/renderer/index.html');
    expect(names).toContain('/dist/renderer/report.html');
    expect(names.filter((name) => /node_modules|chromium|launcher|\/test\//.test(name))).toEqual([]);
    expect(JSON.parse(asar.extractFile(archive, 'package.json').toString())).toMatchObject({
      name: 'exhibit',
      main: 'dist/main/electron.js',
    });
    expect(existsSync(join(packed, 'resources', 'app.asar.unpacked', 'dist', 'main', 'finish-report.worker.js'))).toBe(
      true,
    );
  });

  test('has its fuses set in the program itself', async () => {
    const { stdout } = await run(process.execPath, [
      packager.resolve('@electron/fuses/dist/bin.js'),
      'read',
      '--app',
      join(packed, 'exhibit'),
    ]);
    const fuses = Object.fromEntries(
      [...stdout.matchAll(/(\w+) is (Enabled|Disabled)/g)].map(([, name, state]) => [name, state]),
    );
    expect(fuses).toEqual({
      RunAsNode: 'Disabled',
      EnableCookieEncryption: 'Enabled',
      EnableNodeOptionsEnvironmentVariable: 'Disabled',
      EnableNodeCliInspectArguments: 'Disabled',
      EnableEmbeddedAsarIntegrityValidation: 'Enabled',
      OnlyLoadAppFromAsar: 'Enabled',
      LoadBrowserProcessSpecificV8Snapshot: 'Disabled',
      GrantFileProtocolExtraPrivileges: 'Disabled',
    });
  });
});
