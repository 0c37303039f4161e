import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { BulkMark, PackedEvents } from '../../parsers/model/case.js';
import { packEvents, unpackEvents, type EventPlace } from '../../parsers/model/packed-events.js';
import type { CaseColumns } from './case-columns.js';
import { emptyMask, subtract, unite, type RowMask } from './row-mask.js';
import { selectRows, type RowSet } from './row-set.js';
import type { StoredRecords } from './stored-records.js';

/** The marks on many events as rows of the case. */
export interface MarkRows {
  readonly marks: readonly {
    readonly id: string;
    readonly mask: RowMask;
    /** Events that the case holds no more. */ readonly missing: number;
  }[];
  /** Rows that a mark hides; null where none does. */
  readonly hidden: RowMask | null;
}

/** Finds the events of every mark, in one pass over the rows. */
export function markRows(columns: CaseColumns, marks: readonly BulkMark[]): MarkRows {
  if (marks.length === 0) return { marks: [], hidden: null };
  const found = marks.map((mark) => ({
    mark,
    wanted: wantedOf(columns, mark),
    mask: emptyMask(columns.rows),
    rows: 0,
  }));
  const ordinals = ordinalsOf(columns);
  for (let row = 0; row < columns.rows; row += 1) {
    for (const entry of found) {
      const places = entry.wanted.get(columns.member[row]!);
      if (places?.get(columns.offset[row]!)?.includes(ordinals[row]!) !== true) continue;
      entry.mask[row] = 1;
      entry.rows += 1;
    }
  }
  const hiding = found.filter(({ mark }) => mark.change.kind === 'hide').map(({ mask }) => mask);
  return {
    marks: found.map(({ mark, mask, rows }) => ({ id: mark.id, mask, missing: mark.search.count - rows })),
    hidden: hiding.length === 0 ? null : hiding.reduce(unite),
  };
}

/** Places by member code and offset. */
function wantedOf(
  columns: CaseColumns,
  { events }: BulkMark,
): ReadonlyMap<number, ReadonlyMap<number, readonly number[]>> {
  const codes = new Map(
    columns.members.map(({ exhibit, ledger }, code) => [`${exhibit.sha256}\n${ledger.path}`, code]),
  );
  const wanted = new Map<number, ReadonlyMap<number, readonly number[]>>();
  for (const packed of events) {
    const code = codes.get(`${packed.exhibit}\n${packed.member}`);
    if (code === undefined) continue;
    const places = new Map<number, number[]>();
    for (const { offset, ordinal } of unpackEvents(packed)) {
      const there = places.get(offset);
      if (there === undefined) places.set(offset, [ordinal]);
      else there.push(ordinal);
    }
    wanted.set(code, places);
  }
  return wanted;
}

/** Place of every row among the events of its record: a record's rows stand side by side, in order. */
function ordinalsOf({ rows, member, offset }: CaseColumns): Uint32Array {
  const ordinals = new Uint32Array(rows);
  for (let row = 1; row < rows; row += 1) {
    if (member[row] === member[row - 1] && offset[row] === offset[row - 1]) ordinals[row] = ordinals[row - 1]! + 1;
  }
  return ordinals;
}

/** A result without the rows that marks hide, and how many those are. */
export function withoutHidden(set: RowSet, hidden: RowMask | null): { readonly set: RowSet; readonly hidden: number } {
  if (hidden === null) return { set, hidden: 0 };
  const mask = emptyMask(set.index.columns.rows);
  for (const row of set.rows) mask[row] = 1;
  const within = selectRows(set.index, subtract(mask, hidden), null);
  return { set: within, hidden: set.rows.length - within.rows.length };
}

/** What a mark on all rows of a result states of them: the events packed, and the digest of their records. */
export async function describeRows(
  { index, rows }: RowSet,
  records: StoredRecords,
): Promise<{ readonly count: number; readonly digest: string; readonly events: readonly PackedEvents[] }> {
  const { columns } = index;
  const ordinals = ordinalsOf(columns);
  const places = new Map<number, EventPlace[]>();
  for (const row of rows) {
    const code = columns.member[row]!;
    const place = { offset: columns.offset[row]!, ordinal: ordinals[row]! };
    const there = places.get(code);
    if (there === undefined) places.set(code, [place]);
    else there.push(place);
  }
  const hashes: string[] = [];
  for await (const { chunk, rows: within } of records.chunksOf(rows)) {
    for (const { local } of within) hashes.push(bytesToHex(sha256(chunk.bytes(local))));
  }
  const whole = sha256.create();
  const encoder = new TextEncoder();
  for (const hash of hashes.toSorted()) whole.update(encoder.encode(hash));
  return {
    count: rows.length,
    digest: bytesToHex(whole.digest()),
    events: packEvents(
      [...places].map(([code, events]) => {
        const { exhibit, ledger } = columns.members[code]!;
        return { exhibit: exhibit.sha256, member: ledger.path, events };
      }),
    ),
  };
}
