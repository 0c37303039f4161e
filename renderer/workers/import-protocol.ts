import type { ExhibitReceipt } from '../../parsers/model/case.js';
import type { NamedFraming } from '../../parsers/model/framing.js';
import type { MappedReading, Readings } from '../../parsers/model/reading.js';
import type { MappingPreview } from '../../parsers/survey/preview.js';
import type { MemberSurvey } from '../../parsers/survey/survey.js';
import type { ImportProgress, StagedExhibit } from './import-messages.js';

/** What a call answers: a staged exhibit, a survey, or nothing but that it is done. */
export type ImportResult = StagedExhibit | MemberSurvey | null;

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
  | {
      readonly type: 'survey';
      readonly call: number;
      readonly receipt: ExhibitReceipt;
      readonly files: readonly File[];
      readonly member: string;
      readonly framing: NamedFraming | null;
    }
  | {
      readonly type: 'preview';
      readonly call: number;
      readonly receipt: ExhibitReceipt;
      readonly files: readonly File[];
      readonly member: string;
      readonly reading: MappedReading;
    }
  | { readonly type: 'commit'; readonly call: number; readonly id: number }
  | { readonly type: 'discard'; readonly call: number; readonly id: number }
  | { readonly type: 'cancel' };

/** From the coordinator to the page. */
export type ImportAnswer =
  | { readonly type: 'progress'; readonly progress: ImportProgress }
  | { readonly type: 'preview'; readonly call: number; readonly preview: MappingPreview }
  | { readonly type: 'done'; readonly call: number; readonly result: ImportResult }
  | { readonly type: 'failed'; readonly call: number; readonly message: string; readonly cancelled: boolean };
