import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskFailure, systemCode } from './disk-failure.js';
import { writeFileDurably } from './durable-file.js';

/** Reads a small JSON file of this person's; null where there is none or it does not parse, so that it is begun anew. */
export async function readUserJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw diskFailure('Reading', path, error);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

export async function writeUserJson(path: string, value: unknown): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFileDurably(path, `${JSON.stringify(value, null, 1)}\n`);
  } catch (error) {
    throw diskFailure('Writing', path, error);
  }
}
