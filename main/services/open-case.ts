import type { Act, CaseMeta, CaseState, ExhibitReceipt, JournalLine } from '../../parsers/model/case.js';
import type { ArchiveOptions } from './archive/write-archive.js';
import type { ReportIssue } from '../../parsers/model/report-issue.js';

/** Progress of copying and hashing, bytes of bytes. */
export interface ReceiveProgress {
  readonly number: string;
  readonly name: string;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** A case folder that is open and locked by this process. The only writer of that folder. */
export interface OpenCase {
  readonly folder: string;
  /** What opening it found and mended, one sentence each, for the person. */
  readonly notices: readonly string[];
  meta(): CaseMeta;
  /** The fold of the journal. */
  state(): CaseState;
  /** Lines from `seq`, about `limitBytes` at most. */
  readJournal(
    fromSeq: number,
    limitBytes: number,
  ): Promise<{ lines: JournalLine[]; next: number | null; head: { seq: number; hash: string } | null }>;
  /** Appends one act and fsyncs before it resolves. */
  append(act: Act): Promise<JournalLine>;
  /**
   * Copies (or references), hashes, re-hashes the copy, journals `exhibit-received` for each path. When `signal` aborts it
   * resolves with the exhibits finished before; a failure names those that are kept.
   */
  receive(
    paths: readonly string[],
    options: { origin: string; storage: 'copy' | 'reference'; numberPrefix: string },
    onProgress: (progress: ReceiveProgress) => void,
    signal: AbortSignal,
  ): Promise<ExhibitReceipt[]>;
  /** Absolute paths of a received exhibit's files, in the order of `receipt.files`, after checking size and presence. */
  evidencePaths(number: string): Promise<readonly string[]>;
  /** MD5 or SHA-1 of a received exhibit's files in the order of `receipt.files`, from one on; `next` is null at the end. */
  digests(
    number: string,
    algorithm: 'md5' | 'sha1',
    from: number,
  ): Promise<{ digests: readonly string[]; next: number | null }>;
  /** Hashes all evidence again and compares with the hashes of receipt. */
  rehash(): Promise<{ number: string; sha256: string; unchanged: boolean }[]>;
  /** The same of one exhibit. */
  rehashOne(number: string): Promise<{ number: string; sha256: string; unchanged: boolean }>;
  /**
   * Issues the report whose finished file lies at `issuingPath`: gives it a name of its own in `reports/` for good and
   * journals it. Throws `BridgeFailure` where the case is not any more what the report was made of.
   *
   * @returns absolute path
   */
  issueReport(issue: Omit<ReportIssue, 'file'>): Promise<string>;
  /** Writes the case into one file and journals that. See `writeArchive`. */
  archive(target: string, options: ArchiveOptions): Promise<{ readonly sha256: string; readonly bytes: number }>;
  /** Numbers of exhibits in the case whose evidence is not where the case looks for it. */
  missingEvidence(): Promise<readonly string[]>;
  /** Looks for missing evidence among files and below folders; answers which exhibits are still missing. */
  relink(paths: readonly string[], signal: AbortSignal): Promise<readonly string[]>;
  /** Folder for reports, made if needed. */
  reportsFolder(): Promise<string>;
  /** Releases the lock. */
  close(): Promise<void>;
}
