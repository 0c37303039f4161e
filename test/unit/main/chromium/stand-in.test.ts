import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { installedCandidates } from '../../../../main/chromium/browser/find-browser.js';
import { inflateNpmBrowser } from '../../../../main/chromium/browser/npm-browser.js';
import * as standIn from '../../../../main/chromium/index.js';
import { lockInstance } from '../../../../main/chromium/instance-lock.js';
import { toHostUrl, toPageUrl } from '../../../../main/chromium/origin.js';
import type { Slice } from '../../../../main/slice.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exhibit-stand-in-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('the stand-in is the slice, the whole slice', () => {
  const slice: Slice = standIn;
  expect(Object.keys(slice).toSorted()).toEqual([
    'BrowserWindow',
    'Menu',
    'app',
    'dialog',
    'ipcMain',
    'protocol',
    'session',
  ]);
});

test('the same folder gives the same session', () => {
  expect(standIn.session.fromPath(folder)).toBe(standIn.session.fromPath(folder));
});

test('there is no dialog to open', () => {
  expect(() => standIn.dialog.showOpenDialog({ title: '', properties: [] })).toThrow(/path field/);
});

describe('addresses', () => {
  test.each([
    ['app://exhibit/index.html', 'https://exhibit.invalid/index.html'],
    ['app://exhibit/assets/a.js?x=1#y', 'https://exhibit.invalid/assets/a.js?x=1#y'],
    ['https://example.org/', 'https://example.org/'],
    ['app://evil/x', 'app://evil/x'],
  ])('%s goes there and back', (host, page) => {
    expect(toPageUrl(host)).toBe(page);
    expect(toHostUrl(page)).toBe(host);
  });

  test.each([
    'https://exhibit.invalid.evil/x',
    'http://exhibit.invalid/x',
    'https://exhibit.invalid:8443/x',
    'about:blank',
    '',
  ])('%s is not ours', (page) => {
    expect(toHostUrl(page)).toBe(page);
  });
});

describe('where browsers are looked for', () => {
  test('Linux: PATH in order of preference, snap last', () => {
    const found = installedCandidates('linux', { PATH: '/opt/bin:relative:/snap/bin:/usr/bin' });
    expect(found[0]).toBe('/opt/bin/google-chrome-stable');
    expect(found.indexOf('/usr/bin/chromium')).toBeLessThan(found.indexOf('/opt/bin/microsoft-edge'));
    expect(found.filter((path) => path.startsWith('/snap/'))).toEqual(['/snap/bin/chromium']);
    expect(found.at(-1)).toBe('/snap/bin/chromium');
    expect(found.every((path) => path.startsWith('/'))).toBe(true);
  });

  test('macOS and Windows', () => {
    expect(installedCandidates('darwin', { HOME: '/Users/a' })).toContain(
      '/Users/a/Applications/Chromium.app/Contents/MacOS/Chromium',
    );
    expect(installedCandidates('win32', { PROGRAMFILES: 'C:\\Program Files' })).toEqual([
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files\\Chromium\\Application\\chrome.exe',
      'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
    ]);
  });
});

test('an npm browser that is not the pinned one is not unpacked', async () => {
  const { brotliCompressSync } = await import('node:zlib');
  const source = join(folder, 'bin');
  mkdirSync(source);
  writeFileSync(join(source, 'chromium.br'), brotliCompressSync(Buffer.from('#!/bin/sh\n')));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  await expect(inflateNpmBrowser(source)).rejects.toThrow(/not the archive this version of Exhibit knows/);
  const { readdirSync } = await import('node:fs');
  expect(readdirSync(join(folder, 'cache', 'exhibit'))).toEqual([]);
});

describe('the lock of the windows', () => {
  test('is taken once, and over from the dead', () => {
    const path = join(folder, 'instance.lock');
    expect(lockInstance(path)).toBe(true);
    writeFileSync(path, '1');
    expect(lockInstance(path)).toBe(false);
    writeFileSync(path, '999999999');
    expect(lockInstance(path)).toBe(true);
  });
});
