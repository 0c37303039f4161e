import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../parsers/io/limits.js';
import type { Ledger } from '../../parsers/model/ledger.js';
import { HOSTILE_ARCHIVES, logLine, type Outcome } from '../support/hostile-archives.js';
import { runExhibit } from '../support/run-exhibit.js';

/** One bomb is enough to wait for: the other one is the same limit behind another wrapper. */
const ARCHIVES = HOSTILE_ARCHIVES.filter(({ name }) => name !== 'ratio.tar.gz');

const byPath = (members: readonly Outcome[]): readonly Outcome[] =>
  members.toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));

describe('hostile archives in the program', () => {
  const home = mkdtempSync(join(tmpdir(), 'exhibit-hostile-'));
  const evidence = join(home, 'evidence');
  const caseFolder = join(home, 'case');
  let ledger: Ledger = { exhibits: [], totals: undefined! };
  let before: readonly string[] = [];

  const outside = (): readonly string[] =>
    readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('case'));

  beforeAll(async () => {
    mkdirSync(evidence);
    for (const { name, bytes } of ARCHIVES) writeFileSync(join(evidence, name), bytes(DEFAULT_LIMITS));
    writeFileSync(join(evidence, 'after.log'), logLine(1));
    before = outside();
    const paths = [...ARCHIVES.map(({ name }) => name), 'after.log'].map((name) => join(evidence, name));
    const run = await runExhibit(['import', ...paths, '--case', caseFolder, '--json'], evidence);
    // 1: the padding behind members whose sizes lie is read as a record, and rejected.
    expect(run.code).toBe(1);
    ledger = JSON.parse(String(run.stdout)) as Ledger;
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('are exhibits with the outcome that is stated for each, and what follows them is read', () => {
    const said = ledger.exhibits.map(({ name, members }) => [
      name,
      byPath(
        members.map(({ path, format, records, problemKinds = [] }) => [
          path,
          format,
          records,
          problemKinds.flatMap(({ code, count }) => Array.from({ length: count }, () => code)),
        ]),
      ),
    ]);
    expect(said).toEqual([
      ...ARCHIVES.map(({ name, outcome }) => [
        name,
        byPath(outcome.map(([path, format, records, problems]) => [path, format, records, problems.toSorted()])),
      ]),
      ['after.log', [['', 'container-log-json', 1, []]]],
    ]);
    for (const { members } of ledger.exhibits) {
      for (const { records, imported, rejected, duplicates } of members)
        expect(imported + rejected + duplicates).toBe(records);
    }
  });

  it('write nothing outside the case, and in it nothing but what was received', () => {
    expect(outside()).toEqual(before);
    expect(existsSync('/tmp/written-through.log')).toBe(false);
    const kept = readdirSync(join(caseFolder, 'evidence'), { recursive: true, encoding: 'utf8' });
    const files = kept.filter((path) => path.includes('/')).map((path) => path.slice(path.indexOf('/') + 1));
    expect(files.toSorted()).toEqual([...ARCHIVES.map(({ name }) => name), 'after.log'].toSorted());
    for (const { name } of ARCHIVES) {
      const folder = kept.find((path) => path.endsWith(`/${name}`))!;
      expect(readFileSync(join(caseFolder, 'evidence', folder)).equals(readFileSync(join(evidence, name)))).toBe(true);
    }
  });
});
