import type { Block } from '../../parsers/model/framing.js';
import type { Problem, ProblemKind } from '../../parsers/model/ledger.js';
import type { SegmentRow } from '../db/layout.js';

/** What a parse worker found in one block. */
export interface BlockReport {
  readonly member: number;
  /** Formats that gave events: in a mixed dump more than the member's own. */
  readonly formats: readonly string[];
  readonly records: number;
  readonly rejected: number;
  /** Events of the records that were not rejected. */
  readonly events: number;
  /** Records that were not rejected and have no event time. */
  readonly undated: number;
  /** The first hundred complaints; all are counted. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** All of them by code. */
  readonly problemKinds: readonly ProblemKind[];
  /** Records that carry a producer's key, null where none does. */
  readonly keys: KeyColumns | null;
}

/** Records with a producer's key, column by column: one entry per record. */
export interface KeyColumns {
  /** 64-bit hashes of the key (with its format) and of the record's bytes, seeded per case. */
  readonly keyHi: Uint32Array<ArrayBuffer>;
  readonly keyLo: Uint32Array<ArrayBuffer>;
  readonly bytesHi: Uint32Array<ArrayBuffer>;
  readonly bytesLo: Uint32Array<ArrayBuffer>;
  /** The record's place in its member: byte offset, line from 1 (0: none), length in bytes. */
  readonly offset: Float64Array<ArrayBuffer>;
  readonly line: Uint32Array<ArrayBuffer>;
  readonly length: Uint32Array<ArrayBuffer>;
  /** First row (segment * 65536 + row) and number of rows; no rows for a record without events. */
  readonly row: Uint32Array<ArrayBuffer>;
  readonly rows: Uint32Array<ArrayBuffer>;
}

/** What the coordinator keeps of every stored segment, to fold repeats and to order by time: 25 bytes per event. */
export type SegmentMarks = Pick<
  SegmentRow,
  'segment' | 'rows' | 'timeMs' | 'timeNs' | 'flags' | 'member' | 'offset' | 'chunkStarts'
>;

/** To a parse worker. */
export type ParseRequest =
  | { readonly type: 'begin'; readonly exhibit: number; readonly tokenSeed: string }
  | { readonly type: 'block'; readonly formatId: string; readonly block: Block }
  | { readonly type: 'segment-number'; readonly segment: number }
  /** Store what is left. */
  | { readonly type: 'finish' }
  /** Forget the exhibit. */
  | { readonly type: 'abandon' };

/** From a parse worker. */
export type ParseAnswer =
  | { readonly type: 'report'; readonly report: BlockReport }
  | { readonly type: 'segment-wanted' }
  | { readonly type: 'segment'; readonly marks: SegmentMarks }
  /** Finished or abandoned: nothing more is written. */
  | { readonly type: 'ended' }
  | { readonly type: 'failed'; readonly message: string };

/** The page's first and only message to a parse worker. */
export interface ParseWorkerStart {
  readonly database: string;
  /** Leads to the coordinator. */
  readonly port: MessagePort;
}
