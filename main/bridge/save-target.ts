import { stat } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, relative, resolve } from 'node:path';
import { cutToBytes } from '../services/cut-to-bytes.js';
import type { OpenCase } from '../services/open-case.js';
import { BridgeFailure } from './failure.js';
import { typedPath } from './typed-path.js';

/** File systems take 255 bytes; a number behind a taken name, and the mark of an unfinished download, need some. */
const MAX_STEM_BYTES = 180;
const MAX_EXTENSION_BYTES = 16;

/** A file name out of what a page suggests: no folder, no control or reserved character, no leading dot, no half character. */
export function safeFileName(suggestion: string): string {
  const name = basename(suggestion.replaceAll('\\', '/'))
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"/|?*]/gu, '_')
    .replace(/^\.+/, '')
    .trim();
  const extension = cutToBytes(extname(name), MAX_EXTENSION_BYTES);
  const stem = cutToBytes(name.slice(0, name.length - extname(name).length), MAX_STEM_BYTES);
  return stem === '' ? `export${extension}` : `${stem}${extension}`;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** A path in `folder` that is not taken: `name.pdf`, `name-2.pdf`, ... */
export async function freePath(folder: string, suggestion: string): Promise<string> {
  const name = safeFileName(suggestion);
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem}-${count}${extension}`);
    if (!(await exists(path))) return path;
  }
}

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
  if (await exists(path)) throw new BridgeFailure('exists', `${path} is there already. Choose another name.`);
  return path;
}
