/**
 * The journal of a case on disk: one line per act, appended and fsynced before the act counts. Reading checks the chain
 * line by line; what was confirmed once is never rewritten.
 *
 * A last line without its line end, or with NUL bytes in it, was being written when power or process went: it was never
 * confirmed. It is set aside in `journal.torn-<time>` and cut. Any other fault of any line is damage and is not repaired.
 */
import { randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Act, CaseState, JournalBody, JournalLine } from '../../parsers/model/case.js';
import { ledgerHash } from '../../parsers/model/canonical-json.js';
import { applyLine, refusal } from '../../parsers/model/fold.js';
import { FIRST_PREVIOUS_HASH, readLine, writeLine } from '../../parsers/model/journal-chain.js';
import { BridgeFailure } from '../bridge/failure.js';
import { isAct } from './act-guards.js';
import { diskFailure } from './disk-failure.js';
import { syncFolder, writeFileDurably } from './durable-file.js';
import { failpoint } from './failpoints.js';
import { JOURNAL_FILE, JournalReading } from './journal-reading.js';

export interface JournalPage {
  readonly lines: JournalLine[];
  /** Sequence number to go on with, or null at the end. */
  readonly next: number | null;
  readonly head: { readonly seq: number; readonly hash: string } | null;
}

export class Journal {
  readonly #path: string;
  readonly #handle: FileHandle;
  /** Byte offset of each line, by `seq - 1`. */
  readonly #starts: number[];
  #end: number;
  #state: CaseState;
  /** Why nothing can be appended any more, or null. */
  #broken: string | null = null;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(path: string, handle: FileHandle, starts: number[], end: number, state: CaseState) {
    this.#path = path;
    this.#handle = handle;
    this.#starts = starts;
    this.#end = end;
    this.#state = state;
  }

  /** Writes the first journal of a new case into a folder. The caller syncs the folder. */
  static async create(folder: string, act: Act & { type: 'case-created' }): Promise<void> {
    const body: JournalBody = { seq: 1, at: act.meta.createdAt, by: act.meta.examiner, act, salt: newSalt() };
    await writeFileDurably(join(folder, JOURNAL_FILE), `${writeLine(FIRST_PREVIOUS_HASH, body).text}\n`);
  }

  /**
   * Opens and checks the journal of a locked case folder.
   *
   * @returns `tornFile`: where a torn last line was set aside, or null
   * @throws BridgeFailure `damaged` with the number of the first line that does not hold
   */
  static async open(folder: string): Promise<{ readonly journal: Journal; readonly tornFile: string | null }> {
    const path = join(folder, JOURNAL_FILE);
    const handle = await open(path, 'r+').catch((error: unknown) => {
      throw diskFailure('Opening the journal', path, error);
    });
    try {
      const starts: number[] = [];
      const reading = new JournalReading(path, handle, starts);
      const state = await reading.fold();
      const tornFile = reading.torn === null ? null : await setAside(folder, handle, reading.end, reading.torn);
      return { journal: new Journal(path, handle, starts, reading.end, state), tornFile };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** The fold of everything confirmed. */
  state(): CaseState {
    return this.#state;
  }

  /** The same, and where its last line ends in the file. */
  confirmed(): { readonly state: CaseState; readonly journalBytes: number } {
    return { state: this.#state, journalBytes: this.#end };
  }

  /** Lines from `fromSeq`, about `limitBytes` in all, one at least. */
  async read(fromSeq: number, limitBytes: number): Promise<JournalPage> {
    const head = this.#state.head;
    let to = fromSeq;
    while (to < head.seq && this.#offset(to + 1) - this.#offset(fromSeq) <= limitBytes) to += 1;
    if (fromSeq > head.seq) return { lines: [], next: null, head };
    const bytes = Buffer.alloc(this.#offset(to + 1) - this.#offset(fromSeq));
    await this.#handle.read(bytes, 0, bytes.length, this.#offset(fromSeq));
    const lines = bytes
      .toString('utf8')
      .split('\n')
      .slice(0, to - fromSeq + 1)
      .map(decodeLine);
    return { lines, next: to < head.seq ? to + 1 : null, head };
  }

  /** Appends one act. Resolves when it is on the disk; acts stand in the order of the calls. */
  append(act: Act): Promise<JournalLine> {
    const done = this.#last.then(() => this.#append(act));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    await this.#last;
    this.#broken ??= 'the case is closed';
    await this.#handle.close();
  }

  async #append(act: Act): Promise<JournalLine> {
    if (this.#broken !== null)
      throw new BridgeFailure('failed', `Nothing more can be written to ${this.#path}: ${this.#broken}.`);
    if (!isAct(act)) throw new BridgeFailure('bad-arguments', 'This is not an act that the journal knows.');
    const reason = refusal(this.#state, act) ?? wrongHash(act);
    if (reason !== null) throw new BridgeFailure('bad-arguments', `The journal does not take this act: ${reason}.`);
    const { seq, hash } = this.#state.head;
    const at = new Date().toISOString();
    const body: JournalBody = { seq: seq + 1, at, by: this.#state.meta.examiner, act, salt: newSalt() };
    const { text, line } = writeLine(hash, body);
    const after = applyLine(this.#state, line);
    const bytes = Buffer.from(`${text}\n`);
    await this.#write(bytes, act.type);
    this.#starts.push(this.#end);
    this.#end += bytes.length;
    this.#state = after;
    return line;
  }

  async #write(bytes: Buffer, act: Act['type']): Promise<void> {
    const { size } = await this.#handle.stat();
    if (size !== this.#end) {
      this.#broken = 'another program changed the file; close the case and open it again';
      throw new BridgeFailure(
        'damaged',
        `${this.#path} was changed by another program. Close the case and open it again.`,
      );
    }
    failpoint('before-journal-write', act);
    try {
      await this.#writeAll(bytes);
      failpoint('journal-written-not-synced', act);
      await this.#handle.sync();
    } catch (error) {
      await this.#takeBack();
      throw diskFailure('Writing', this.#path, error);
    }
    failpoint('journal-synced', act);
  }

  /** The last room on a disk takes a part of the bytes without an error; the next call then says that it is full. */
  async #writeAll(bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      at += (await this.#handle.write(bytes, at, bytes.length - at, this.#end + at)).bytesWritten;
    }
  }

  /** After a failed write: the file ends where it ended before, or nothing more is written to it. */
  async #takeBack(): Promise<void> {
    try {
      await this.#handle.truncate(this.#end);
      await this.#handle.sync();
    } catch {
      this.#broken =
        'an earlier write failed and could not be taken back; close the case, see to the disk, open it again';
    }
  }

  /** Byte offset of the line with this number; one past the last gives the end. */
  #offset(seq: number): number {
    return this.#starts[seq - 1] ?? this.#end;
  }
}

/** What makes the hash of a line that is withheld tell nothing of its act. */
function newSalt(): string {
  return randomBytes(16).toString('hex');
}

/** The commit of an import states its ledger's hash: a wrong one would make the line worthless later. */
function wrongHash(act: Act): string | null {
  if (act.type !== 'exhibit-imported' && act.type !== 'exhibit-rebuilt') return null;
  return ledgerHash(act.ledger) === act.ledgerSha256 ? null : 'the hash of its ledger is wrong';
}

function decodeLine(text: string): JournalLine {
  const line = readLine(text);
  if (line?.bodyText == null) throw new Error('a line that was verified at opening cannot be read');
  return { hash: line.hash, bodyHash: line.bodyHash, body: JSON.parse(line.bodyText) as JournalBody };
}

async function setAside(folder: string, handle: FileHandle, end: number, torn: Buffer): Promise<string> {
  const path = join(folder, `journal.torn-${new Date().toISOString().replaceAll(':', '-')}`);
  await writeFileDurably(path, torn);
  await handle.truncate(end);
  await handle.sync();
  await syncFolder(folder);
  return path;
}
