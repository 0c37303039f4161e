import { caseFieldValues, type CaseFieldValues } from './case-fields.js';
import { sourceTime, type SourceTime } from './effective-time.js';
import { maskedFields, maskedText } from '../../parsers/model/secrets.js';
import { citedEvent, type CitedEvent } from './event-detail.js';
import type { RowSet } from './row-set.js';
import type { StoredRecords } from './stored-records.js';

/** Events turned into text before a part of the blob is closed: bounds the memory of an export of any size. */
const BATCH_ROWS = 4096;

/** One event as an export states it. */
export interface ExportedEvent {
  readonly detail: CitedEvent;
  readonly ofCase: CaseFieldValues;
  /** The source's own time, without clock correction; null where the event has no place on the time line. */
  readonly source: SourceTime['time'] | null;
  /** True where a clock correction of its source is in force. */
  readonly isCorrected: boolean;
}

/** Writes all rows of a result, in its order, into a blob. `toLine` writes one event with its line end. */
export async function exportRows(
  set: RowSet,
  records: StoredRecords,
  text: { readonly type: string; readonly head: string; readonly toLine: (event: ExportedEvent) => string },
): Promise<Blob> {
  // Each part is a blob of its own: the engine keeps finished ones outside this worker's memory.
  const parts = [new Blob([text.head])];
  for (let from = 0; from < set.rows.length; from += BATCH_ROWS) {
    const lines: string[] = [];
    for await (const { chunk, rows } of records.chunksOf(set.rows.subarray(from, from + BATCH_ROWS))) {
      for (const { position, row, local } of rows) {
        lines[position] = text.toLine(exportedEvent(set, row, citedEvent(set.index, row, chunk, local)));
      }
    }
    parts.push(new Blob([lines.join('')]));
  }
  return new Blob(parts, { type: text.type });
}

function exportedEvent({ index }: RowSet, row: number, detail: CitedEvent): ExportedEvent {
  const correction = index.times.corrections[index.columns.member[row]!]!;
  const isPlaced = index.times.placed[row] === 1;
  const { event } = detail;
  return {
    // What leaves the program holds no secrets; the bytes in the evidence do.
    detail: { ...detail, event: { ...event, message: maskedText(event.message), fields: maskedFields(event.fields) } },
    ofCase: caseFieldValues(index, row),
    source: isPlaced ? sourceTime(index.columns, row, index.times).time : null,
    isCorrected: isPlaced && correction !== null,
  };
}
