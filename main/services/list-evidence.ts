import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import { BridgeFailure } from '../bridge/failure.js';
import { diskFailure } from './disk-failure.js';

/** More files than this are asked for as one archive: their list has to fit into one act of the journal. */
export const MAX_FOLDER_FILES = 20_000;

/** What a path given as evidence holds, before anything is read. */
export interface EvidenceListing {
  /** File or folder name as its system writes it. */
  readonly name: string;
  readonly kind: 'file' | 'folder';
  /** Absolute path, links of the path itself resolved. */
  readonly location: string;
  /** `path` is `''` for a file; inside a folder parts are joined with `/`. Sorted by the bytes of `path`. */
  readonly files: readonly ListedFile[];
  readonly leftOut: readonly { readonly path: string; readonly reason: string }[];
}

export interface ListedFile {
  readonly path: string;
  readonly bytes: number;
  /** Absolute path in the system's own bytes, which need not be UTF-8. */
  readonly source: Buffer;
}

/**
 * Lists a file, or a folder with everything below it. Links inside a folder are never followed: links, devices, pipes
 * and sockets are listed as left out. Throws `BridgeFailure`.
 */
export async function listEvidence(path: string): Promise<EvidenceListing> {
  try {
    const location = await realpath(path);
    const stat = await lstat(location);
    const name = basename(location) === '' ? 'evidence' : basename(location);
    if (stat.isFile()) {
      const files = [{ path: '', bytes: stat.size, source: Buffer.from(location) }];
      return { name, kind: 'file', location, files, leftOut: [] };
    }
    if (stat.isDirectory()) return { name, kind: 'folder', location, ...(await listFolder(location)) };
  } catch (error) {
    throw diskFailure('Reading', path, error);
  }
  throw new BridgeFailure(
    'bad-arguments',
    `${path} is neither a file nor a folder, so it cannot be received as evidence.`,
  );
}

async function listFolder(root: string): Promise<Pick<EvidenceListing, 'files' | 'leftOut'>> {
  const files: ListedFile[] = [];
  const leftOut: { path: string; reason: string }[] = [];
  const waiting: { readonly source: Buffer; readonly path: string }[] = [{ source: Buffer.from(root), path: '' }];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of await readdir(folder.source, { encoding: 'buffer' })) {
      const source = Buffer.concat([folder.source, Buffer.from(sep), entry]);
      const path = folder.path === '' ? readableName(entry) : `${folder.path}/${readableName(entry)}`;
      const stat = await lstat(source);
      if (stat.isDirectory()) waiting.push({ source, path });
      else if (stat.isFile()) files.push({ path, bytes: stat.size, source });
      else leftOut.push({ path, reason: kindOf(stat) });
      if (files.length > MAX_FOLDER_FILES) throw tooMany(root);
    }
  }
  files.sort((a, b) => comparePaths(a.path, b.path));
  leftOut.sort((a, b) => comparePaths(a.path, b.path));
  const twin = files.find((file, index) => files[index + 1]?.path === file.path);
  if (twin !== undefined) throw sameName(root, twin.path);
  return { files, leftOut };
}

/** Order of paths in receipts and in the hash of a folder: by the bytes of their UTF-8 text. */
export function comparePaths(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** A file name as text. Names that are not UTF-8 show every such byte as `\xHH`, and their own backslashes as `\x5C`. */
export function readableName(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return [...bytes].map(readableByte).join('');
  }
}

function readableByte(byte: number): string {
  if (byte < 0x80 && byte !== 0x5c) return String.fromCodePoint(byte);
  return `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

function kindOf(stat: Awaited<ReturnType<typeof lstat>>): string {
  if (stat.isSymbolicLink()) return 'a link; links inside a folder are never followed';
  if (stat.isSocket()) return 'a socket';
  if (stat.isFIFO()) return 'a pipe';
  return 'a device';
}

function tooMany(root: string): BridgeFailure {
  return new BridgeFailure(
    'bad-arguments',
    `${root} holds more than ${MAX_FOLDER_FILES} files. Pack it into one archive (tar or zip) and receive that.`,
  );
}

function sameName(root: string, path: string): BridgeFailure {
  return new BridgeFailure(
    'bad-arguments',
    `${root} holds two files that both read as ${path}, because a name in it is not UTF-8. Pack it into one archive (tar) and receive that.`,
  );
}
