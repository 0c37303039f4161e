/**
 * A case being worked on: the one object through which screen and headless runs act. It holds the bridge, the workers and
 * the fold of the journal; every act goes to the journal first and into the state after it is confirmed on disk.
 */
import type { HostInfo, PickToken } from '../../main/bridge/contract.js';
import type { Act, CaseMeta, CaseState, ExhibitReceipt, Intake } from '../../parsers/model/case.js';
import type { NamedFraming } from '../../parsers/model/framing.js';
import type { Ledger } from '../../parsers/model/ledger.js';
import type { MappedReading } from '../../parsers/model/reading.js';
import type { MappingPreview } from '../../parsers/survey/preview.js';
import type { MemberSurvey } from '../../parsers/survey/survey.js';
import type { QueryClient } from '../query/spec.js';
import type { ImportProgress } from '../workers/import-messages.js';

export type { MappingPreview, PreviewRow, PreviewTime } from '../../parsers/survey/preview.js';
export type { MemberSurvey } from '../../parsers/survey/survey.js';

export interface ImportRun {
  readonly phase: 'receiving' | 'parsing' | 'committing' | 'loading';
  readonly startedAtMs: number;
  readonly progress: ImportProgress | null;
  /** Exhibits of this run that are done, and all of them. */
  readonly done: number;
  readonly of: number;
}

export interface SessionSnapshot {
  readonly state: CaseState;
  /** Changes whenever events or adjustments changed: searches must be run again. */
  readonly dataVersion: number;
  readonly importing: ImportRun | null;
  /** What the session wants the person to know: a failed act, a torn journal line, an interrupted import. */
  readonly notices: readonly {
    readonly id: number;
    readonly tone: 'info' | 'warning' | 'error';
    readonly text: string;
    /** Number of an exhibit that `importAgain` would read; null where nothing was left undone. */
    readonly importAgain: string | null;
  }[];
}

/** Looks into members of one exhibit for the examiner who says how they are read. Changes nothing. */
export interface ExhibitReader {
  /** First records and columns of a member, under a framing or the likeliest; null where it has no records with columns. */
  survey(member: string, framing: NamedFraming | null): Promise<MemberSurvey | null>;
  /**
   * Reads a member under a mapping, telling what came out so far and the whole at the end; resolves early, untold, when another
   * preview is asked for.
   */
  preview(member: string, reading: MappedReading, tell: (preview: MappingPreview) => void): Promise<void>;
}

export interface CaseSession {
  readonly host: HostInfo;
  readonly folder: string;
  readonly query: QueryClient;
  /** For `useSyncExternalStore`. */
  subscribe(listener: () => void): () => void;
  snapshot(): SessionSnapshot;
  meta(): CaseMeta;
  ledger(): Ledger;
  /** Journals an act and folds it in. Throws `BridgeFailure` when it could not be confirmed. */
  act(act: Act): Promise<void>;
  /** Folds in what main journalled itself. */
  readOn(): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Receives and imports evidence. Cancel keeps finished exhibits. Resolves with the receipts that were imported. */
  importEvidence(
    token: PickToken,
    options: {
      readonly origin: string;
      readonly storage: 'copy' | 'reference';
      /** Journalled for every exhibit of the drop; absent where nothing is stated. */
      readonly intake?: Intake;
    },
  ): Promise<readonly ExhibitReceipt[]>;
  /** Looks for missing evidence in a pick and reads again what was found; answers the numbers still missing. */
  relink(token: PickToken): Promise<readonly string[]>;
  cancelImport(): void;
  /**
   * Imports an exhibit that was received and never imported whole, from where its evidence lies. What goes wrong becomes a notice.
   * Throws while another import runs, and where the evidence is not what was received.
   */
  importAgain(number: string): Promise<void>;
  /** Attaches the copy of an exhibit to look into its members. Throws where an import runs or the copy is missing. */
  readExhibit(exhibit: string): Promise<ExhibitReader>;
  /** Resolves when rows that were met damaged are made again from the evidence. */
  repaired(): Promise<void>;
  dismissNotice(id: number): void;
  close(): void;
}
