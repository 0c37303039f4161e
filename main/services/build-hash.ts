import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashFile } from './copy-evidence.js';
import { folderSha256 } from './folder-hash.js';

/** The folder of the built program: its parts `main` and `renderer` lie in it. */
const BUILT = dirname(import.meta.dirname);

let hash: Promise<string> | null = null;

/** SHA-256 of the program that runs: of the list of its built files, as of a folder received as evidence (see docs/case-format.md). */
export function buildSha256(): Promise<string> {
  hash ??= hashOf(BUILT);
  return hash;
}

async function hashOf(built: string): Promise<string> {
  const files: { path: string; bytes: number; sha256: string }[] = [];
  for (const path of [...(await filesBelow(built, 'main')), ...(await filesBelow(built, 'renderer'))]) {
    const { bytes, sha256 } = await hashFile(join(built, path), () => {}, new AbortController().signal);
    files.push({ path, bytes, sha256 });
  }
  return folderSha256(files);
}

/** Paths joined with `/`; marks of the build itself, which begin with a dot, left out. */
async function filesBelow(built: string, folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(join(built, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) paths.push(...(await filesBelow(built, path)));
    else if (!entry.name.startsWith('.')) paths.push(path);
  }
  return paths;
}
