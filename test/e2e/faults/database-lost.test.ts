import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Examiner } from '../examiner.js';
import { RunningExhibit } from '../running-exhibit.js';
import { databaseFiles, overwrite, randomBelow } from './damage-files.js';
import type { FaultCase } from './fault-case.js';
import { expectSame, makeReference, NOTE, type Reference } from './killed-case.js';
import { writeLargeEvidence } from './seized-evidence.js';
import { storageFolder, storedRows } from './stored-rows.js';

/** Enough that rows lie in files of their own beside the database's log. */
const LINES = 3000;
const PATIENCE_MS = 300_000;

describe('the case database', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-faults-'));
  let reference: Reference;
  let whole: FaultCase;

  beforeAll(async () => {
    const evidence = writeLargeEvidence(folder, LINES);
    reference = await makeReference(evidence);
    whole = reference.base.copy();
    expect((await whole.run(['import', evidence])).exit).toBe(reference.exit);
  }, PATIENCE_MS);

  afterAll(async () => {
    await whole?.remove();
    await reference?.base.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a case whose database was harmed: all events are there, and the next opening finds nothing to mend. */
  const expectAllThere = async (harmed: FaultCase, said: RegExp): Promise<void> => {
    const journalBefore = harmed.journal();
    const { ended, events } = await harmed.events();
    expect(ended.stderr).toMatch(said);
    expectSame(events, reference.complete);
    expect(harmed.journal().startsWith(journalBefore.confirmed())).toBe(true);
    expect(
      harmed
        .journal()
        .acts()
        .some(({ type }) => type === 'exhibit-rebuilt'),
    ).toBe(false);
    const again = await harmed.events();
    expect([again.ended.stderr, ended.exit, again.ended.exit]).toEqual(['', reference.exit, reference.exit]);
    expectSame(again.events, reference.complete);
    const { exhibits, owners } = await storedRows(harmed.userData);
    expect(exhibits.map(({ number, state }) => [number, state])).toEqual([
      ['EX/1', 'committed'],
      ['EX/2', 'committed'],
    ]);
    expect(owners).toEqual(exhibits.map(({ id }) => id));
  };

  test('deleted: all events are there again', { timeout: PATIENCE_MS }, async () => {
    const harmed = whole.copy();
    rmSync(storageFolder(harmed.userData), { recursive: true });
    await expectAllThere(harmed, /^$/);
    await harmed.remove();
  });

  test('deleted: what the examiner said is there again', { timeout: PATIENCE_MS }, async () => {
    const harmed = whole.copy();
    const exhibit = new RunningExhibit(harmed.userData);
    const expectStep = async (): Promise<void> => {
      const start = await exhibit.start();
      await start.getByLabel('Path of the case folder').fill(harmed.folder);
      await start.getByRole('button', { name: 'Open', exact: true }).click();
      const examiner = new Examiner(await exhibit.page('case'));
      await examiner.goTo('Kill chain');
      await examiner.page.getByRole('cell', { name: NOTE }).first().waitFor({ timeout: 120_000 });
      await exhibit.stop();
    };
    try {
      await expectStep();
      rmSync(join(harmed.userData, 'cache'), { recursive: true });
      await expectStep();
    } finally {
      await exhibit.stop();
    }
    await harmed.remove();
  });

  test('with random bytes in its log: all events are there again', { timeout: PATIENCE_MS }, async () => {
    const harmed = whole.copy();
    const random = randomBelow(5);
    for (const path of databaseFiles(harmed.userData, 'leveldb')) overwrite(path, 8, random);
    await expectAllThere(harmed, /^$|damaged on the disk/);
    await harmed.remove();
  });

  test(
    'with random bytes in all files of large values: it is said, all events are there again',
    { timeout: PATIENCE_MS },
    async () => {
      const harmed = whole.copy();
      const random = randomBelow(6);
      const files = databaseFiles(harmed.userData, 'blob');
      expect(files.length).toBeGreaterThan(0);
      for (const path of files) overwrite(path, 8, random);
      await expectAllThere(harmed, /damaged on the disk/);
      await harmed.remove();
    },
  );

  test('with random bytes at one place of large values: the same', { timeout: PATIENCE_MS }, async () => {
    const harm = async (seed: number): Promise<void> => {
      const harmed = whole.copy();
      const random = randomBelow(seed);
      const files = databaseFiles(harmed.userData, 'blob');
      overwrite(files[random(files.length)] ?? '', 1, random);
      await expectAllThere(harmed, /damaged on the disk/);
      await harmed.remove();
    };
    await Promise.all([harm(1), harm(2)]);
  });
});
