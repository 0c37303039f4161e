import { createHash } from 'node:crypto';
import { chmod, mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { CaseState } from '../../../parsers/model/case.js';
import { BridgeFailure } from '../../bridge/failure.js';
import { readCaseFile } from '../case-file.js';
import { clearWay, openCase, REPORTS_FOLDER } from '../case-folder.js';
import { checkKind } from '../demonstration-evidence.js';
import { diskFailure } from '../disk-failure.js';
import { syncFolder } from '../durable-file.js';
import { archivedPaths, EVIDENCE_FOLDER } from '../evidence-files.js';
import { Journal } from '../journal.js';
import type { OpenCase } from '../open-case.js';
import { CONTENTS_ENTRY, isContents, placeOf, type ArchiveContents, type ArchivedFile } from './archive-layout.js';
import { readEntryHead, takePadding, TarFault, type EntryHead } from './tar-entry.js';

const BLOCK_BYTES = 1 << 20;
/** The list of a case of 100,000 files takes about 15 MB. */
const MAX_CONTENTS_BYTES = 256 * 1024 * 1024;

export interface OpenArchiveOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
}

/**
 * Makes a case folder of an archive and opens it. Everything is checked before the folder gets its name: the contents'
 * hashes, the journal's chain, the evidence against the receipts, issued reports against their lines. The opening is
 * journalled with the archive's hash.
 *
 * @param folder must not exist, or be empty
 * @param host which host opens it
 * @throws BridgeFailure `damaged` where the archive is not whole, or does not say the truth about itself
 */
export async function openArchive(
  path: string,
  folder: string,
  host: string,
  options: OpenArchiveOptions,
): Promise<OpenCase> {
  const target = resolve(folder);
  const making = join(dirname(target), `.${basename(target)}.opening-${process.pid}`);
  const archive = await open(path, 'r').catch((error: unknown) => {
    throw diskFailure('Opening the archive', path, error);
  });
  try {
    await mkdir(dirname(target), { recursive: true });
    await clearWay(target);
    await rm(making, { recursive: true, force: true });
    await mkdir(join(making, EVIDENCE_FOLDER), { recursive: true });
    await mkdir(join(making, REPORTS_FOLDER));
    const { contents, sha256 } = await unpack(archive, path, making, options);
    const state = await checkCase(path, making, contents);
    await setModes(making, contents, state);
    await rename(making, target);
    await syncFolder(dirname(target));
    return await journalled(await openCase(target, host), contents, sha256);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw diskFailure('Opening the archive', path, error);
  } finally {
    await archive.close();
  }
}

