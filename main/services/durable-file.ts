/** Writing that survives a kill or a power cut: what a function here confirmed is on the disk. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failpoint } from './failpoints.js';

const WRITING = '.writing-';

/** Makes the entries of a folder durable. Windows has no such call: its file systems journal their folders themselves. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces or creates a file as a whole: a reader sees the old bytes or the new ones, never a part. `mode`: who may read it. */
export async function writeFileDurably(path: string, contents: string | Uint8Array, mode = 0o644): Promise<void> {
  const temporary = join(dirname(path), `${WRITING}${randomBytes(6).toString('hex')}`);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(contents);
      await handle.sync();
    } finally {
      await handle.close();
    }
    failpoint('file-written', basename(path));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes a folder for pieces of what will be written into `folder`: they stay on its disk, and are removed with what a kill leaves. */
export async function makeWritingFolder(folder: string): Promise<string> {
  return mkdtemp(join(folder, WRITING));
}

/** Removes what a kill left of what was being written in a folder. Nobody else may be writing there. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith(WRITING)) await rm(join(folder, name), { force: true, recursive: true });
}
