/**
 * How events lie in the case database. One row per event is 10 to 15 times too slow, so events live in immutable
 * segments of up to 65 536 rows. A segment belongs to one exhibit and was written by one parse worker; its rows stand in
 * the order in which that worker met them. Three kinds of rows in IndexedDB describe it:
 *
 * - `segments`: the resident columns of all its rows (what the query worker loads at open);
 * - `chunks`: exact raw bytes and places of at most 4096 events or 4 MB (a larger record alone), read for detail and scans;
 * - `postings`: the token index, cut into 64 buckets by token hash.
 *
 * Everything is written while the exhibit is `staged`; nothing reads staged rows; the commit flips one field.
 */
import type { ResidentField } from '../../parsers/model/fields.js';
import type { RecordContext } from '../../parsers/model/framing.js';
import type { ExhibitLedger } from '../../parsers/model/ledger.js';

export const CHUNK_MAX_EVENTS = 4096;
export const CHUNK_MAX_BYTES = 4 * 1024 * 1024;
export const SEGMENT_MAX_ROWS = 65_536;
export const POSTING_BUCKETS = 64;

/** Bits of `SegmentRow.flags`. */
export const ROW_DATED = 1;
/** The time has no zone: it waits for an answer and stands on the shelf. Set beside `ROW_DATED`. */
export const ROW_ZONE_NEEDED = 2;
/** The record repeats an earlier one of its exhibit: counted, never drawn. */
export const ROW_DUPLICATE = 4;
/** Resolution in bits 4..6: 0 ns, 1 us, 2 ms, 3 s, 4 min, 5 day. */
export const ROW_RESOLUTION_SHIFT = 4;

/** Dictionary-coded column: `dictionary[codes[row]]`; code 0 is always the empty string, "not stated". Multi-valued fields join with U+001F. */
export interface Column {
  readonly dictionary: readonly string[];
  readonly codes: Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
}

export interface ExhibitRow {
  /** Primary key: grows with receipt; ties of time break by it. */
  readonly id: number;
  readonly number: string;
  readonly sha256: string;
  readonly state: 'staged' | 'committed';
  readonly ledger: ExhibitLedger | null;
  readonly ledgerSha256: string | null;
  /** Parser versions used, `falco/1` ...: another version asks for a rebuild. */
  readonly parserVersions: readonly string[];
  readonly segments: number;
  readonly rows: number;
}

/** Key `[exhibit, segment]`. */
export interface SegmentRow {
  readonly exhibit: number;
  readonly segment: number;
  readonly rows: number;
  /** Whole milliseconds UTC as recorded; 0 where undated. */
  readonly timeMs: Float64Array<ArrayBuffer>;
  /** Nanoseconds within the millisecond. */
  readonly timeNs: Uint32Array<ArrayBuffer>;
  readonly flags: Uint8Array<ArrayBuffer>;
  /** Severity 0..10, 255 where not stated. */
  readonly severity: Uint8Array<ArrayBuffer>;
  /** Index into the ledger's members, which stand in order of paths. */
  readonly member: Uint32Array<ArrayBuffer>;
  /** Byte offset of the record in its decompressed member: with member the tie-break, and the place home. */
  readonly offset: Float64Array<ArrayBuffer>;
  /** First row of every chunk of the segment. */
  readonly chunkStarts: Uint32Array<ArrayBuffer>;
  readonly columns: { readonly [name in ResidentField]?: Column };
}

/**
 * The exhibit's rows (segment * 65536 + row) in order of recorded time, then member, offset, index. Rows whose time waits for a zone
 * follow the dated ones, in order of what is written; undated ones come last. Repeats are left out. Key: exhibit.
 */
export interface OrderRow {
  readonly exhibit: number;
  readonly order: Uint32Array<ArrayBuffer>;
  /** How many of them, at the front, have a place on the time line: dated, and their zone is known. */
  readonly dated: number;
}

/** Key `[exhibit, segment, chunk]`. */
export interface ChunkRow {
  readonly exhibit: number;
  readonly segment: number;
  readonly chunk: number;
  readonly rows: number;
  /** Raw bytes of the records, exactly as in the member, one after the other; several events of one record share them. */
  readonly raw: Uint8Array<ArrayBuffer>;
  /** Per row: start in `raw`, length in bytes, line within the member from 1 (0: no lines), index of the event within its record. */
  readonly start: Uint32Array<ArrayBuffer>;
  readonly length: Uint32Array<ArrayBuffer>;
  readonly line: Uint32Array<ArrayBuffer>;
  readonly index: Uint16Array<ArrayBuffer>;
  /** Per row: format id, context and path inside envelopes, each an index into the lists below. */
  readonly format: Uint8Array<ArrayBuffer>;
  readonly formats: readonly string[];
  readonly context: Uint16Array<ArrayBuffer>;
  readonly contexts: readonly RecordContext[];
  readonly path: Uint16Array<ArrayBuffer>;
  readonly paths: readonly string[];
}

/** Key `[exhibit, segment, bucket]`. Tokens of the bucket sorted by hash (hi, then lo). Read it through `postings.ts`. */
export interface PostingsRow {
  readonly exhibit: number;
  readonly segment: number;
  readonly bucket: number;
  readonly hashHi: Uint32Array<ArrayBuffer>;
  readonly hashLo: Uint32Array<ArrayBuffer>;
  /** Where each token's rows start in `rows`; one more entry at the end. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Row numbers within the segment, ascending per token; a slice of exactly 4096 words is a bitmap of the segment's rows. */
  readonly rows: Uint16Array<ArrayBuffer>;
}

/** Cached fold of the journal: valid only while `hash` equals the journal's head. Key `'state'`. */
export interface FoldRow {
  readonly key: 'state';
  readonly seq: number;
  readonly hash: string;
  /** `CaseState` with its maps as arrays of pairs. */
  readonly state: unknown;
}

/** What the print page needs (`renderer/report/print-rows.ts`). */
export interface PrintRow {
  readonly key: string;
  readonly value: unknown;
}
