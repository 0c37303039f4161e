import { eventId, parseEventId, type EventId, type EventRef } from '../../parsers/model/ids.js';
import { ROW_DUPLICATE } from '../db/layout.js';
import type { CaseColumns } from './case-columns.js';
import { rowId } from './event-rows.js';
import { sorted } from './sorted.js';
import type { StoredRecords } from './stored-records.js';

/**
 * Rows of visible events by id; those the case does not hold are left out. One pass over the offset column serves any number of ids;
 * the records that lie there then tell path and index. Throws `TypeError` for text that is no id.
 */
export async function findEvents(
  columns: CaseColumns,
  records: StoredRecords,
  ids: readonly EventId[],
): Promise<ReadonlyMap<EventId, number>> {
  const wanted = ids.map((id) => ({ id, ref: parseEventId(id) }));
  const sources = new Set(wanted.map(({ ref }) => sourceKey(ref)));
  const offsets = new Set(wanted.map(({ ref }) => ref.offset));
  const isWanted = Uint8Array.from(columns.members, ({ exhibit, ledger }) =>
    sources.has(sourceKey({ exhibit: exhibit.sha256, member: ledger.path })) ? 1 : 0,
  );
  const near: number[] = [];
  for (let row = 0; row < columns.rows; row += 1) {
    if (isWanted[columns.member[row]!] === 1 && isVisible(columns, row) && offsets.has(columns.offset[row]!))
      near.push(row);
  }
  const askedAs = new Map(wanted.map(({ id, ref }) => [eventId(ref), id]));
  const found = new Map<EventId, number>();
  for await (const { chunk, rows } of records.chunksOf(Uint32Array.from(near))) {
    for (const { row, local } of rows) {
      const id = askedAs.get(rowId(columns, row, chunk, local));
      if (id !== undefined) found.set(id, row);
    }
  }
  return found;
}

/**
 * Rows of the events whose record begins at a line of a member, in order of exhibit and index. `exhibit` is a number; null
 * looks into all. Lines grow with offsets, so a few records tell where the line is.
 */
export async function findLine(
  columns: CaseColumns,
  records: StoredRecords,
  exhibit: string | null,
  member: string,
  line: number,
): Promise<Uint32Array> {
  const found: number[] = [];
  for (const [code, { exhibit: of, ledger }] of columns.members.entries()) {
    if (ledger.path !== member || (exhibit !== null && of.sha256 !== columns.hashes.get(exhibit))) continue;
    const rows = rowsOfMember(columns, code);
    let at = await firstFromLine(records, rows, line);
    for (; at < rows.length && (await lineOf(records, rows[at]!)) === line; at += 1) found.push(rows[at]!);
  }
  return Uint32Array.from(found);
}

async function firstFromLine(records: StoredRecords, rows: Uint32Array, line: number): Promise<number> {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((await lineOf(records, rows[middle]!)) < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function lineOf(records: StoredRecords, row: number): Promise<number> {
  const { chunk, local } = await records.recordOf(row);
  return chunk.line(local);
}

/** Visible rows of a member in order of offset and index. */
function rowsOfMember(columns: CaseColumns, member: number): Uint32Array {
  let count = 0;
  const rows = new Uint32Array(columns.rows);
  for (let row = 0; row < columns.rows; row += 1) {
    rows[count] = row;
    if (columns.member[row] === member && isVisible(columns, row)) count += 1;
  }
  return sorted(rows.subarray(0, count), (a, b) => columns.offset[a]! - columns.offset[b]! || a - b);
}

function isVisible({ flags }: CaseColumns, row: number): boolean {
  return (flags[row]! & ROW_DUPLICATE) === 0;
}

function sourceKey({ exhibit, member }: Pick<EventRef, 'exhibit' | 'member'>): string {
  return `${exhibit}\n${member}`;
}
