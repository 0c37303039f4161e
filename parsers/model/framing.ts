import type { BundleFacts } from './bundle.js';
import type { Mapping } from './mapping.js';

/**
 * Framing: how the records of a member lie in its bytes.
 *
 * - `ndjson`: one JSON value per line (trailing commas and a log prefix before `{` are tolerated).
 * - `json`: JSON documents in a row, pretty-printed or not; with `envelope`, the records are the elements of that array
 *   in every document (`['Records']`, `['items']`); a top-level array's elements are records (`[]`).
 * - `csv`: RFC 4180 rows; a quoted field may hold line breaks. `columns` are the names, from the header or by content.
 * - `lines`: one text line per record; lines that begin with `comment` are none.
 * - `entries`: several lines per record, by the rule of that kind of file (`io/entry-rules.ts`).
 * - `groups`: one text line per record; lines that belong together give one event (`io/group-rules.ts`).
 * - `xml`: every element of that name is a record; what surrounds them is none.
 * - `tar`: the archive's own headers; a record is the header of one entry with the extended headers before it.
 * - `criu`: entries of a CRIU image of that kind, each behind its length.
 * - `memory`: pages of memory; a record is a run of printable characters.
 * - `zeek`: values under the last header of `#` lines, which are no records themselves.
 */
export type Framing =
  | { readonly kind: 'ndjson' }
  | JsonFraming
  | { readonly kind: 'csv'; readonly delimiter: string; readonly header: boolean; readonly columns: readonly string[] }
  | { readonly kind: 'lines'; readonly comment?: string }
  | { readonly kind: 'entries'; readonly entry: EntryKind }
  | { readonly kind: 'groups'; readonly group: GroupKind }
  | { readonly kind: 'xml'; readonly element: string }
  | { readonly kind: 'tar' }
  | { readonly kind: 'criu'; readonly image: string }
  | { readonly kind: 'memory' }
  | { readonly kind: 'zeek'; readonly header: ZeekHeader | null };

export interface JsonFraming {
  readonly kind: 'json';
  /** Keys that lead to the list of records; `[]` stands for every element of a list on the way (`['tables', '[]', 'rows']`). */
  readonly envelope: readonly string[];
  /** Only lists count whose document says so (`{ TableKind: 'PrimaryResult' }`); what else there is holds no records. */
  readonly only?: Readonly<Record<string, string>>;
  /** The records are the members of the document (`{"event_0": {...}, "event_1": {...}}`), not the document. */
  readonly members?: true;
}

/** Framings whose records have columns or keys that a person can name. */
export type NamedFraming = Extract<Framing, { readonly kind: 'ndjson' | 'json' | 'csv' }>;

/** Kinds of files whose records have several lines. */
export type EntryKind =
  | 'bash-history'
  | 'zsh-history'
  | 'fish-history'
  | 'history-list'
  | 'bulk'
  | 'journal-export'
  | 'mactime'
  | 'yaml';

/** Kinds of logs whose lines may belong together: what a runtime split, what one act of the audit log is. */
export type GroupKind = 'cri-log' | 'docker-log' | 'auditd';

/** The header of a Zeek log: `#separator`, `#set_separator`, `#empty_field`, `#unset_field`, `#path`, `#fields`, `#types`. */
export interface ZeekHeader {
  readonly separator: string;
  readonly setSeparator: string;
  readonly empty: string;
  readonly unset: string;
  readonly path: string | null;
  readonly fields: readonly string[];
  readonly types: readonly string[];
}

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
  /** What the bundle that the member lies in says about it; absent for nothing. */
  readonly bundle?: BundleFacts;
  /** What its columns or paths mean, where the examiner named them; absent where a format knows. */
  readonly mapping?: Mapping;
}

/**
 * A run of whole records of one member, ready for a parse worker.
 *
 * For `ndjson` and `lines` the worker splits `bytes` at line ends itself and `records` is null. Otherwise `records`
 * holds four numbers per record: start in `bytes`, length, line within the member from 1, flaw (0 none, 1 truncated, 2 damaged, 3 too large: only its beginning is here, 4 joined to a record before it; see io/framer.ts).
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
