/** Names for files that are written beside others. */
import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { cutToBytes } from './cut-to-bytes.js';

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

/** Whether something lies at a path. */
export async function isThere(path: string): Promise<boolean> {
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
    if (!(await isThere(path))) return path;
  }
}
