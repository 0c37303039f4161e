/**
 * Framing: how the records of a member lie in its bytes.
 *
 * - `ndjson`: one JSON value per line (trailing commas and a log prefix before `{` are tolerated).
 * - `json`: JSON documents in a row, pretty-printed or not; with `envelope`, the records are the elements of that array
 *   in every document (`['Records']`, `['items']`); a top-level array's elements are records (`[]`).
 * - `csv`: RFC 4180 rows; a quoted field may hold line breaks. `columns` are the names, from the header or by content.
 * - `lines`: one text line per record.
 */
export type Framing =
  | { readonly kind: 'ndjson' }
  | { readonly kind: 'json'; readonly envelope: readonly string[] }
  | { readonly kind: 'csv'; readonly delimiter: string; readonly header: boolean; readonly columns: readonly string[] }
  | { readonly kind: 'lines' };

/**
 * What a parser needs beside the record's own bytes, stored with the record so that it can be read again alone: the
 * members of the enclosing document that precede the record array (`{"logGroup":"/aws/eks/..."}`) as decoded JSON, and
 * the names of CSV columns through the framing.
 */
export interface RecordContext {
  readonly framing: Framing;
  /** File name only of the member. */
  readonly name: string;
  /**
   * Path of the member inside its archive or folder, where it says whose record this is (`model/workload-path.ts`): a name that
   * somebody gave, so a hint. Levels of archives are joined with `!/`; absent where no path is known.
   */
  readonly path?: string;
  readonly envelope: Readonly<Record<string, unknown>> | null;
}

/**
 * A run of whole records of one member, ready for a parse worker.
 *
 * For `ndjson` and `lines` the worker splits `bytes` at line ends itself and `records` is null. Otherwise `records`
 * holds four numbers per record: start in `bytes`, length, line within the member from 1, flaw (0 none, 1 truncated, 2 damaged, 3 too large: only its beginning is here; see io/framer.ts).
 */
export interface Block {
  /** Index of the member in the exhibit's ledger. */
  readonly member: number;
  /** Byte offset of `bytes[0]` in the decompressed member. */
  readonly offset: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Line number within the member of `bytes[0]`, from 1. */
  readonly firstLine: number;
  readonly records: Uint32Array<ArrayBuffer> | null;
  readonly context: RecordContext;
}
