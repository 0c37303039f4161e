import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseDraft } from '../../parsers/model/case.js';
import { BridgeFailure } from '../bridge/failure.js';
import { isCaseDraft } from './act-guards.js';
import { createCase, openCase } from './case-folder.js';
import { DEMONSTRATION_BUNDLE, DEMONSTRATION_FOLDER } from './demonstration-evidence.js';
import { diskFailure, systemCode } from './disk-failure.js';
import type { OpenCase } from './open-case.js';

/** Opens the demonstration case among the cases of this person, making it and receiving its evidence the first time. */
export async function openDemonstration(casesFolder: string, host: string): Promise<OpenCase> {
  const folder = join(casesFolder, 'demonstration');
  const draft = await readDraft();
  await createCase(folder, draft).catch((error: unknown) => {
    if (!(error instanceof BridgeFailure && error.code === 'exists')) throw error;
  });
  const opened = await openCase(folder, host);
  try {
    const { lines } = await opened.readJournal(1, Number.MAX_SAFE_INTEGER);
    if (!lines.some(({ body }) => body.act.type === 'exhibit-received')) {
      const options = { origin: 'comes with Exhibit; invented', storage: 'copy', numberPrefix: 'DEMO' } as const;
      await opened.receive([DEMONSTRATION_BUNDLE], options, () => {}, new AbortController().signal);
    }
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

async function readDraft(): Promise<CaseDraft> {
  const path = join(DEMONSTRATION_FOLDER, 'case.json');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') {
      throw new BridgeFailure('not-found', 'This Exhibit came without its demonstration.');
    }
    throw diskFailure('Reading', path, error);
  });
  const draft: unknown = JSON.parse(text);
  if (!isCaseDraft(draft)) throw new Error(`${path} does not describe a case`);
  return draft;
}
