import { createReadStream } from 'node:fs';
import { readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { randomUUID } from 'node:crypto';
import { REPORTS_FOLDER } from '../services/case-folder.js';
import { diskFailure, systemCode } from '../services/disk-failure.js';
import { UsageError } from './usage-error.js';

/**
 * Checks `--out`: its folder exists, and it is neither evidence nor among the case's own files.
 *
 * @returns the absolute path
 */
export async function checkOut(out: string, evidence: readonly string[], caseFolder: string | null): Promise<string> {
  const path = resolve(out);
  const folder = await realpath(dirname(path)).catch(() => null);
  if (folder === null) throw new UsageError(`--out ${out}: the folder ${dirname(path)} does not exist.`);
  const target = join(folder, basename(path));
  if ((await stat(target).catch(() => null))?.isDirectory())
    throw new UsageError(`--out ${out} is a folder. Name a file.`);
  for (const one of evidence) {
    if (isWithin(target, await realpath(one)))
      throw new UsageError(`--out ${out} would write into the evidence ${one}.`);
  }
  const home = caseFolder === null ? null : await realpath(caseFolder).catch(() => resolve(caseFolder));
  if (home !== null && isWithin(target, home) && !isWithin(target, join(home, REPORTS_FOLDER))) {
    throw new UsageError(
      `--out ${out} is among the files of the case. Write to its ${REPORTS_FOLDER} folder or outside of it.`,
    );
  }
  return target;
}

function isWithin(path: string, folder: string): boolean {
  const inside = relative(folder, path);
  return inside === '' || (inside !== '..' && !inside.startsWith(`..${sep}`) && resolve(folder, inside) === path);
}

/** A place beside `path` for what is being written, so that `path` never holds a part. */
export function partOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.part-${randomUUID().slice(0, 8)}`);
}

/** Gives a finished file its name. */
export async function settle(part: string, path: string): Promise<void> {
  await rename(part, path).catch(async (error: unknown) => {
    await rm(part, { force: true });
    throw diskFailure('Writing', path, error);
  });
}

/** Prints a file on standard output. A reader that has had enough (`| head`) is no failure. */
export async function printFile(path: string): Promise<void> {
  await pipeline(createReadStream(path), process.stdout, { end: false }).catch((error: unknown) => {
    if (systemCode(error) !== 'EPIPE') throw error;
  });
}

export async function printText(text: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    process.stdout.write(text, (error) => (error == null || systemCode(error) === 'EPIPE' ? done() : failed(error)));
  });
}

export async function readJsonFile<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}