/** Evidence that was left in place came as a copy: from here on it lies in the case. */
async function journalled(opened: OpenCase, contents: ArchiveContents, sha256: string): Promise<OpenCase> {
  try {
    await opened.append({ type: 'archive-opened', sha256, withEvidence: contents.withEvidence });
    for (const { number, storage } of opened.state().receipts) {
      if (contents.withEvidence && storage === 'reference')
        await opened.append({ type: 'evidence-relinked', number, storage: 'copy' });
    }
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function refused(path: string, because: string): BridgeFailure {
  return new BridgeFailure(
    'damaged',
    `${path} is no archive of a case, or it was damaged or changed: ${because}. Nothing was made of it. Ask for it again.`,
  );
}

async function unpack(
  archive: FileHandle,
  path: string,
  making: string,
  { signal, onProgress }: OpenArchiveOptions,
): Promise<{ readonly contents: ArchiveContents; readonly sha256: string }> {
  const { size } = await archive.stat();
  const hash = createHash('sha256');
  let at = 0;
  const take = async (length: number): Promise<Buffer> => {
    if (signal.aborted) throw new BridgeFailure('cancelled', 'Opening the archive was cancelled.');
    const block = Buffer.alloc(length);
    const { bytesRead } = await archive.read(block, 0, length, at);
    if (bytesRead < length) throw new TarFault('it ends before its end');
    hash.update(block);
    at += length;
    onProgress(at, size);
    return block;
  };
  const files = new Map<string, ArchivedFile>();
  try {
    for (let head = await readEntryHead(take); head !== null; head = await readEntryHead(take)) {
      if (head.bytes > size - at) throw new TarFault('it ends before its end');
      if (head.path === CONTENTS_ENTRY) {
        const contents = readContents(await takeContents(head, take));
        await takeEnd(take, size - at);
        checkFiles(contents, files);
        return { contents, sha256: hash.digest('hex') };
      }
      if (files.has(head.path)) throw new TarFault(`it holds ${head.path} twice`);
      files.set(head.path, await unpackFile(head, making, take));
    }
    throw new TarFault('it ends before its list of contents');
  } catch (error) {
    if (error instanceof TarFault) throw refused(path, error.message);
    throw error;
  }
}

async function unpackFile(
  { path, bytes }: EntryHead,
  making: string,
  take: (length: number) => Promise<Buffer>,
): Promise<ArchivedFile> {
  const parts = placeOf(path);
  if (parts === null) throw new TarFault(`"${path}" has no place in a case folder`);
  const target = join(making, ...parts);
  await mkdir(dirname(target), { recursive: true });
  const hash = createHash('sha256');
  const handle = await open(target, 'wx', 0o600);
  try {
    for (let left = bytes; left > 0; left -= BLOCK_BYTES) {
      const block = await take(Math.min(left, BLOCK_BYTES));
      hash.update(block);
      await handle.writeFile(block);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  await takePadding(bytes, take);
  return { path, bytes, sha256: hash.digest('hex') };
}

async function takeContents({ bytes }: EntryHead, take: (length: number) => Promise<Buffer>): Promise<Buffer> {
  if (bytes > MAX_CONTENTS_BYTES) throw new TarFault('its list of contents is too long');
  const text = await take(bytes);
  await takePadding(bytes, take);
  return text;
}

/** Behind the contents stands nothing but the zeros that end a tar. */
async function takeEnd(take: (length: number) => Promise<Buffer>, left: number): Promise<void> {
  for (let rest = left; rest > 0; rest -= BLOCK_BYTES) {
    const block = await take(Math.min(rest, BLOCK_BYTES));
    if (block.some((byte) => byte !== 0)) throw new TarFault('something follows its list of contents');
  }
}

function readContents(text: Buffer): ArchiveContents {
  let value: unknown = null;
  try {
    value = JSON.parse(text.toString('utf8'));
  } catch {
    // Not JSON: refused like any other value.
  }
  if (!isContents(value)) throw new TarFault('its list of contents cannot be read; a newer Exhibit may have made it');
  return value;
}

function checkFiles({ files: stated }: ArchiveContents, files: ReadonlyMap<string, ArchivedFile>): void {
  for (const { path, bytes, sha256 } of stated) {
    const found = files.get(path);
    if (found === undefined) throw new TarFault(`${path} is missing`);
    if (found.sha256 !== sha256 || found.bytes !== bytes)
      throw new TarFault(`${path} does not have the hash that the list of contents states`);
  }
  const listed = new Set(stated.map(({ path }) => path));
  const other = [...files.keys()].find((path) => !listed.has(path));
  if (other !== undefined) throw new TarFault(`${other} is not in its list of contents`);
}

/** What the files say must agree: journal, case, contents, receipts, issued reports. */
async function checkCase(path: string, folder: string, contents: ArchiveContents): Promise<CaseState> {
  const file = await readCaseFile(folder);
  const { journal, tornFile } = await Journal.open(folder);
  const state = journal.state();
  await journal.close();
  if (tornFile !== null) throw refused(path, 'the last line of its journal is cut off');
  const { meta, head } = state;
  if (
    file?.meta.id !== meta.id ||
    contents.case.id !== meta.id ||
    contents.case.number !== meta.number ||
    contents.case.kind !== meta.kind
  )
    throw refused(path, 'its journal, its case and its list of contents speak of different cases');
  if (contents.head.seq !== head.seq || contents.head.hash !== head.hash)
    throw refused(path, 'its journal does not end where its list of contents says');
  checkEvidence(path, contents, state);
  for (const { name, sha256 } of state.receipts) await checkKind(meta.kind, name, sha256);
  const files = new Map(contents.files.map((one) => [one.path, one.sha256]));
  for (const issue of state.issues) {
    if (files.get(`${REPORTS_FOLDER}/${issue.file}`) !== issue.sha256)
      throw refused(path, `the issued report ${issue.file} is missing or was changed`);
  }
  return state;
}

function checkEvidence(path: string, contents: ArchiveContents, { receipts }: CaseState): void {
  const received = new Map(
    receipts.flatMap((receipt) =>
      archivedPaths(receipt).map((place, index) => [place, receipt.files[index]?.sha256] as const),
    ),
  );
  const held = contents.files.filter((one) => one.path.startsWith(`${EVIDENCE_FOLDER}/`));
  for (const { path: place, sha256 } of held) {
    if (!received.has(place)) throw refused(path, `${place} was never received as evidence`);
    if (received.get(place) !== sha256) throw refused(path, `${place} does not have the hash that the journal states`);
  }
  if (contents.withEvidence && held.length !== received.size)
    throw refused(path, 'it says that it holds all evidence, but some is missing');
}

/** Evidence and issued reports are read-only, as where they came from. */
async function setModes(folder: string, { files }: ArchiveContents, { issues }: CaseState): Promise<void> {
  const issued = new Set(issues.map(({ file }) => `${REPORTS_FOLDER}/${file}`));
  for (const { path } of files) {
    const isFixed = path.startsWith(`${EVIDENCE_FOLDER}/`) || issued.has(path);
    await chmod(join(folder, ...path.split('/')), isFixed ? 0o444 : 0o644);
  }
  await syncTree(folder);
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await syncTree(join(folder, entry.name));
  }
  await syncFolder(folder);
}
