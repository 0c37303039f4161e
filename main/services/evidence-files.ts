/**
 * The evidence of a case: `evidence/<number>/<name>` holds the copy of each exhibit, read-only. A copy is made under a
 * temporary name; the journal line commits it; then it gets its name. What opening finds under a temporary name is
 * therefore either committed, and gets its name, or was never confirmed, and goes.
 */
import { lstat, mkdir, readdir, realpath, rename, rm, statfs } from 'node:fs/promises';
import { dirname, isAbsolute, join, sep } from 'node:path';
import type { ExhibitReceipt } from '../../parsers/model/case.js';
import { BridgeFailure } from '../bridge/failure.js';
import { copyFile, hashFile, type OnBytes } from './copy-evidence.js';
import { diskFailure } from './disk-failure.js';
import { syncFolder } from './durable-file.js';
import { failpoint } from './failpoints.js';
import { folderSha256 } from './folder-hash.js';
import { listEvidence, type EvidenceListing } from './list-evidence.js';

export const EVIDENCE_FOLDER = 'evidence';
const RECEIVING = '.receiving-';
/** Evidence that is copied back; what is left under this name was cut off. */
export const RELINKING = '.relinking-';

/** Left free on the disk, so that journal and database can still be written. */
const SPARE_BYTES = 64 * 1024 * 1024;

/** `JS/1` as a folder name. Throws `BridgeFailure` `damaged` for a number that Exhibit does not give. */
export function exhibitFolderName(number: string): string {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}.-]*\/[1-9]\d*$/u.test(number)) {
    throw new BridgeFailure('damaged', `${number} is not an exhibit number.`);
  }
  return number.replace('/', '-');
}

/** The next number under a prefix: `JS/3` after `JS/2`. */
export function nextExhibitNumber(prefix: string, receipts: readonly Pick<ExhibitReceipt, 'number'>[]): string {
  const used = receipts
    .filter(({ number }) => number.startsWith(`${prefix}/`))
    .map(({ number }) => Number(number.slice(prefix.length + 1)));
  return `${prefix}/${Math.max(0, ...used.filter(Number.isSafeInteger)) + 1}`;
}

/** What one receipt is to be. */
export interface Receiving {
  readonly caseFolder: string;
  readonly number: string;
  readonly origin: string;
  readonly storage: 'copy' | 'reference';
  readonly signal: AbortSignal;
  /** Asked once the hash is known; throws to refuse the exhibit. */
  admit(name: string, sha256: string): Promise<void>;
  /** Bytes read so far of all that will be read: a copy is read twice. */
  onProgress(bytesDone: number, bytesTotal: number): void;
}

/** Lists what a path holds and refuses what must not be received: the case itself, what does not fit on the disk. */
export async function surveyEvidence(
  path: string,
  caseFolder: string,
  storage: 'copy' | 'reference',
): Promise<EvidenceListing> {
  const [given, home] = await Promise.all([realpath(path).catch(() => path), realpath(caseFolder)]);
  if (liesIn(given, home) || liesIn(home, given)) {
    throw new BridgeFailure(
      'bad-arguments',
      `${path} is, holds or lies in the folder of this case, so it cannot be evidence of it.`,
    );
  }
  const listing = await listEvidence(path);
  if (storage === 'copy') await checkSpace(caseFolder, totalBytes(listing));
  const unnamed = listing.files.find((file) => file.path !== '' && !sourceOf(listing, file.path).equals(file.source));
  if (storage === 'reference' && unnamed !== undefined) {
    throw new BridgeFailure(
      'bad-arguments',
      `The name of ${unnamed.path} is not UTF-8, so it can be copied into the case but not left in place.`,
    );
  }
  return listing;
}

function liesIn(child: string, parent: string): boolean {
  return child === parent || child.startsWith(parent.endsWith(sep) ? parent : parent + sep);
}

function sourceOf(listing: EvidenceListing, path: string): Buffer {
  return Buffer.from(join(listing.location, path));
}

