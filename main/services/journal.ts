/**
 * The journal of a case on disk: one line per act, appended and fsynced before the act counts. Reading checks the chain
 * line by line; what was confirmed once is never rewritten.
 *
 * A last line without its line end, or with NUL bytes in it, was being written when power or process went: it was never
 * confirmed. It is set aside in `journal.torn-<time>` and cut. Any other fault of any line is damage and is not repaired.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Act, CaseState, JournalBody, JournalLine } from '../../parsers/model/case.js';
import { ledgerHash } from '../../parsers/model/canonical-json.js';
import { applyLine, applyLines, JournalMismatch, refusal, type FoldLine } from '../../parsers/model/fold.js';
import { FIRST_PREVIOUS_HASH, readLine, verifyLine, writeLine } from '../../parsers/model/journal-chain.js';
import { BridgeFailure } from '../bridge/failure.js';
import { record } from '../bridge/guards.js';
import { isAct } from './act-guards.js';
import { diskFailure } from './disk-failure.js';
import { syncFolder, writeFileDurably } from './durable-file.js';
import { failpoint } from './failpoints.js';

export const JOURNAL_FILE = 'journal.ndjson';

const LINE_END = 0x0a;
const READ_BYTES = 1 << 20;

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
    const body: JournalBody = { seq: 1, at: act.meta.createdAt, by: act.meta.examiner, act };
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
      const reading = new Reading(path, handle, starts);
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
    const body: JournalBody = { seq: seq + 1, at: new Date().toISOString(), by: this.#state.meta.examiner, act };
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

/** One pass over the file: checks each line and hands it to the fold. */
class Reading {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #starts: number[];
  #previous = FIRST_PREVIOUS_HASH;
  #size = 0;
  /** Where the last confirmed line ends. */
  end = 0;
  /** Bytes after it. */
  torn: Buffer | null = null;

  constructor(path: string, handle: FileHandle, starts: number[]) {
    this.#path = path;
    this.#handle = handle;
    this.#starts = starts;
  }

  async fold(): Promise<CaseState> {
    this.#size = (await this.#handle.stat()).size;
    let state: CaseState | null = null;
    try {
      for await (const lines of this.#batches()) {
        state = applyLines(state, lines);
      }
    } catch (error) {
      if (error instanceof JournalMismatch) throw this.#damaged(error.seq, error.reason);
      throw error;
    }
    if (state === null) throw new BridgeFailure('damaged', `${this.#path} is empty: the folder holds no case.`);
    return state;
  }

  async *#batches(): AsyncGenerator<FoldLine[]> {
    let rest: Buffer = Buffer.alloc(0);
    for (let position = 0; ;) {
      const block = Buffer.alloc(READ_BYTES);
      const { bytesRead } = await this.#handle.read(block, 0, block.length, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const fresh = block.subarray(0, bytesRead);
      if (!fresh.includes(LINE_END)) {
        rest = Buffer.concat([rest, fresh]);
        continue;
      }
      const { lines, left } = this.#takeLines(Buffer.concat([rest, fresh]));
      rest = left;
      if (lines.length > 0) yield lines;
      if (this.torn !== null) break;
    }
    if (rest.length > 0 && this.torn === null) this.torn = rest;
  }

  #takeLines(bytes: Buffer): { readonly lines: FoldLine[]; readonly left: Buffer } {
    const lines: FoldLine[] = [];
    let from = 0;
    for (let to = bytes.indexOf(LINE_END); to >= 0; to = bytes.indexOf(LINE_END, from)) {
      const stretch = bytes.subarray(from, to);
      if (stretch.includes(0) && this.end + stretch.length + 1 === this.#size) {
        // JSON never holds a raw NUL: the file had grown, but its last bytes had not reached the disk.
        this.torn = bytes.subarray(from);
        break;
      }
      lines.push(this.#verify(stretch.toString('utf8')));
      this.#starts.push(this.end);
      this.end += stretch.length + 1;
      from = to + 1;
    }
    return { lines, left: bytes.subarray(from) };
  }

  #verify(text: string): FoldLine {
    const seq = this.#starts.length + 1;
    const verdict = verifyLine(this.#previous, text);
    if (!verdict.ok) throw this.#damaged(seq, verdict.reason);
    const { hash, bodyText } = verdict.line;
    if (bodyText === null)
      throw this.#damaged(seq, 'its body is withheld: this is an excerpt of a journal, not a journal');
    const body: unknown = JSON.parse(bodyText);
    if (!record(body) || typeof body['at'] !== 'string' || typeof body['by'] !== 'string' || !isAct(body['act'])) {
      throw this.#damaged(
        seq,
        'it holds an act that this version of Exhibit does not know; a newer version may have written it',
      );
    }
    this.#previous = hash;
    return { hash, body: body as unknown as JournalBody };
  }

  #damaged(seq: number, reason: string): BridgeFailure {
    return new BridgeFailure(
      'damaged',
      `The journal of this case is damaged: line ${seq} of ${this.#path} does not hold, because ${reason}. Nothing was changed. Restore the folder from a copy.`,
    );
  }
}

async function setAside(folder: string, handle: FileHandle, end: number, torn: Buffer): Promise<string> {
  const path = join(folder, `journal.torn-${new Date().toISOString().replaceAll(':', '-')}`);
  await writeFileDurably(path, torn);
  await handle.truncate(end);
  await handle.sync();
  await syncFolder(folder);
  return path;
}
