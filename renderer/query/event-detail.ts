import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { CaseIndex } from './case-index.js';
import { eventRow } from './event-rows.js';
import type { RecordChunk } from './record-chunk.js';
import type { EventDetail } from './spec.js';

/** More of one record than this is not put on screen. */
const RAW_LIMIT = 1024 * 1024;

/** One event in full, with its way home. */
export function eventDetail(index: CaseIndex, row: number, chunk: RecordChunk, local: number): EventDetail {
  const { exhibit, ledger } = index.columns.members[index.columns.member[row]!]!;
  const bytes = chunk.bytes(local);
  return {
    ...eventRow(index, row, chunk, local),
    event: chunk.event(local).event,
    exhibitNumber: exhibit.number,
    exhibitSha256: exhibit.sha256,
    member: ledger.path,
    memberSha256: ledger.sha256,
    line: chunk.line(local),
    offset: index.columns.offset[row]!,
    length: bytes.length,
    path: chunk.path(local),
    index: chunk.index(local),
    format: chunk.format(local),
    parserVersion: ledger.parserVersion,
    recordSha256: recordHash(bytes),
    raw: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, RAW_LIMIT)),
    rawCut: bytes.length > RAW_LIMIT,
  };
}

/** SHA-256 of a record's bytes, lower-case hex. */
export function recordHash(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
