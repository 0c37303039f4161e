/** Making and opening case folders. The layout is described in `docs/case-format.md`. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Act, CaseDraft, CaseMeta, CaseState, ExhibitReceipt, JournalLine } from '../../parsers/model/case.js';
import type { ReportIssue } from '../../parsers/model/report-issue.js';
import { BridgeFailure } from '../bridge/failure.js';
import { missingEvidence, relinkEvidence } from './archive/relink-evidence.js';
import { writeArchive, type ArchiveOptions } from './archive/write-archive.js';
import { CASE_FILE, caseFileText, readCaseFile, writeCaseFile } from './case-file.js';
import { checkKind } from './demonstration-evidence.js';
import { digestFile } from './copy-evidence.js';
import { cutToBytes } from './cut-to-bytes.js';
import { diskFailure, systemCode } from './disk-failure.js';
import { removeUnfinished, syncFolder } from './durable-file.js';
import {
  EVIDENCE_FOLDER,
  evidencePaths,
  nextExhibitNumber,
  receiveExhibit,
  rehashExhibit,
  settleInterruptedReceipts,
  surveyEvidence,
} from './evidence-files.js';
import { freePath } from './free-path.js';
import { checkMayIssue, commitIssue, settleInterruptedIssues } from './issued-reports.js';
import { Journal } from './journal.js';
import { takeLock, type Lock } from './lock.js';
import type { OpenCase, ReceiveProgress } from './open-case.js';

export const REPORTS_FOLDER = 'reports';
const PROGRESS_MS = 100;

/** The folder is made under a longer name; file systems take 255 bytes. */
const MAX_NAME_BYTES = 200;

/** A folder name for a case number: what some file system refuses becomes `-`. */
export function caseFolderName(number: string): string {
  const name = number
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu, '-')
    .replaceAll(/^[.\s]+|[.\s]+$/g, '');
  return name === '' ? 'case' : cutToBytes(name, MAX_NAME_BYTES);
}

/**
 * Makes a case in a folder that does not exist or is empty. The folder appears whole or not at all.
 *
 * @returns the folder's absolute path
 * @throws BridgeFailure `exists` where something is there
 */
export async function createCase(folder: string, draft: CaseDraft): Promise<string> {
  const target = resolve(folder);
  const making = join(dirname(target), `.${basename(target)}.making-${process.pid}`);
  const createdAt = new Date().toISOString();
  const meta: CaseMeta = {
    id: randomUUID(),
    formatVersion: 1,
    kind: draft.kind,
    number: draft.number,
    title: draft.title,
    examiner: draft.examiner,
    organisation: draft.organisation,
    questions: draft.questions,
    displayZone: draft.displayZone,
    tokenSeed: randomBytes(8).toString('hex'),
    createdAt,
  };
  try {
    await mkdir(dirname(target), { recursive: true });
    await rm(making, { recursive: true, force: true });
    await mkdir(making);
    await mkdir(join(making, EVIDENCE_FOLDER));
    await mkdir(join(making, REPORTS_FOLDER));
    await Journal.create(making, { type: 'case-created', meta });
    await writeCaseFile(making, meta);
    await clearWay(target);
    await rename(making, target);
    await syncFolder(dirname(target));
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw diskFailure('Making the case', target, error);
  }
  return target;
}

/** Makes sure that a folder can be made there. Throws `BridgeFailure` `exists` where something is in the way. */
export async function clearWay(target: string): Promise<void> {
  try {
    await rmdir(target);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    const isCase = await readdir(target).then(
      (names) => names.includes(CASE_FILE),
      () => false,
    );
    throw new BridgeFailure(
      'exists',
      isCase
        ? `${target} holds a case already. Open it, or choose another folder.`
        : `${target} is not empty. Choose a new or an empty folder.`,
    );
  }
}

/**
 * Opens and locks a case folder: checks the journal, finishes or removes what an interruption left, journals the opening.
 *
 * @param host which host opens it, `electron 45.4.1`
 */
