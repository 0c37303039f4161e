import * as fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkTypedTarget } from '../../../../main/bridge/save-target.js';
import { freePath, safeFileName } from '../../../../main/services/free-path.js';

let folder: string;
const openCase = () => ({ folder: join(folder, 'case'), reportsFolder: async () => join(folder, 'case', 'reports') });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exhibit-target-'));
  mkdirSync(join(folder, 'case', 'reports'), { recursive: true });
  mkdirSync(join(folder, 'case', 'evidence'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('file names that a page suggests', () => {
  test.each([
    ['events.csv', 'events.csv'],
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\autorun.inf', 'autorun.inf'],
    ['.bashrc', 'bashrc'],
    ['', 'export'],
    ['..', 'export'],
    ['JS/1 report.pdf', '1 report.pdf'],
    ['a\u202Efdp.exe', 'a_fdp.exe'],
    ['con<>:"|?*.txt', 'con_______.txt'],
    ['half \ud83d line\u2028.csv', 'half _ line_.csv'],
    [`${'\u8a9e'.repeat(200)}.pdf`, `${'\u8a9e'.repeat(60)}.pdf`],
  ])('%j becomes %j', (suggestion, wanted) => {
    expect(safeFileName(suggestion)).toBe(wanted);
  });

  test('any text becomes one short name in its folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (suggestion) => {
        const name = safeFileName(suggestion);
        expect(basename(name)).toBe(name);
        expect(name.length).toBeGreaterThan(0);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
        expect(name.startsWith('.')).toBe(false);
      }),
    );
  });

  test('a taken name is counted up', async () => {
    writeFileSync(join(folder, 'a.pdf'), '');
    writeFileSync(join(folder, 'a-2.pdf'), '');
    expect(await freePath(folder, 'a.pdf')).toBe(join(folder, 'a-3.pdf'));
  });
});

describe('a path that is typed', () => {
  test('is taken where it is free and its folder exists', async () => {
    expect(await checkTypedTarget(join(folder, 'out.pdf'), openCase())).toBe(join(folder, 'out.pdf'));
    expect(await checkTypedTarget(join(folder, 'case', 'reports', 'out.pdf'), openCase())).toContain('reports');
  });

  test.each([
    ['relative', () => 'out.pdf', 'bad-arguments'],
    ['among the evidence', () => join(folder, 'case', 'evidence', 'out.pdf'), 'not-allowed'],
    ['the journal', () => join(folder, 'case', 'reports', '..', 'journal.ndjson'), 'not-allowed'],
    ['in no folder', () => join(folder, 'none', 'out.pdf'), 'not-found'],
    ['there already', () => join(folder, 'case'), 'exists'],
  ])('is refused when it is %s', async (_name, typed, code) => {
    await expect(checkTypedTarget(typed(), openCase())).rejects.toMatchObject({ code });
  });
});
