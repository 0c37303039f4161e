import { RESIDENT_FIELDS, type ResidentField } from '../../parsers/model/fields.js';
import type { MemberLedger } from '../../parsers/model/ledger.js';
import type { ChunkReader } from '../db/chunk-store.js';
import type { Column, ExhibitRow, SegmentRow } from '../db/layout.js';
import { CodeColumnBuilder, type CodeColumn } from './code-column.js';
import { firstReceipts } from './first-receipts.js';

/** Values of `exhibit.severity`: the code of severity s is s + 1, so that codes order as severities do. */
const SEVERITIES = ['', ...Array.from({ length: 11 }, (_, severity) => String(severity))];
const NO_SEVERITY = 255;

/** A segment's place among the rows of the case. */
export interface SegmentPlace {
  /** Index into `CaseColumns.exhibits`. */
  readonly exhibit: number;
  /** Number of the segment within its exhibit. */
  readonly segment: number;
  readonly firstRow: number;
  readonly rows: number;
  /** First row of every chunk, within the segment. */
  readonly chunkStarts: Uint32Array;
}

export interface CaseMember {
  readonly exhibit: ExhibitRow;
  readonly ledger: MemberLedger;
}

/**
 * All events of the case as recorded: about 60 bytes each, in typed arrays, never changed. Rows are numbered through in
 * order of exhibits and segments. Codes of members grow with exhibit and ledger, so they also order ties of time.
 */
export interface CaseColumns {
  readonly rows: number;
  /** Committed exhibits in order of receipt. The same bytes received again add no rows. */
  readonly exhibits: readonly ExhibitRow[];
  /** SHA-256 by exhibit number, of all committed exhibits. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly segments: readonly SegmentPlace[];
  readonly members: readonly CaseMember[];
  /** Whole milliseconds and nanoseconds within, UTC, as recorded. */
  readonly timeMs: Float64Array;
  readonly timeNs: Uint32Array;
  readonly flags: Uint8Array;
  /** Index into `members`. */
  readonly member: Uint32Array;
  /** Byte offset of the record in its decompressed member. */
  readonly offset: Float64Array;
  readonly fields: { readonly [name in ResidentField]: CodeColumn };
  /** Per exhibit, its rows in order of recorded time, then member, offset, index. */
  readonly orders: readonly Uint32Array[];
}

/** Reads the columns of all committed exhibits. */
export async function loadCaseColumns(store: ChunkReader): Promise<CaseColumns> {
  const committed = await store.exhibits();
  const exhibits = firstReceipts(committed);
  const build = new CaseColumnsBuilder(exhibits, new Map(committed.map(({ number, sha256 }) => [number, sha256])));
  for (const exhibit of exhibits) {
    build.beginExhibit(exhibit);
    for (const segment of await store.segments(exhibit.id)) build.addSegment(segment);
    build.endExhibit((await store.order(exhibit.id)).order);
  }
  return build.finish();
}

class CaseColumnsBuilder {
  readonly #exhibits: readonly ExhibitRow[];
  readonly #hashes: ReadonlyMap<string, string>;
  readonly #rows: number;
  readonly #segments: SegmentPlace[] = [];
  readonly #members: CaseMember[] = [];
  readonly #orders: Uint32Array[] = [];
  readonly #timeMs: Float64Array;
  readonly #timeNs: Uint32Array;
  readonly #flags: Uint8Array;
  readonly #member: Uint32Array;
  readonly #offset: Float64Array;
  readonly #fields: ReadonlyMap<ResidentField, CodeColumnBuilder>;
  #exhibit = -1;
  #nextRow = 0;
  #firstMember = 0;
  #firstSegment = 0;

  constructor(exhibits: readonly ExhibitRow[], hashes: ReadonlyMap<string, string>) {
    const rows = exhibits.reduce((sum, exhibit) => sum + exhibit.rows, 0);
    this.#exhibits = exhibits;
    this.#hashes = hashes;
    this.#rows = rows;
    this.#timeMs = new Float64Array(rows);
    this.#timeNs = new Uint32Array(rows);
    this.#flags = new Uint8Array(rows);
    this.#member = new Uint32Array(rows);
    this.#offset = new Float64Array(rows);
    this.#fields = new Map(RESIDENT_FIELDS.map((name) => [name, new CodeColumnBuilder(rows)]));
  }

  beginExhibit(exhibit: ExhibitRow): void {
    if (exhibit.ledger === null) throw new TypeError(`exhibit ${exhibit.number} is committed without a ledger`);
    this.#exhibit += 1;
    this.#firstMember = this.#members.length;
    this.#firstSegment = this.#segments.length;
    for (const ledger of exhibit.ledger.members) this.#members.push({ exhibit, ledger });
  }

  addSegment(segment: SegmentRow): void {
    const firstRow = this.#nextRow;
    this.#timeMs.set(segment.timeMs, firstRow);
    this.#timeNs.set(segment.timeNs, firstRow);
    this.#flags.set(segment.flags, firstRow);
    this.#offset.set(segment.offset, firstRow);
    for (let row = 0; row < segment.rows; row += 1) {
      this.#member[firstRow + row] = this.#firstMember + segment.member[row]!;
    }
    for (const [name, builder] of this.#fields) {
      const column = name === 'exhibit.severity' ? severityColumn(segment) : segment.columns[name];
      if (column !== undefined) builder.add(column, firstRow);
    }
    this.#segments.push({
      exhibit: this.#exhibit,
      segment: segment.segment,
      firstRow,
      rows: segment.rows,
      chunkStarts: segment.chunkStarts,
    });
    this.#nextRow += segment.rows;
  }

  /** `order`: segment * 65536 + row within the segment. */
  endExhibit(order: Uint32Array): void {
    const firstRows = new Map(this.#segments.slice(this.#firstSegment).map((place) => [place.segment, place.firstRow]));
    const firstRowOf = Float64Array.from(
      { length: Math.max(0, ...firstRows.keys()) + 1 },
      (_, segment) => firstRows.get(segment) ?? NaN,
    );
    this.#orders.push(order.map((place) => firstRowOf[place >>> 16]! + (place & 0xff_ff)));
  }

  finish(): CaseColumns {
    if (this.#nextRow !== this.#rows) throw new RangeError(`${this.#nextRow} rows stored, ${this.#rows} stated`);
    const fields = Object.fromEntries([...this.#fields].map(([name, builder]) => [name, builder.build()]));
    return {
      rows: this.#rows,
      exhibits: this.#exhibits,
      hashes: this.#hashes,
      segments: this.#segments,
      members: this.#members,
      timeMs: this.#timeMs,
      timeNs: this.#timeNs,
      flags: this.#flags,
      member: this.#member,
      offset: this.#offset,
      fields: fields as Record<ResidentField, CodeColumn>,
      orders: this.#orders,
    };
  }
}

/** Severity is stored as numbers; to a query it is a field like the others. */
function severityColumn({ severity }: SegmentRow): Column {
  return {
    dictionary: SEVERITIES,
    codes: Uint16Array.from(severity, (stated) => (stated === NO_SEVERITY ? 0 : stated + 1)),
  };
}