export async function openCase(folder: string, host: string): Promise<OpenCase> {
  const path = await realpath(folder).catch((error: unknown) => {
    throw diskFailure('Opening the case', folder, error);
  });
  const file = await readCaseFile(path);
  const lock = await takeLock(path);
  try {
    const { journal, tornFile } = await Journal.open(path);
    try {
      const notices = noticesOf(lock, tornFile);
      const { meta, receipts, issues } = journal.state();
      if (file !== null && file.meta.id !== meta.id) {
        throw new BridgeFailure(
          'damaged',
          `${CASE_FILE} and the journal in ${path} belong to two different cases. Restore the folder from a copy.`,
        );
      }
      if (file?.text !== caseFileText(meta)) {
        await writeCaseFile(path, meta);
        notices.push(`${CASE_FILE} did not say what the journal says and was written anew.`);
      }
      await mkdir(join(path, EVIDENCE_FOLDER), { recursive: true });
      await mkdir(join(path, REPORTS_FOLDER), { recursive: true });
      await settleInterruptedReceipts(path, receipts);
      notices.push(...(await settleInterruptedIssues(join(path, REPORTS_FOLDER), issues)));
      for (const own of [path, join(path, REPORTS_FOLDER)]) await removeUnfinished(own);
      await journal.append({ type: 'case-opened', host });
      return new CaseFolder(path, lock, journal, notices);
    } catch (error) {
      await journal.close();
      throw error;
    }
  } catch (error) {
    await lock.release();
    throw diskFailure('Opening the case', path, error);
  }
}

function noticesOf(lock: Lock, tornFile: string | null): string[] {
  const notices: string[] = [];
  if (lock.takenFrom === 'unknown') notices.push('An unreadable lock of an earlier run was taken over.');
  else if (lock.takenFrom !== null) {
    const { user, host, pid, since } = lock.takenFrom;
    notices.push(
      `The case was not closed properly: the lock of ${user} on ${host} (process ${pid}, since ${since}) was taken over.`,
    );
  }
  if (tornFile !== null) {
    notices.push(
      `The last line of the journal was cut off while it was written. It was never confirmed; it was set aside in ${tornFile}.`,
    );
  }
  return notices;
}

/** Digests in one answer over the bridge, a quarter of a megabyte. */
const DIGESTS_PER_ANSWER = 5000;

class CaseFolder implements OpenCase {
  readonly folder: string;
  readonly notices: readonly string[];
  readonly #lock: Lock;
  readonly #journal: Journal;
  /** The receipt that runs, or null. */
  #receiving: Promise<unknown> | null = null;
  readonly #closed = new AbortController();
  #closing: Promise<void> | null = null;

  constructor(folder: string, lock: Lock, journal: Journal, notices: readonly string[]) {
    this.folder = folder;
    this.notices = notices;
    this.#lock = lock;
    this.#journal = journal;
  }

  meta(): CaseMeta {
    return this.#journal.state().meta;
  }

  state(): CaseState {
    return this.#journal.state();
  }

  async readJournal(fromSeq: number, limitBytes: number) {
    return this.#journal.read(fromSeq, limitBytes);
  }

  async append(act: Act): Promise<JournalLine> {
    const before = this.meta();
    const line = await this.#journal.append(act);
    if (this.meta() !== before) await writeCaseFile(this.folder, this.meta());
    return line;
  }

  async receive(
    paths: readonly string[],
    options: { origin: string; storage: 'copy' | 'reference'; numberPrefix: string },
    onProgress: (progress: ReceiveProgress) => void,
    signal: AbortSignal,
  ): Promise<ExhibitReceipt[]> {
    if (this.#receiving !== null) {
      throw new BridgeFailure('not-allowed', 'Evidence is being received already. Wait for it, or cancel it first.');
    }
    const run = this.#receiveAll(paths, options, onProgress, AbortSignal.any([signal, this.#closed.signal]));
    this.#receiving = run.catch(() => undefined);
    try {
      return await run;
    } finally {
      this.#receiving = null;
    }
  }

