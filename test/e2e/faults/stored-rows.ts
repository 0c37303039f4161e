import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../../main/chromium/browser/find-browser.js';
import { CASE_DATABASE } from '../../../renderer/db/database.js';

/** What lies in a case database, staged or not. */
export interface StoredRows {
  readonly exhibits: readonly { readonly id: number; readonly number: string; readonly state: string }[];
  /** Ids of the exhibits that rows of the other tables belong to, ascending. */
  readonly owners: readonly number[];
}

/** Windows and command line runs have browser storage of their own. */
export type StorageOf = 'window' | 'command line';

/** Folder of the browser storage of the one case under a user's data. */
export function storageFolder(userData: string, of: StorageOf = 'command line'): string {
  const cache = join(userData, 'cache');
  const [only, more] = readdirSync(cache)
    .filter((id) => id !== 'start')
    .flatMap((id) => readdirSync(join(cache, id)).map((name) => join(cache, id, name)))
    .filter((folder) => folder.endsWith('-cli') === (of === 'command line'));
  if (only === undefined || more !== undefined) throw new Error(`${cache} does not hold the storage of one case`);
  return only;
}

/** Looks into the case database with a browser of its own, past the program. */
export async function storedRows(userData: string, of: StorageOf = 'command line'): Promise<StoredRows> {
  const browser = await findBrowser();
  const context = await chromium.launchPersistentContext(storageFolder(userData, of), {
    executablePath: browser.executable,
    headless: true,
    chromiumSandbox: process.getuid?.() !== 0,
    args: [...browser.args],
    env: { ...process.env, ...browser.env },
  });
  try {
    await context.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto('https://exhibit.invalid/');
    return await page.evaluate(readAll, CASE_DATABASE);
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
async function readAll(name: string): Promise<StoredRows> {
  const answerOf = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB failed')));
    });
  const database = await answerOf(indexedDB.open(name));
  const transaction = database.transaction(database.objectStoreNames, 'readonly');
  const owners = new Set<number>();
  for (const store of ['segments', 'orders', 'chunks', 'postings']) {
    const keys = await answerOf(transaction.objectStore(store).getAllKeys());
    for (const key of keys) owners.add(Number(Array.isArray(key) ? key[0] : key));
  }
  const exhibits = (await answerOf(transaction.objectStore('exhibits').getAll())) as StoredRows['exhibits'];
  database.close();
  return {
    exhibits: exhibits.map(({ id, number, state }) => ({ id, number, state })),
    owners: [...owners].toSorted((a, b) => a - b),
  };
}
