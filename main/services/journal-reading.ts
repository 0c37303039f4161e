/**
 * Reading a journal file and checking its chain line by line. A last line without its line end, or with NUL bytes in it, is
 * torn: an act that was never confirmed. Any other fault of any line is damage.
 */
import type { FileHandle } from 'node:fs/promises';
import type { CaseState, JournalBody } from '../../parsers/model/case.js';
import { applyLines, JournalMismatch, type FoldLine } from '../../parsers/model/fold.js';
import { FIRST_PREVIOUS_HASH, verifyLine } from '../../parsers/model/journal-chain.js';
import { BridgeFailure } from '../bridge/failure.js';
import { record } from '../bridge/guards.js';
import { isAct } from './act-guards.js';

export const JOURNAL_FILE = 'journal.ndjson';

const LINE_END = 0x0a;
const READ_BYTES = 1 << 20;

/** One pass over the file: checks each line and hands it to the fold. Nothing is written. */
export class JournalReading {
  readonly #path: string;
  readonly #handle: FileHandle;
  readonly #starts: number[];
  readonly #onLine: (line: FoldLine) => void;
  #previous = FIRST_PREVIOUS_HASH;
  #size = 0;
  /** Where the last confirmed line ends. */
  end = 0;
  /** Bytes after it. */
  torn: Buffer | null = null;

  /**
   * @param starts takes the byte offset of every line that holds
   * @param onLine told of every line that holds, in order, before the fold
   */
  constructor(path: string, handle: FileHandle, starts: number[], onLine: (line: FoldLine) => void = () => {}) {
    this.#path = path;
    this.#handle = handle;
    this.#starts = starts;
    this.#onLine = onLine;
  }

  /** The state after all lines. Throws BridgeFailure `damaged` with the number of the first line that does not hold. */
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
    /** The line being read; one of a large ledger takes many blocks. */
    let rest: Buffer[] = [];
    for (let position = 0; ;) {
      const block = Buffer.alloc(READ_BYTES);
      const { bytesRead } = await this.#handle.read(block, 0, block.length, position);
      if (bytesRead === 0) break;
      position += bytesRead;
      const fresh = block.subarray(0, bytesRead);
      if (!fresh.includes(LINE_END)) {
        rest.push(fresh);
        continue;
      }
      const { lines, left } = this.#takeLines(Buffer.concat([...rest, fresh]));
      rest = left.length > 0 ? [left] : [];
      if (lines.length > 0) yield lines;
      if (this.torn !== null) break;
    }
    if (rest.length > 0 && this.torn === null) this.torn = Buffer.concat(rest);
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
      const line = this.#verify(stretch.toString('utf8'));
      this.#onLine(line);
      lines.push(line);
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
    const body = readBody(bodyText);
    if (body === null) {
      throw this.#damaged(
        seq,
        'it holds an act that this version of Exhibit does not know; a newer version may have written it',
      );
    }
    this.#previous = hash;
    return { hash, body };
  }

  #damaged(seq: number, reason: string): BridgeFailure {
    return new BridgeFailure(
      'damaged',
      `The journal of this case is damaged: line ${seq} of ${this.#path} does not hold, because ${reason}. Nothing was changed. Restore the folder from a copy.`,
    );
  }
}

/** The body of a line; null where it holds no act that this version knows. */
export function readBody(text: string): JournalBody | null {
  const body = parsed(text);
  if (!record(body) || typeof body['at'] !== 'string' || typeof body['by'] !== 'string' || !isAct(body['act']))
    return null;
  return body as unknown as JournalBody;
}

/** Null for what is no JSON: anybody can write a line whose hashes hold. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
