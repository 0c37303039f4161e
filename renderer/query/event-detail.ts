import { readRecordText } from '../../parsers/io/record-text.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { CaseIndex } from './case-index.js';
import { eventRow } from './event-rows.js';
import type { RecordChunk } from './record-chunk.js';
import type { EventDetail } from './spec.js';

/** More of one record than this is not put on screen. */
const RAW_LIMIT = 1024 * 1024;

/** One event with its way home, without the record itself. */
export type CitedEvent = Omit<EventDetail, 'raw' | 'rawCut'>;

/** One event in full. `local`: its row within the chunk. */
export function eventDetail(index: CaseIndex, row: number, chunk: RecordChunk, local: number): EventDetail {
  const bytes = chunk.bytes(local);
  return {
    ...citedEvent(index, row, chunk, local),
    raw: readRecordText(bytes.subarray(0, RAW_LIMIT)),
    rawCut: bytes.length > RAW_LIMIT,
  };
}

/** What an export states of an event. */
export function citedEvent(index: CaseIndex, row: number, chunk: RecordChunk, local: number): CitedEvent {
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
    recordSha256: bytesToHex(sha256(bytes)),
  };
}
