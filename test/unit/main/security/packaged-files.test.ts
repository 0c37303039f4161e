import * as fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileOfUrl, servePackagedFiles } from '../../../../main/security/packaged-files.js';

let outside: string;
let folder: string;

beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'exhibit-pages-'));
  folder = join(outside, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<h1>x</h1>');
  writeFileSync(join(folder, 'assets', 'a b.js'), '1');
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(outside, 'renderer-secret.txt'), 'secret');
});

afterAll(() => rmSync(outside, { recursive: true, force: true }));

describe('addresses and files', () => {
  test('our own files are found, with their type', () => {
    expect(fileOfUrl(folder, 'app://exhibit/index.html?x#y')).toEqual({
      path: join(folder, 'index.html'),
      mime: 'text/html; charset=utf-8',
    });
    expect(fileOfUrl(folder, 'app://exhibit/assets/a%20b.js')?.path).toBe(join(folder, 'assets', 'a b.js'));
  });

  test.each([
    'app://exhibit/../secret.txt',
    'app://exhibit/%2e%2e/secret.txt',
    'app://exhibit/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
    'app://exhibit/..%5Csecret.txt',
    'app://exhibit/../renderer-secret.txt',
    'app://exhibit//etc/hostname.txt%00.html',
    'app://exhibit/%',
    'app://exhibit/',
    'app://exhibit/assets',
    'app://exhibit/.built',
    'app://exhibit/index.php',
    'app://evil/index.html',
    'https://exhibit/index.html',
    'file:///etc/hostname',
    '',
  ])('%s is no file of ours, or one that is not there', async (url) => {
    const file = fileOfUrl(folder, url);
    const inside = file === null ? '' : relative(folder, file.path);
    expect(inside.startsWith('..') || isAbsolute(inside)).toBe(false);
    if (URL.canParse(url)) expect((await servePackagedFiles(folder)(new Request(url))).status).toBe(404);
  });

  test('no address leads out of the folder', () => {
    const part = fc.oneof(
      fc.constantFrom('..', '.', '%2e%2e', '%2f', '%5c', '\\', '//', 'assets', 'x.html', '%00', 'C:', '%252e%252e'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const file = fileOfUrl(folder, `app://exhibit/${parts.join('/')}`);
        const inside = file === null ? 'inside' : relative(folder, file.path);
        expect(inside === '' || inside.startsWith('..') || isAbsolute(inside)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('answers', () => {
  test('carry policy and type', async () => {
    const response = await servePackagedFiles(folder)(new Request('app://exhibit/index.html'));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<h1>x</h1>');
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/,
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test('refuse every method but GET', async () => {
    const response = await servePackagedFiles(folder)(
      new Request('app://exhibit/index.html', { method: 'POST', body: 'x' }),
    );
    expect(response.status).toBe(405);
  });
});
