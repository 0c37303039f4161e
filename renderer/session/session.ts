/**
 * A case being worked on: the one object through which screen and headless runs act. It holds the bridge, the workers and
 * the fold of the journal; every act goes to the journal first and into the state after it is confirmed on disk.
 */
import type { HostInfo, PickToken } from '../../main/bridge/contract.js';
import type { Act, CaseMeta, CaseState, ExhibitReceipt, Intake } from '../../parsers/model/case.js';
import type { Ledger } from '../../parsers/model/ledger.js';
import type { QueryClient } from '../query/spec.js';
import type { ImportProgress } from '../workers/import-messages.js';

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
  }[];
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
  cancelImport(): void;
  /** Resolves when rows that were met damaged are made again from the evidence. */
  repaired(): Promise<void>;
  dismissNotice(id: number): void;
  close(): void;
}
