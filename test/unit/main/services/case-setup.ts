import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createCase } from '../../../../main/services/case-folder.js';
import type { CaseDraft } from '../../../../parsers/model/case.js';

export const draft: CaseDraft = {
  kind: 'case',
  number: '2026-117',
  title: 'Miner on node-2',
  examiner: 'Jo Smith',
  organisation: 'Lab',
  questions: ['Who deployed it?'],
  displayZone: 'Europe/Berlin',
};

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A new case in a folder of its own. */
export async function newCase(): Promise<string> {
  return createCase(join(await temporaryFolder(), 'case'), draft);
}

export const receiving = { origin: 'handed over by the cluster team', storage: 'copy', numberPrefix: 'JS' } as const;
export const quiet = (): void => {};
export const never = new AbortController().signal;
