import type { Annotation, BulkMark } from '../../parsers/model/case.js';
import type { EventId } from '../../parsers/model/ids.js';
import { readPackedEvents } from '../../parsers/model/packed-events.js';
import type { CaseColumns } from './case-columns.js';
import { findEvents } from './find-events.js';
import { hiddenRows, type MarkedRows, type MarkRows } from './mark-rows.js';
import { sorted } from './sorted.js';
import type { StoredRecords } from './stored-records.js';

/** Finds the rows of the events that the examiner spoke of. What was found once is kept: an act changes little of it. */
export class MarkFinder {
  readonly #columns: CaseColumns;
  readonly #records: StoredRecords;
  /** By id of the mark: what a mark says and of which events is never changed. */
  #marks: ReadonlyMap<string, MarkedRows> = new Map();
  /** Rows of annotated events; null for those that the case does not hold. */
  readonly #rows = new Map<EventId, number | null>();
  #places: RowsByPlace | null = null;

  constructor(columns: CaseColumns, records: StoredRecords) {
    this.#columns = columns;
    this.#records = records;
  }

  async find(marks: readonly BulkMark[], annotations: readonly Annotation[]): Promise<MarkRows> {
    const found = marks.map((mark) => this.#marks.get(mark.id) ?? this.#rowsOf(mark));
    this.#marks = new Map(found.map((mark) => [mark.id, mark]));
    const unknown = annotations.map(({ event }) => event).filter((event) => !this.#rows.has(event));
    if (unknown.length > 0) {
      const rows = await findEvents(this.#columns, this.#records, unknown);
      for (const event of unknown) this.#rows.set(event, rows.get(event) ?? null);
    }
    return {
      marks: found,
      annotated: new Map(
        annotations.flatMap((annotation): readonly (readonly [number, Annotation])[] => {
          const row = this.#rows.get(annotation.event) ?? null;
          return row === null ? [] : [[row, annotation]];
        }),
      ),
      hidden: hiddenRows(found, this.#columns.rows),
    };
  }

  /** Both the events of a mark and the rows of a member are in order of place: they are gone through side by side. */
  #rowsOf({ id, change, search, events }: BulkMark): MarkedRows {
    this.#places ??= rowsByPlace(this.#columns);
    const { rows, starts, codes } = this.#places;
    const { offset } = this.#columns;
    const found = new Uint32Array(search.count);
    let count = 0;
    for (const packed of events) {
      const code = codes.get(sourceKey(packed.exhibit, packed.member));
      if (code === undefined) continue;
      const end = starts[code + 1]!;
      let at = starts[code]!;
      readPackedEvents(packed, (wanted, ordinal) => {
        while (at < end && offset[rows[at]!]! < wanted) at += 1;
        const place = at + ordinal;
        if (place >= end || offset[rows[place]!] !== wanted || count === found.length) return;
        found[count] = rows[place]!;
        count += 1;
      });
    }
    return { id, change, rows: found.slice(0, count).toSorted(), missing: search.count - count };
  }
}

interface RowsByPlace {
  /** All rows in order of member, offset and index. */
  readonly rows: Uint32Array;
  /** By member: where its rows begin; one more for the end of the last. */
  readonly starts: Uint32Array;
  readonly codes: ReadonlyMap<string, number>;
}

function rowsByPlace({ rows: count, member, offset, members }: CaseColumns): RowsByPlace {
  const starts = new Uint32Array(members.length + 1);
  for (let row = 0; row < count; row += 1) starts[member[row]! + 1]! += 1;
  for (let code = 0; code < members.length; code += 1) starts[code + 1]! += starts[code]!;
  const rows = new Uint32Array(count);
  const next = starts.slice();
  for (let row = 0; row < count; row += 1) {
    const code = member[row]!;
    rows[next[code]!] = row;
    next[code]! += 1;
  }
  for (let code = 0; code < members.length; code += 1) {
    const own = rows.subarray(starts[code], starts[code + 1]);
    own.set(sorted(own, (a, b) => offset[a]! - offset[b]! || a - b));
  }
  return {
    rows,
    starts,
    codes: new Map(members.map(({ exhibit, ledger }, code) => [sourceKey(exhibit.sha256, ledger.path), code])),
  };
}

function sourceKey(exhibit: string, member: string): string {
  return `${exhibit}\n${member}`;
}
