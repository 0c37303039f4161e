/** `case.json`: what the case is, repeated from the journal for people and scripts. The journal is right. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseMeta } from '../../parsers/model/case.js';
import { BridgeFailure } from '../bridge/failure.js';
import { record } from '../bridge/guards.js';
import { isCaseMeta } from './act-guards.js';
import { diskFailure, systemCode } from './disk-failure.js';
import { writeFileDurably } from './durable-file.js';
import { JOURNAL_FILE } from './journal-reading.js';

export const CASE_FILE = 'case.json';
const FORMAT_VERSION = 1;

export async function writeCaseFile(folder: string, meta: CaseMeta): Promise<void> {
  await writeFileDurably(join(folder, CASE_FILE), caseFileText(meta));
}

/** The file's exact text for a meta. */
export function caseFileText(meta: CaseMeta): string {
  return `${JSON.stringify(meta, null, 1)}\n`;
}

/**
 * Reads `case.json` of a folder that is to be opened; null where it is missing beside a journal, or unreadable: then the journal has to say.
 *
 * @throws BridgeFailure `not-found` where the folder holds no case, `damaged` where a newer version made it
 */
export async function readCaseFile(folder: string): Promise<{ readonly text: string; readonly meta: CaseMeta } | null> {
  const path = join(folder, CASE_FILE);
  const text = await readFile(path, 'utf8').catch(async (error: unknown) => {
    if (systemCode(error) === 'ENOENT' && (await isFile(join(folder, JOURNAL_FILE)))) return '';
    if (systemCode(error) !== 'ENOENT' && systemCode(error) !== 'ENOTDIR') throw diskFailure('Reading', path, error);
    throw new BridgeFailure(
      'not-found',
      `${folder} is not a case of Exhibit: it has no ${CASE_FILE}. Choose the folder that was made for the case.`,
    );
  });
  const value = parse(text);
  if (record(value) && typeof value['formatVersion'] === 'number' && value['formatVersion'] > FORMAT_VERSION) {
    throw new BridgeFailure(
      'damaged',
      `The case in ${folder} was made by a newer Exhibit (case format ${value['formatVersion']}; this one knows ${FORMAT_VERSION}). Open it with that version.`,
    );
  }
  return isCaseMeta(value) ? { text, meta: value } : null;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
