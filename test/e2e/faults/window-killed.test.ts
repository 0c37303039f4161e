import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Examiner } from '../examiner.js';
import { RunningExhibit } from '../running-exhibit.js';
import { KILLED, KilledCase, makeReference, NOTE, type Reference } from './killed-case.js';
import { writeLargeEvidence } from './seized-evidence.js';

const LINES = 6000;
const PATIENCE_MS = 300_000;

describe('the window, killed while it imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-faults-'));
  let evidence: string;
  let reference: Reference;

  beforeAll(async () => {
    evidence = writeLargeEvidence(folder, LINES);
    reference = await makeReference(evidence);
  }, PATIENCE_MS);

  afterAll(async () => {
    await reference?.base.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('starts again, says what was cut short, and holds what was confirmed', { timeout: PATIENCE_MS }, async () => {
    const remains = reference.base.copy();
    const exhibit = new RunningExhibit(remains.userData);
    const openCase = async (): Promise<Examiner> => {
      const start = await exhibit.start();
      await start.getByLabel('Path of the case folder').fill(remains.folder);
      await start.getByRole('button', { name: 'Open', exact: true }).click();
      return new Examiner(await exhibit.page('case'));
    };
    try {
      const examiner = await openCase();
      await examiner.goTo('Kill chain');
      await examiner.drop([evidence]);
      const dialog = examiner.page.getByRole('dialog', { name: 'Import evidence' });
      await dialog.getByRole('button', { name: 'Copy and import' }).click();
      await examiner.page.getByRole('button', { name: 'Cancel' }).waitFor();
      await exhibit.kill();

      const killed = new KilledCase(remains, reference);
      expect(killed.locked).toBe(true);
      const { page } = await openCase();
      await page.getByText(/the lock of .* was taken over/).waitFor();
      if (killed.received && !killed.committed)
        await page.getByText(new RegExp(`The import of ${KILLED} .* was interrupted`)).waitFor();
      await new Examiner(page).goTo('Kill chain');
      await page.getByRole('cell', { name: NOTE }).first().waitFor();
      await exhibit.stop();
      await killed.expectAtRest(killed.committed ? ['EX/1', KILLED] : ['EX/1'], 'window');
    } finally {
      await exhibit.stop();
    }
    await remains.remove();
  });
});
