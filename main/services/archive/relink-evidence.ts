/**
 * Evidence found again by its hash: a case that came without its evidence, or whose evidence was moved, is told where to
 * look, and takes back whatever has the bytes that were received, under whatever name it lies there.
 */
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { ExhibitReceipt } from '../../../parsers/model/case.js';
import { BridgeFailure } from '../../bridge/failure.js';
import { copyFile, hashFile } from '../copy-evidence.js';
import { diskFailure } from '../disk-failure.js';
import { syncFolder } from '../durable-file.js';
import { archivedPaths, evidencePaths, exhibitFolderName, EVIDENCE_FOLDER, RELINKING } from '../evidence-files.js';
import { isThere } from '../free-path.js';
import { listEvidence, type ListedFile } from '../list-evidence.js';

/** Where an exhibit's evidence lies from now on. */
export type Relinked =
  | { readonly number: string; readonly storage: 'copy' }
  | { readonly number: string; readonly storage: 'reference'; readonly location: string };

/** Exhibits whose evidence is not where the case looks for it. */
export async function missingEvidence(
  caseFolder: string,
  receipts: readonly ExhibitReceipt[],
): Promise<readonly ExhibitReceipt[]> {
  const missing: ExhibitReceipt[] = [];
  for (const receipt of receipts) {
    const isHere = await evidencePaths(caseFolder, receipt).then(
      () => true,
      () => false,
    );
    if (!isHere) missing.push(receipt);
  }
  return missing;
}

/**
 * Looks for missing evidence among files and below folders. What was copied is copied again; what was left in place is
 * referred to where it lies now. An exhibit is found whole or not at all.
 *
 * @param journal confirms each exhibit; called when its bytes are in place
 * @returns numbers of the exhibits that are still missing
 */
export async function relinkEvidence(
  caseFolder: string,
  receipts: readonly ExhibitReceipt[],
  paths: readonly string[],
  signal: AbortSignal,
  journal: (relinked: Relinked) => Promise<unknown>,
): Promise<readonly string[]> {
  const missing = await missingEvidence(caseFolder, receipts);
  const listings = await Promise.all(paths.map((path) => listEvidence(path)));
  const finder = new Finder(
    listings.flatMap(({ files }) => files),
    signal,
  );
  const lost: string[] = [];
  for (const receipt of missing) {
    const found = await finder.findAll(receipt);
    const relinked = found === null ? null : await place(caseFolder, receipt, found, signal);
    if (relinked === null) lost.push(receipt.number);
    else await journal(relinked);
  }
  return lost;
}

/** Files by size, hashed when they are asked for. */
class Finder {
  readonly #bySize = new Map<number, ListedFile[]>();
  readonly #hashes = new Map<ListedFile, string>();

  constructor(
    files: readonly ListedFile[],
    readonly signal: AbortSignal,
  ) {
    for (const file of files) this.#bySize.set(file.bytes, [...(this.#bySize.get(file.bytes) ?? []), file]);
  }

  /** A file for each of the exhibit's, in their order; null where one is not found. */
  async findAll({ files }: ExhibitReceipt): Promise<readonly ListedFile[] | null> {
    const found: ListedFile[] = [];
    for (const { bytes, sha256, path } of files) {
      const file = await this.#find(bytes, sha256, path);
      if (file === null) return null;
      found.push(file);
    }
    return found;
  }

  /** Of several with the same bytes the one whose path ends alike. */
  async #find(bytes: number, sha256: string, path: string): Promise<ListedFile | null> {
    const same: ListedFile[] = [];
    for (const file of this.#bySize.get(bytes) ?? []) {
      if ((await this.#hashOf(file)) === sha256) same.push(file);
    }
    return same.find((file) => path !== '' && file.source.toString().endsWith(sep + path)) ?? same[0] ?? null;
  }

  async #hashOf(file: ListedFile): Promise<string> {
    const known = this.#hashes.get(file);
    if (known !== undefined) return known;
    const { sha256 } = await hashFile(file.source, () => {}, this.signal);
    this.#hashes.set(file, sha256);
    return sha256;
  }
}

async function place(
  caseFolder: string,
  receipt: ExhibitReceipt,
  found: readonly ListedFile[],
  signal: AbortSignal,
): Promise<Relinked | null> {
  const { number, storage } = receipt;
  if (storage === 'reference') {
    const location = commonLocation(receipt, found);
    return location === null ? null : { number, storage, location };
  }
  await copyBack(caseFolder, receipt, found, signal);
  return { number, storage };
}

/** The place under which all files lie as they were received; null where they lie otherwise. */
function commonLocation({ files }: ExhibitReceipt, found: readonly ListedFile[]): string | null {
  const roots = files.map(({ path }, index) => {
    const source = found[index]?.source.toString() ?? '';
    if (path === '') return source;
    const end = sep + path.split('/').join(sep);
    return source.endsWith(end) ? source.slice(0, -end.length) : null;
  });
  const [root] = roots;
  return root != null && roots.every((other) => other === root) ? root : null;
}

async function copyBack(
  caseFolder: string,
  receipt: ExhibitReceipt,
  found: readonly ListedFile[],
  signal: AbortSignal,
): Promise<void> {
  const name = exhibitFolderName(receipt.number);
  const home = join(caseFolder, EVIDENCE_FOLDER, name);
  if (await isThere(home))
    throw new BridgeFailure(
      'exists',
      `${home} holds something else than what was received as ${receipt.number}. Move it away and look again.`,
    );
  const temporary = join(caseFolder, EVIDENCE_FOLDER, RELINKING + name);
  try {
    await rm(temporary, { recursive: true, force: true });
    for (const [index, path] of archivedPaths(receipt).entries()) {
      const [, , ...parts] = path.split('/');
      const target = join(temporary, ...parts);
      await mkdir(dirname(target), { recursive: true });
      const source = found[index]?.source ?? '';
      const { sha256 } = await copyFile(source, target, () => {}, signal);
      if (sha256 !== receipt.files[index]?.sha256)
        throw new BridgeFailure('failed', `${source.toString()} was changed while it was read.`);
      await syncFolder(dirname(target));
    }
    await rename(temporary, home);
    await syncFolder(join(caseFolder, EVIDENCE_FOLDER));
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw diskFailure('Copying the evidence back to', home, error);
  }
}