/**
 * Copies (or reads) one exhibit, hashes it and has its receipt journalled.
 *
 * @param journal writes `exhibit-received`; the exhibit is received when it resolves
 */
export async function receiveExhibit(
  listing: EvidenceListing,
  receiving: Receiving,
  journal: (receipt: ExhibitReceipt) => Promise<unknown>,
): Promise<ExhibitReceipt> {
  const { caseFolder, number, storage } = receiving;
  const temporary = join(caseFolder, EVIDENCE_FOLDER, RECEIVING + exhibitFolderName(number));
  const receipt = await readAdmitted(listing, receiving, temporary).catch(async (error: unknown) => {
    await rm(temporary, { recursive: true, force: true });
    throw diskFailure('Receiving', listing.location, error);
  });
  failpoint('evidence-copied');
  // From here on the copy is not removed, even on failure: only opening the journal again tells whether it was committed.
  await journal(receipt);
  failpoint('received-journalled');
  if (storage === 'copy') await giveName(caseFolder, temporary, number);
  return receipt;
}

async function readAdmitted(
  listing: EvidenceListing,
  receiving: Receiving,
  temporary: string,
): Promise<ExhibitReceipt> {
  const receipt = receiptOf(listing, receiving, await readAll(listing, receiving, temporary));
  await receiving.admit(receipt.name, receipt.sha256);
  return receipt;
}

function receiptOf(listing: EvidenceListing, receiving: Receiving, files: ExhibitReceipt['files']): ExhibitReceipt {
  const [only] = files;
  return {
    number: receiving.number,
    name: listing.name,
    sha256: listing.kind === 'file' && only !== undefined ? only.sha256 : folderSha256(files),
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    kind: listing.kind,
    storage: receiving.storage,
    files,
    origin: receiving.origin,
    ...(receiving.storage === 'reference' ? { location: listing.location } : {}),
    ...(listing.leftOut.length > 0 ? { leftOut: listing.leftOut } : {}),
  };
}

async function readAll(
  listing: EvidenceListing,
  receiving: Receiving,
  temporary: string,
): Promise<ExhibitReceipt['files']> {
  const { storage, signal } = receiving;
  const bytesTotal = totalBytes(listing) * (storage === 'copy' ? 2 : 1);
  let bytesDone = 0;
  const onBytes: OnBytes = (bytes) => {
    bytesDone += bytes;
    receiving.onProgress(bytesDone, bytesTotal);
  };
  const files: ExhibitReceipt['files'][number][] = [];
  if (storage === 'reference') {
    for (const file of listing.files)
      files.push({ path: file.path, ...(await hashFile(file.source, onBytes, signal)) });
    return files;
  }
  await rm(temporary, { recursive: true, force: true });
  const top = listing.kind === 'folder' ? join(temporary, listing.name) : temporary;
  await mkdir(top, { recursive: true });
  const folders = new Set([temporary, top]);
  for (const file of listing.files) {
    const target = join(temporary, listing.name, file.path);
    for (let folder = dirname(target); folder.length > top.length; folder = dirname(folder)) folders.add(folder);
    await mkdir(dirname(target), { recursive: true });
    files.push({ path: file.path, ...(await copyFile(file.source, target, onBytes, signal)) });
  }
  for (const folder of folders) await syncFolder(folder);
  await syncFolder(dirname(temporary));
  return files;
}

async function giveName(caseFolder: string, temporary: string, number: string): Promise<void> {
  await rename(temporary, join(caseFolder, EVIDENCE_FOLDER, exhibitFolderName(number)));
  await syncFolder(join(caseFolder, EVIDENCE_FOLDER));
}

/** Finishes or removes what an interrupted receipt left; see the head of this file. */
export async function settleInterruptedReceipts(
  caseFolder: string,
  receipts: readonly ExhibitReceipt[],
): Promise<void> {
  const folder = join(caseFolder, EVIDENCE_FOLDER);
  const numbers = new Map(
    receipts
      .filter(({ storage }) => storage === 'copy')
      .map(({ number }) => [RECEIVING + exhibitFolderName(number), number]),
  );
  for (const name of await readdir(folder)) {
    if (name.startsWith(RELINKING)) await rm(join(folder, name), { recursive: true, force: true });
    if (!name.startsWith(RECEIVING)) continue;
    const number = numbers.get(name);
    if (number === undefined) await rm(join(folder, name), { recursive: true, force: true });
    else await giveName(caseFolder, join(folder, name), number);
  }
}

