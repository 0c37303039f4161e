import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaseMeta } from '../../parsers/model/case.js';
import type { RecentCase } from '../bridge/contract.js';
import { record } from '../bridge/guards.js';
import { CASE_FILE } from './case-file.js';
import { readUserJson, writeUserJson } from './user-files.js';

const RECENT_FILE = 'recent.json';
const KEPT = 20;

type Entry = Omit<RecentCase, 'exists'>;

/** Cases opened last, newest first, with the word whether each is still there. */
export async function readRecent(userData: string): Promise<readonly RecentCase[]> {
  const entries = await readEntries(userData);
  return Promise.all(entries.map(async (entry) => ({ ...entry, exists: await holdsCase(entry.folder) })));
}

/** Puts a case in front of the list. */
export async function rememberCase(userData: string, folder: string, meta: CaseMeta): Promise<void> {
  const { number, title, kind } = meta;
  const entry: Entry = { folder, number, title, kind, openedAt: new Date().toISOString() };
  const others = (await readEntries(userData)).filter((other) => other.folder !== folder);
  await writeUserJson(join(userData, RECENT_FILE), [entry, ...others].slice(0, KEPT));
}

async function readEntries(userData: string): Promise<readonly Entry[]> {
  const value = await readUserJson(join(userData, RECENT_FILE));
  return Array.isArray(value) ? value.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  return (
    record(value) &&
    ['folder', 'number', 'title', 'openedAt'].every((name) => typeof value[name] === 'string') &&
    (value['kind'] === 'case' || value['kind'] === 'demonstration')
  );
}

async function holdsCase(folder: string): Promise<boolean> {
  return stat(join(folder, CASE_FILE)).then(
    (found) => found.isFile(),
    () => false,
  );
}
