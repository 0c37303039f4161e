import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chooseHost, runHost } from '../../../../main/launcher.js';
import { READY_LINE } from '../../../../main/ready-line.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exhibit-launcher-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'electron', version: '45.4.1' }));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An `electron` package with its binary, as its own installer leaves it. */
function installBinary(dist = join(folder, 'dist'), version = '45.4.1'): string {
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(folder, 'path.txt'), 'electron');
  writeFileSync(join(dist, 'version'), version);
  writeFileSync(join(dist, 'electron'), '');
  chmodSync(join(dist, 'electron'), 0o755);
  return join(dist, 'electron');
}

describe('the choice of the host', () => {
  test('Electron where its binary is', () => {
    const executable = installBinary();
    expect(chooseHost(folder, {})).toEqual({ host: 'electron', executable, why: 'Electron 45.4.1 is installed' });
  });

  test('Electron elsewhere, when told where', () => {
    const executable = installBinary(join(folder, 'elsewhere'), 'v45.4.1');
    expect(chooseHost(folder, { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'elsewhere') })).toMatchObject({
      host: 'electron',
      executable,
    });
  });

  test.each([
    ['no package', () => chooseHost(null, {}), /not installed.*install-electron/],
    ['no binary', () => chooseHost(folder, {}), /binary is not installed.*install-electron/],
    [
      'another version',
      () => (installBinary(undefined, '44.0.0'), chooseHost(folder, {})),
      /45\.4\.1 is wanted and 44\.0\.0/,
    ],
    ['a binary that does not run', () => (chmodSync(installBinary(), 0o644), chooseHost(folder, {})), /not executable/],
    ['EXHIBIT_HOST', () => (installBinary(), chooseHost(folder, { EXHIBIT_HOST: 'chromium' })), /EXHIBIT_HOST/],
  ])('Chromium with %s, and why', (_name, choose, why) => {
    const choice = choose();
    expect(choice.host).toBe('chromium');
    expect(choice.why).toMatch(why);
    expect(choice.why).not.toContain('\n');
  });
});

function node(code: string, patienceMs?: number): Promise<number | 'not-started'> {
  return runHost(process.execPath, ['-e', code], patienceMs);
}

describe('a window host as a child', () => {
  test('that ends early without the ready line did not start', async () => {
    expect(await node('process.exit(1)')).toBe('not-started');
  });

  test('that was ready gives its exit code', async () => {
    expect(await node(`console.log(${JSON.stringify(READY_LINE)}); process.exit(7)`)).toBe(7);
  });

  test('that worked longer than our patience gives its exit code', async () => {
    expect(await node('setTimeout(() => process.exit(4), 100)', 50)).toBe(4);
  });

  test('that is no program did not start', async () => {
    expect(await runHost(join(folder, 'none'), [])).toBe('not-started');
  });
});
