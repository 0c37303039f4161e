import type { ExhibitReceipt } from '../../parsers/model/case.js';
import type { Readings } from '../../parsers/model/reading.js';
import type { ImportProgress, StagedExhibit } from './import-messages.js';

/** From the page to the import coordinator. `call` numbers what is answered. */
export type ImportRequest =
  | { readonly type: 'open'; readonly database: string; readonly tokenSeed: string }
  /** The parse workers to use from now on, one port each. */
  | { readonly type: 'lanes'; readonly ports: readonly MessagePort[] }
  | {
      readonly type: 'stage';
      readonly call: number;
      readonly id: number;
      readonly receipt: ExhibitReceipt;
      readonly files: readonly File[];
      readonly readings: Readings;
    }
  | { readonly type: 'commit'; readonly call: number; readonly id: number }
  | { readonly type: 'discard'; readonly call: number; readonly id: number }
  | { readonly type: 'cancel' };

/** From the coordinator to the page. */
export type ImportAnswer =
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  | { readonly type: 'done'; readonly call: number; readonly staged: StagedExhibit | null }
  | { readonly type: 'failed'; readonly call: number; readonly message: string; readonly cancelled: boolean };
