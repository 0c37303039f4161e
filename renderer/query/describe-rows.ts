import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { PackedEvents } from '../../parsers/model/case.js';
import { packEvents, type EventPlace } from '../../parsers/model/packed-events.js';
import type { CaseColumns } from './case-columns.js';
import type { RowSet } from './row-set.js';
import type { StoredRecords } from './stored-records.js';

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

/** Place of every row among the events of its record: a record's rows stand side by side, in order. */
function ordinalsOf({ rows, member, offset }: CaseColumns): Uint32Array {
  const ordinals = new Uint32Array(rows);
  for (let row = 1; row < rows; row += 1) {
    if (member[row] === member[row - 1] && offset[row] === offset[row - 1]) ordinals[row] = ordinals[row - 1]! + 1;
  }
  return ordinals;
}
