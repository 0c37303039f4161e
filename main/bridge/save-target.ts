import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { isThere } from '../services/free-path.js';
import type { OpenCase } from '../services/open-case.js';
import { BridgeFailure } from './failure.js';
import { typedPath } from './typed-path.js';

function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== '' && !inside.startsWith('..') && !isAbsolute(inside);
}

/**
 * Checks a path that was typed where the host has no dialog: it must be absolute, in a folder that exists, free, and not
 * among the case's own files except its reports. Throws `BridgeFailure`.
 */
export async function checkTypedTarget(
  typed: string,
  openCase: Pick<OpenCase, 'folder' | 'reportsFolder'>,
): Promise<string> {
  const path = resolve(typedPath(typed));
  if (isInside(openCase.folder, path) && !isInside(await openCase.reportsFolder(), path)) {
    throw new BridgeFailure(
      'not-allowed',
      `${path} is among the files of the case. Save to its reports folder or outside of it.`,
    );
  }
  const folder = await stat(dirname(path)).catch(() => null);
  if (folder === null || !folder.isDirectory())
    throw new BridgeFailure('not-found', `The folder ${dirname(path)} does not exist. Make it, or choose another.`);
  if (await isThere(path)) throw new BridgeFailure('exists', `${path} is there already. Choose another name.`);
  return path;
}
