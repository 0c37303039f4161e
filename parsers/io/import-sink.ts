import type { Block } from '../model/framing.js';
import type { Problem } from '../model/ledger.js';
import type { StatedReading } from '../model/reading.js';

/** What is known of a member before it is read. */
export interface MemberStart {
  /** Path inside the exhibit, `''` for the file itself; levels of archives joined with `!/`. Unique in the exhibit. */
  readonly path: string;
}

/** What reading a member found; with the counts of its records it makes the member's ledger line. */
export interface MemberEnd {
  /** SHA-256 and size of the member as stored. */
  readonly sha256: string;
  readonly bytes: number;
  /** SHA-256 of the member as parsed; equal to `sha256` where nothing was unwrapped, and for archives. */
  readonly contentSha256: string;
  /** Format id, or `archive`, `unrecognised`, `unsupported`, `not-evidence`. */
  readonly format: string;
  readonly formatReason: string;
  /** `''` where no parser read it. */
  readonly parserVersion: string;
  /** What the examiner said it is; absent where its content decided. */
  readonly stated?: StatedReading;
}

/**
 * Where the door hands what it reads. Members of one archive lie between its start and its end, so starts and ends nest.
 */
export interface ImportSink {
  /** Answers the member's index in the exhibit's ledger: 0, 1, 2 ... in order of calls. */
  memberStart(member: MemberStart): number;
  /** Whole records of one member. The door reads on when the promise resolves: this is the back pressure. */
  block(formatId: string, block: Block): Promise<void>;
  /** A complaint about the member as a whole or about a place of it. Records that parsing rejects come from `parseBlock`. */
  problem(member: number, problem: Problem): void;
  memberEnd(member: number, end: MemberEnd): void;
  /** Stored bytes of all files read so far, and the member being read. */
  progress(bytesDone: number, memberPath: string): void;
}

/** Asked between any two reads. */
export type IsCancelled = () => boolean;
