import type { NormalisedEvent } from '../../parsers/model/event.js';
import { RESIDENT_FIELDS, type EventFields, type ResidentField } from '../../parsers/model/fields.js';
import type { Resolution } from '../../parsers/model/time.js';
import { toParts } from '../../parsers/time/instant.js';
import {
  ROW_DATED,
  ROW_RESOLUTION_SHIFT,
  ROW_ZONE_NEEDED,
  SEGMENT_MAX_ROWS,
  type Column,
  type SegmentRow,
} from '../db/layout.js';
import type { RecordPlace } from './parse-chunk.js';

/** Joins the values of a multi-valued field in a column. */
export const COLUMN_VALUE_SEPARATOR = '\u001f';
const NO_SEVERITY = 255;
const MAX_SEVERITY = 10;

const RESOLUTION_BITS: { readonly [R in Resolution]: number } = { ns: 0, us: 1, ms: 2, s: 3, min: 4, day: 5 };

/** Columns before the key of their segment is known. */
export type ColumnsContent = Omit<SegmentRow, 'exhibit' | 'segment' | 'chunkStarts'>;

/** The resident columns of one segment while it is built. Its buffers serve segment after segment. */
export class ColumnsBuilder {
  readonly #timeMs = new Float64Array(SEGMENT_MAX_ROWS);
  readonly #timeNs = new Uint32Array(SEGMENT_MAX_ROWS);
  readonly #flags = new Uint8Array(SEGMENT_MAX_ROWS);
  readonly #severity = new Uint8Array(SEGMENT_MAX_ROWS);
  readonly #member = new Uint32Array(SEGMENT_MAX_ROWS);
  readonly #offset = new Float64Array(SEGMENT_MAX_ROWS);
  readonly #coded = RESIDENT_FIELDS.map((name) => ({ name, column: new DictionaryBuilder() }));
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  add({ member, offset, format }: RecordPlace, { time, fields }: NormalisedEvent): void {
    const row = this.#rows;
    if (row >= SEGMENT_MAX_ROWS) throw new RangeError('the segment is full');
    this.#rows = row + 1;
    this.#member[row] = member;
    this.#offset[row] = offset;
    if (time !== null) {
      const parts = toParts(time.instant);
      this.#timeMs[row] = parts.ms;
      this.#timeNs[row] = parts.ns;
      const zone = time.zone === 'unknown' ? ROW_ZONE_NEEDED : 0;
      this.#flags[row] = ROW_DATED | zone | (RESOLUTION_BITS[time.resolution] << ROW_RESOLUTION_SHIFT);
    }
    const severity = fields['exhibit.severity'];
    this.#severity[row] =
      typeof severity === 'number' && severity >= 0 && severity <= MAX_SEVERITY ? severity : NO_SEVERITY;
    for (const { name, column } of this.#coded) {
      column.add(row, name === 'exhibit.format' ? format : columnText(fields[name]));
    }
  }

  /** Takes the columns out; the next row begins new ones. */
  finish(): ColumnsContent {
    const rows = this.#rows;
    const columns: { [name in ResidentField]?: Column } = {};
    for (const { name, column } of this.#coded) {
      if (column.isUsed) columns[name] = column.take(rows);
    }
    const content = {
      rows,
      timeMs: this.#timeMs.slice(0, rows),
      timeNs: this.#timeNs.slice(0, rows),
      flags: this.#flags.slice(0, rows),
      severity: this.#severity.slice(0, rows),
      member: this.#member.slice(0, rows),
      offset: this.#offset.slice(0, rows),
      columns,
    };
    // What an undated row leaves alone.
    this.#timeMs.fill(0);
    this.#timeNs.fill(0);
    this.#flags.fill(0);
    this.#rows = 0;
    return content;
  }
}

/** A field's value as it stands in a column; `''` where it is not stated. */
function columnText(value: EventFields[ResidentField]): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : value.join(COLUMN_VALUE_SEPARATOR);
}

class DictionaryBuilder {
  readonly #codeOf = new Map<string, number>([['', 0]]);
  readonly #codes = new Uint32Array(SEGMENT_MAX_ROWS);

  get isUsed(): boolean {
    return this.#codeOf.size > 1;
  }

  add(row: number, text: string): void {
    if (text === '') return;
    let code = this.#codeOf.get(text);
    if (code === undefined) {
      code = this.#codeOf.size;
      this.#codeOf.set(text, code);
    }
    this.#codes[row] = code;
  }

  take(rows: number): Column {
    const codes = this.#codes.subarray(0, rows);
    const dictionary = [...this.#codeOf.keys()];
    const column = { dictionary, codes: dictionary.length <= 0x1_0000 ? Uint16Array.from(codes) : codes.slice() };
    this.#codes.fill(0);
    this.#codeOf.clear();
    this.#codeOf.set('', 0);
    return column;
  }
}
