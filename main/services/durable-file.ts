/** Writing that survives a kill or a power cut: what a function here confirmed is on the disk. */
import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
  const temporary = join(dirname(path), `.writing-${randomBytes(6).toString('hex')}`);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(contents);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}