/**
 * Where the files of a received exhibit lie, in the order of `receipt.files`, after checking that each is there, a regular
 * file and as long as it was. Throws `BridgeFailure` naming the first that is not.
 */
export async function evidencePaths(caseFolder: string, receipt: ExhibitReceipt): Promise<readonly string[]> {
  const paths = storedPaths(caseFolder, receipt);
  for (const [index, path] of paths.entries()) {
    const expected = receipt.files[index]?.bytes;
    const stat = await lstat(path).catch((error: unknown) => {
      throw diskFailure(`Reading exhibit ${receipt.number} from`, path, error);
    });
    if (!stat.isFile() || stat.size !== expected) {
      throw new BridgeFailure(
        'damaged',
        `${path} of exhibit ${receipt.number} is not what was received: it should be a file of ${expected} bytes. Put the original back or receive it anew.`,
      );
    }
  }
  return paths;
}

/** Paths of an exhibit's copies inside the case folder, joined with `/`, in the order of `receipt.files`. */
export function archivedPaths(receipt: ExhibitReceipt): readonly string[] {
  const top = [EVIDENCE_FOLDER, exhibitFolderName(receipt.number), receipt.name];
  return receipt.files.map(({ path }) => [...top, ...(path === '' ? [] : [path])].join('/'));
}

/** Hashes an exhibit again, file by file. `sha256` is empty where a file is missing or unreadable. */
export async function rehashExhibit(
  caseFolder: string,
  receipt: ExhibitReceipt,
): Promise<{ readonly number: string; readonly sha256: string; readonly unchanged: boolean }> {
  const never = new AbortController().signal;
  const files: ExhibitReceipt['files'][number][] = [];
  try {
    for (const [index, path] of storedPaths(caseFolder, receipt).entries()) {
      files.push({ path: receipt.files[index]?.path ?? '', ...(await hashFile(path, () => {}, never)) });
    }
  } catch {
    return { number: receipt.number, sha256: '', unchanged: false };
  }
  const sha256 = receipt.kind === 'file' ? (files[0]?.sha256 ?? '') : folderSha256(files);
  return { number: receipt.number, sha256, unchanged: sha256 === receipt.sha256 };
}

/**
 * Where the files of an exhibit lie by name alone, in the order of `receipt.files`. A journal made by others must not lead
 * out of the place that it names: throws `BridgeFailure` `damaged`.
 */
export function storedPaths(caseFolder: string, receipt: ExhibitReceipt): readonly string[] {
  const root =
    receipt.storage === 'copy'
      ? join(caseFolder, EVIDENCE_FOLDER, exhibitFolderName(receipt.number), receipt.name)
      : (receipt.location ?? '');
  const names = receipt.storage === 'copy' ? [receipt.name] : [];
  return receipt.files.map(({ path }) => {
    const parts = [...names, ...(path === '' ? [] : path.split('/'))];
    if (
      !isAbsolute(root) ||
      parts.some(
        (part) =>
          part === '' ||
          part === '.' ||
          part === '..' ||
          part.includes('\0') ||
          part.includes('/') ||
          (sep !== '/' && part.includes(sep)),
      )
    ) {
      throw new BridgeFailure('damaged', `The journal names an impossible path for exhibit ${receipt.number}.`);
    }
    return join(root, path);
  });
}

function totalBytes(listing: EvidenceListing): number {
  return listing.files.reduce((sum, file) => sum + file.bytes, 0);
}

async function checkSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes + SPARE_BYTES) return;
  throw new BridgeFailure(
    'disk-full',
    `The copy needs ${bytes} bytes and ${SPARE_BYTES} to spare, but only ${free} are free where the case lies. Free some space, or leave the evidence in place.`,
  );
}
