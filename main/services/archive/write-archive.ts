import { createHash, randomUUID } from 'node:crypto';
import { lstat, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CaseState, ExhibitReceipt } from '../../../parsers/model/case.js';
import { BridgeFailure } from '../../bridge/failure.js';
import { CASE_FILE } from '../case-file.js';
import { readBlocks } from '../copy-evidence.js';
import { diskFailure } from '../disk-failure.js';
import { syncFolder } from '../durable-file.js';
import { archivedPaths, evidencePaths } from '../evidence-files.js';
import { isThere } from '../free-path.js';
import { JOURNAL_FILE } from '../journal-reading.js';
import { ARCHIVE_FORMAT, CONTENTS_ENTRY, type ArchiveContents, type ArchivedFile } from './archive-layout.js';
import { entryHeader, padding, TAR_END } from './tar-entry.js';

/** A case folder as it stands, to be written into one file. */
export interface ArchivedCase {
  readonly folder: string;
  readonly reportsFolder: string;
  readonly state: CaseState;
  /** Where the journal's last confirmed line ends. */
  readonly journalBytes: number;
}

export interface ArchiveOptions {
  readonly withEvidence: boolean;
  readonly signal: AbortSignal;
  /** Bytes written of all that will be, but for the headers. */
  readonly onProgress: (bytesDone: number, bytesTotal: number) => void;
}

interface Source {
  readonly path: string;
  readonly source: string;
  readonly bytes: number;
  /** Hash that it must have; null where nothing states one. */
  readonly sha256: string | null;
}

/**
 * Writes the archive of a case: whole, or nothing. The same case gives the same bytes.
 *
 * @param target absolute path; nothing may be there
 * @returns SHA-256 and length of the file
 * @throws BridgeFailure where evidence is not what was received, the disk fails, or `signal` aborts
 */
export async function writeArchive(
  archived: ArchivedCase,
  target: string,
  options: ArchiveOptions,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  if (await isThere(target)) throw new BridgeFailure('exists', `${target} is there already. Choose another name.`);
  const part = join(dirname(target), `.writing-${randomUUID()}`);
  try {
    const sources = await sourcesOf(archived, options.withEvidence);
    const written = await writePart(archived.state, sources, part, options);
    await rename(part, target);
    await syncFolder(dirname(target));
    return written;
  } catch (error) {
    await rm(part, { force: true });
    throw diskFailure('Writing', target, error);
  }
}

async function writePart(state: CaseState, sources: readonly Source[], part: string, options: ArchiveOptions) {
  const handle = await open(part, 'wx', 0o600);
  try {
    return await writeEntries(state, sources, handle, options);
  } finally {
    await handle.close();
  }
}

async function writeEntries(
  state: CaseState,
  sources: readonly Source[],
  handle: FileHandle,
  { withEvidence, signal, onProgress }: ArchiveOptions,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const put = async (block: Uint8Array): Promise<void> => {
    hash.update(block);
    bytes += block.length;
    await handle.writeFile(block);
  };
  const total = sources.reduce((sum, source) => sum + source.bytes, 0);
  let done = 0;
  const files: ArchivedFile[] = [];
  for (const source of sources) {
    const sha256 = await putFile(source, put, signal, (length) => {
      done += length;
      onProgress(done, total);
    });
    files.push({ path: source.path, bytes: source.bytes, sha256 });
  }
  const contents: ArchiveContents = {
    format: ARCHIVE_FORMAT,
    case: { id: state.meta.id, number: state.meta.number, kind: state.meta.kind },
    head: state.head,
    withEvidence,
    files,
  };
  const text = Buffer.from(`${JSON.stringify(contents, null, 1)}\n`);
  for (const block of [
    entryHeader({ path: CONTENTS_ENTRY, bytes: text.length }),
    text,
    padding(text.length),
    TAR_END,
  ]) {
    await put(block);
  }
  await handle.sync();
  return { sha256: hash.digest('hex'), bytes };
}

async function putFile(
  { path, source, bytes, sha256: expected }: Source,
  put: (block: Uint8Array) => Promise<void>,
  signal: AbortSignal,
  onBytes: (length: number) => void,
): Promise<string> {
  await put(entryHeader({ path, bytes }));
  const hash = createHash('sha256');
  const read = await readBlocks(source, bytes, signal, async (block) => {
    hash.update(block);
    await put(block);
    onBytes(block.length);
  });
  const sha256 = hash.digest('hex');
  if (read !== bytes) throw new BridgeFailure('failed', `${source} was changed while it was read. Try again.`);
  if (expected !== null && sha256 !== expected)
    throw new BridgeFailure(
      'damaged',
      `${source} does not have the hash that the journal states, so an archive of it would not hold. Put the original back, or archive without evidence.`,
    );
  await put(padding(bytes));
  return sha256;
}

async function sourcesOf(
  { folder, reportsFolder, state, journalBytes }: ArchivedCase,
  withEvidence: boolean,
): Promise<readonly Source[]> {
  const sources: Source[] = [
    await sourceOf(CASE_FILE, join(folder, CASE_FILE)),
    { path: JOURNAL_FILE, source: join(folder, JOURNAL_FILE), bytes: journalBytes, sha256: null },
  ];
  for (const name of (await readdir(folder)).toSorted()) {
    if (name.startsWith('journal.torn-')) sources.push(await sourceOf(name, join(folder, name)));
  }
  const issued = new Map(state.issues.map((issue) => [issue.file, issue.sha256]));
  for (const name of (await readdir(reportsFolder)).toSorted()) {
    const path = join(reportsFolder, name);
    if (name.startsWith('.') || !(await lstat(path)).isFile()) continue;
    sources.push({ ...(await sourceOf(`reports/${name}`, path)), sha256: issued.get(name) ?? null });
  }
  const lost = [...issued.keys()].find((name) => sources.every(({ path }) => path !== `reports/${name}`));
  if (lost !== undefined)
    throw new BridgeFailure('damaged', `The issued report ${join(reportsFolder, lost)} is gone. Put it back first.`);
  if (withEvidence) for (const receipt of state.receipts) sources.push(...(await evidenceOf(folder, receipt)));
  return sources;
}

async function sourceOf(path: string, source: string): Promise<Source> {
  return { path, source, bytes: (await lstat(source)).size, sha256: null };
}

/** Evidence left in place is taken in as a copy. */
async function evidenceOf(folder: string, receipt: ExhibitReceipt): Promise<readonly Source[]> {
  const found = await evidencePaths(folder, receipt);
  const paths = archivedPaths(receipt);
  return receipt.files.map(({ bytes, sha256 }, index) => ({
    path: paths[index] ?? '',
    source: found[index] ?? '',
    bytes,
    sha256,
  }));
}