  async #receiveAll(
    paths: readonly string[],
    options: { origin: string; storage: 'copy' | 'reference'; numberPrefix: string },
    onProgress: (progress: ReceiveProgress) => void,
    signal: AbortSignal,
  ): Promise<ExhibitReceipt[]> {
    const received: ExhibitReceipt[] = [];
    try {
      for (const path of paths) received.push(await this.#receiveOne(path, options, onProgress, signal));
    } catch (error) {
      // Cancel keeps what is finished; the caller goes on with it.
      if (!(error instanceof BridgeFailure && error.code === 'cancelled')) throw withKept(error, received);
    }
    return received;
  }

  async #receiveOne(
    path: string,
    options: { origin: string; storage: 'copy' | 'reference'; numberPrefix: string },
    onProgress: (progress: ReceiveProgress) => void,
    signal: AbortSignal,
  ): Promise<ExhibitReceipt> {
    const { origin, storage, numberPrefix } = options;
    const listing = await surveyEvidence(path, this.folder, storage);
    const number = nextExhibitNumber(numberPrefix, this.#journal.state().receipts);
    let lastAt = -Infinity;
    const report = (bytesDone: number, bytesTotal: number) => {
      const now = performance.now();
      if (now - lastAt < PROGRESS_MS && bytesDone < bytesTotal) return;
      lastAt = now;
      onProgress({ number, name: listing.name, bytesDone, bytesTotal });
    };
    const admit = (name: string, sha256: string) => checkKind(this.meta().kind, name, sha256);
    return receiveExhibit(
      listing,
      { caseFolder: this.folder, number, origin, storage, signal, admit, onProgress: report },
      (receipt) => this.append({ type: 'exhibit-received', receipt }),
    );
  }

  async evidencePaths(number: string): Promise<readonly string[]> {
    return evidencePaths(this.folder, this.#receipt(number));
  }

  async digests(number: string, algorithm: 'md5' | 'sha1', from: number) {
    const paths = await this.evidencePaths(number);
    const page = paths.slice(from, from + DIGESTS_PER_ANSWER);
    const digests: string[] = [];
    for (const path of page) digests.push(await digestFile(path, algorithm, this.#closed.signal));
    const next = from + page.length;
    return { digests, next: next < paths.length ? next : null };
  }

  async rehash() {
    const results: { number: string; sha256: string; unchanged: boolean }[] = [];
    for (const receipt of this.#journal.state().receipts) results.push(await rehashExhibit(this.folder, receipt));
    return results;
  }

  async rehashOne(number: string) {
    return rehashExhibit(this.folder, this.#receipt(number));
  }

  #receipt(number: string): ExhibitReceipt {
    const receipt = this.#journal.state().receipts.find((one) => one.number === number);
    if (receipt === undefined) throw new BridgeFailure('not-found', `No exhibit ${number} was received in this case.`);
    return receipt;
  }

  async issueReport(issue: Omit<ReportIssue, 'file'>): Promise<string> {
    checkMayIssue(this.state(), issue);
    const folder = await this.reportsFolder();
    const path = await freePath(folder, `${this.meta().number} report v${issue.version}.pdf`);
    await commitIssue(folder, { ...issue, file: basename(path) }, (issued) =>
      this.append({ type: 'report-issued', issue: issued }),
    );
    return path;
  }

  async archive(target: string, options: ArchiveOptions) {
    const { folder } = this;
    const reportsFolder = await this.reportsFolder();
    const archived = { folder, reportsFolder, ...this.#journal.confirmed() };
    const signal = AbortSignal.any([options.signal, this.#closed.signal]);
    const written = await writeArchive(archived, target, { ...options, signal });
    const what = options.withEvidence ? 'archive with evidence' : 'archive without evidence';
    await this.append({ type: 'exported', what, sha256: written.sha256, detail: target });
    return written;
  }

  async missingEvidence(): Promise<readonly string[]> {
    return (await missingEvidence(this.folder, this.#held())).map(({ number }) => number);
  }

  async relink(paths: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
    const ended = AbortSignal.any([signal, this.#closed.signal]);
    return relinkEvidence(this.folder, this.#held(), paths, ended, (relinked) =>
      this.append({ type: 'evidence-relinked', ...relinked }),
    );
  }

  #held(): readonly ExhibitReceipt[] {
    const { receipts, removed } = this.state();
    return receipts.filter(({ number }) => !removed.has(number));
  }

  async reportsFolder(): Promise<string> {
    const path = join(this.folder, REPORTS_FOLDER);
    await mkdir(path, { recursive: true });
    return path;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    // The lock goes last: nothing of ours writes into the folder after it.
    this.#closed.abort();
    await this.#receiving;
    await this.#journal.close();
    await this.#lock.release();
  }
}

/** Says with a failure which exhibits of the same drop are in the case all the same. */
function withKept(error: unknown, received: readonly ExhibitReceipt[]): unknown {
  if (received.length === 0 || !(error instanceof BridgeFailure)) return error;
  const kept = received.map(({ number, name }) => `${number} (${name})`).join(', ');
  return new BridgeFailure(error.code, `${error.message} Received before it and kept: ${kept}.`);
}
