import type { ExhibitLedger } from '../../parsers/model/ledger.js';
import type { ExhibitReceipt } from '../../parsers/model/case.js';
import type { NamedFraming } from '../../parsers/model/framing.js';
import type { MappedReading, Readings } from '../../parsers/model/reading.js';
import type { MappingPreview } from '../../parsers/survey/preview.js';
import type { MemberSurvey } from '../../parsers/survey/survey.js';

/** Where an import stands. Rates are left to the reader: bytes and events over time. */
export interface ImportProgress {
  readonly number: string;
  /** Bytes of the exhibit as stored, read so far and in all. */
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly events: number;
  readonly records: number;
  /** Member being read. */
  readonly member: string;
}

export interface StagedExhibit {
  /** Primary key of its row in `exhibits`. */
  readonly id: number;
  readonly ledger: ExhibitLedger;
  /** SHA-256 of the ledger's canonical JSON (`ledgerHash` in parsers/model). */
  readonly ledgerSha256: string;
}

/** What the page asks of the import coordinator (a dedicated worker with its own parse workers). */
export interface ImportClient {
  /**
   * Reads the files of one received exhibit and stages everything it yields. Resolves when all is staged; the caller
   * journals `exhibit-imported`, then calls `commit`. Rejects with `ImportCancelled` after `cancel`, with staged rows removed.
   *
   * @param id primary key of its rows; ties of time break by it, so it grows with receipt
   * @param readings what the examiner says its members are, by path
   */
  stage(
    id: number,
    receipt: ExhibitReceipt,
    files: readonly File[],
    readings: Readings,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<StagedExhibit>;
  /** Looks at the start of one member, under a framing or the likeliest; null where it has no records with columns. */
  survey(
    receipt: ExhibitReceipt,
    files: readonly File[],
    member: string,
    framing: NamedFraming | null,
  ): Promise<MemberSurvey | null>;
  /**
   * Reads one member under a mapping and tells what came out so far, the whole at the end. The next preview, and `cancel`,
   * end it: then it rejects with `ImportCancelled`.
   */
  preview(
    receipt: ExhibitReceipt,
    files: readonly File[],
    member: string,
    reading: MappedReading,
    tell: (preview: MappingPreview) => void,
  ): Promise<void>;
  /** Makes a staged exhibit visible: one transaction. */
  commit(id: number): Promise<void>;
  /** Deletes an exhibit's rows (staged without journal line, or before a rebuild). */
  discard(id: number): Promise<void>;
  cancel(): void;
  close(): void;
}
