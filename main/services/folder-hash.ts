import { createHash } from 'node:crypto';
import { comparePaths } from './list-evidence.js';

/**
 * SHA-256 of a folder: of the list of its files, sorted by the bytes of their paths, each written as path, NUL, size in
 * decimal, NUL, SHA-256 in lower-case hex, line feed. No path holds a NUL, so two different folders never give one list.
 */
export function folderSha256(
  files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[],
): string {
  const hash = createHash('sha256');
  for (const file of files.toSorted((a, b) => comparePaths(a.path, b.path))) {
    hash.update(`${file.path}\0${file.bytes}\0${file.sha256}\n`);
  }
  return hash.digest('hex');
}
