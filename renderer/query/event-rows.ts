import type { NormalisedEvent } from '../../parsers/model/event.js';
import type { EventFields, FieldName } from '../../parsers/model/fields.js';
import { eventId, type EventId } from '../../parsers/model/ids.js';
import type { Resolution } from '../../parsers/model/time.js';
import { ROW_RESOLUTION_SHIFT, ROW_ZONE_NEEDED } from '../db/layout.js';
import type { CaseColumns } from './case-columns.js';
import { caseFieldValues, type CaseFieldValues } from './case-fields.js';
import type { CaseIndex } from './case-index.js';
import { sourceTime } from './effective-time.js';
import type { RecordChunk } from './record-chunk.js';
import type { EventRow } from './spec.js';
import type { StoredRecords } from './stored-records.js';

/** By the three bits of `SegmentRow.flags`. */
const RESOLUTIONS: readonly Resolution[] = ['ns', 'us', 'ms', 's', 'min', 'day'];
const NS_PER_MS = 1_000_000n;

/** The grid's rows for rows of the case, in their order. */
export async function readEventRows(
  index: CaseIndex,
  records: StoredRecords,
  rows: Uint32Array,
): Promise<readonly EventRow[]> {
  const answer: EventRow[] = [];
  for await (const part of records.chunksOf(rows)) {
    for (const { position, row, local } of part.rows) answer[position] = eventRow(index, row, part.chunk, local);
  }
  return answer;
}

/** One event as the grid shows it. `local`: its row within the chunk. */
export function eventRow(index: CaseIndex, row: number, chunk: RecordChunk, local: number): EventRow {
  const { event } = chunk.event(local);
  return {
    id: rowId(index.columns, row, chunk, local),
    ...rowTime(index, row, event),
    message: event.message,
    fields: { ...fieldTexts(event.fields), ...fieldTexts(caseFieldValues(index, row)) },
  };
}

export function rowId(columns: CaseColumns, row: number, chunk: RecordChunk, local: number): EventId {
  const { exhibit, ledger } = columns.members[columns.member[row]!]!;
  return eventId({
    exhibit: exhibit.sha256,
    member: ledger.path,
    offset: columns.offset[row]!,
    path: chunk.path(local),
    index: chunk.index(local),
  });
}

function rowTime(
  { columns, times }: CaseIndex,
  row: number,
  event: NormalisedEvent,
): Pick<EventRow, 'time' | 'resolution' | 'zone' | 'adjusted' | 'uncertaintyNs'> {
  const flags = columns.flags[row]!;
  const resolution = RESOLUTIONS[(flags >> ROW_RESOLUTION_SHIFT) & 7]!;
  const recordedZone = event.time?.zone ?? 'unknown';
  if (times.placed[row] === 0)
    return { time: null, resolution, zone: recordedZone, adjusted: false, uncertaintyNs: '0' };
  const correction = times.corrections[columns.member[row]!]!;
  const isZoneAnswered = (flags & ROW_ZONE_NEEDED) !== 0;
  const { openMs } = sourceTime(columns, row, times);
  return {
    time: { ms: times.ms[row]!, ns: times.ns[row]! },
    resolution,
    zone: isZoneAnswered ? 'examiner' : recordedZone,
    adjusted: isZoneAnswered || (correction?.moves ?? false),
    uncertaintyNs: String((correction?.uncertaintyNs ?? 0n) + BigInt(openMs) * NS_PER_MS),
  };
}

/** All fields as text; several values of one are joined with a comma. */
function fieldTexts(fields: EventFields | CaseFieldValues): Partial<Record<FieldName, string>> {
  const texts: Partial<Record<FieldName, string>> = {};
  for (const [name, value] of Object.entries(fields)) {
    texts[name as FieldName] = typeof value === 'object' ? value.join(', ') : String(value);
  }
  return texts;
}
