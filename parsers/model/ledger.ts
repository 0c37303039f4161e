import type { ProblemCode } from './event.js';
import type { StatedReading } from './reading.js';

/** One complaint about one place of a member. */
export interface Problem {
  /** Line from 1, where the member has lines. */
  readonly line: number | null;
  /** Byte offset in the decompressed member. */
  readonly offset: number | null;
  readonly code: ProblemCode;
  /** What is wrong and what to do about it, one sentence. */
  readonly reason: string;
}

/** What import read, understood and rejected of one member. imported + rejected + duplicates = records. */
export interface MemberLedger {
  /** `''` for the file itself. */
  readonly path: string;
  /** SHA-256 of the member as stored. */
  readonly sha256: string;
  /** Size as stored, in bytes. */
  readonly bytes: number;
  /** SHA-256 of the member as parsed (decompressed); equal to `sha256` where nothing was unwrapped. */
  readonly contentSha256: string;
  /** Format id, or `unrecognised`, `unsupported`, `archive`, `not-evidence`. */
  readonly format: string;
  /** Why it is that format. */
  readonly formatReason: string;
  readonly parserVersion: string;
  /** What the examiner said it is, with reason and name; absent where its content decided. */
  readonly stated?: StatedReading;
  readonly records: number;
  readonly imported: number;
  readonly rejected: number;
  readonly duplicates: number;
  /** Events made of imported records. */
  readonly events: number;
  /** Imported records without any event time. */
  readonly undated: number;
  /** True where the member has times without a zone and waits for the examiner's answer. */
  readonly zoneNeeded: boolean;
  /** Some of these times write no year either (syslog of RFC 3164): it is asked with the zone. Absent for none. */
  readonly yearNeeded?: true;
  /** Earliest and latest event time as UTC text with nine decimals, or null. */
  readonly first: string | null;
  readonly last: string | null;
  /** First hundred in full; all are counted in `problemCount`. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** All problems by code, codes in order; absent where there is none, and in ledgers of earlier programs. */
  readonly problemKinds?: readonly ProblemKind[];
  /**
   * Why its records may be cut off at the row limit of an export, as words that follow their count; absent where nothing speaks
   * for it. It rests on the intake too, so it is said of the ledger that is shown, and is no part of the journalled one.
   */
  readonly cutOff?: string;
}

/** How often one complaint was made. */
export interface ProblemKind {
  readonly code: ProblemCode;
  readonly count: number;
}

export interface ExhibitLedger {
  /** The examiner's own number (`JS/1`). */
  readonly number: string;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly members: readonly MemberLedger[];
}

export type LedgerCounts = Pick<
  MemberLedger,
  'bytes' | 'records' | 'imported' | 'rejected' | 'duplicates' | 'events' | 'undated'
>;

/** The ledger as `exhibit import --json` prints it and the report attaches it. */
export interface Ledger {
  readonly exhibits: readonly ExhibitLedger[];
  readonly totals: LedgerCounts;
}
