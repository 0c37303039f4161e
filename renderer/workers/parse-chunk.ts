import type { RecordContext } from '../../parsers/model/framing.js';
import { CHUNK_MAX_BYTES, CHUNK_MAX_EVENTS, type ChunkRow } from '../db/layout.js';

/** Where a record lies and how it was read. */
export interface RecordPlace {
  readonly member: number;
  /** Byte offset in the decompressed member. */
  readonly offset: number;
  /** The record's bytes, without line end. */
  readonly raw: Uint8Array;
  /** Line within the member from 1, 0 where it has none. */
  readonly line: number;
  readonly format: string;
  readonly context: RecordContext;
}

/** A chunk before its key is known. */
export type ChunkContent = Omit<ChunkRow, 'exhibit' | 'segment' | 'chunk'>;

/** One chunk while it is built: raw bytes one after the other and the place of every row. Its buffers serve chunk after chunk. */
export class ChunkBuilder {
  #raw = new Uint8Array(CHUNK_MAX_BYTES);
  #rawLength = 0;
  #rows = 0;
  readonly #start = new Uint32Array(CHUNK_MAX_EVENTS);
  readonly #length = new Uint32Array(CHUNK_MAX_EVENTS);
  readonly #line = new Uint32Array(CHUNK_MAX_EVENTS);
  readonly #index = new Uint16Array(CHUNK_MAX_EVENTS);
  readonly #format = new Codes<string, Uint8Array<ArrayBuffer>>(new Uint8Array(CHUNK_MAX_EVENTS));
  readonly #context = new Codes<RecordContext, Uint16Array<ArrayBuffer>>(new Uint16Array(CHUNK_MAX_EVENTS));
  readonly #path = new Codes<string, Uint16Array<ArrayBuffer>>(new Uint16Array(CHUNK_MAX_EVENTS));
  /** The record added last: its further events share its bytes. */
  #last: { readonly place: RecordPlace; readonly start: number } | null = null;

  get rows(): number {
    return this.#rows;
  }

  /** False where the chunk must be closed before an event of this record is added. */
  hasRoom(place: RecordPlace): boolean {
    if (this.#rows === 0) return true;
    if (this.#rows === CHUNK_MAX_EVENTS) return false;
    return this.#last?.place === place || this.#rawLength + place.raw.length <= CHUNK_MAX_BYTES;
  }

  /** Adds the event of that index within its record and that path inside the record's envelopes. */
  add(place: RecordPlace, index: number, path: string): void {
    if (this.#last?.place !== place) this.#last = { place, start: this.#append(place.raw) };
    const row = this.#rows;
    this.#rows = row + 1;
    this.#start[row] = this.#last.start;
    this.#length[row] = place.raw.length;
    this.#line[row] = place.line;
    this.#index[row] = index;
    this.#format.add(row, place.format);
    this.#context.add(row, place.context);
    this.#path.add(row, path);
  }

  /** Takes the chunk out; the next row begins a new one. */
  finish(): ChunkContent {
    const rows = this.#rows;
    const content = {
      rows,
      raw: this.#raw.slice(0, this.#rawLength),
      start: this.#start.slice(0, rows),
      length: this.#length.slice(0, rows),
      line: this.#line.slice(0, rows),
      index: this.#index.slice(0, rows),
      format: this.#format.codes.slice(0, rows),
      formats: this.#format.takeValues(),
      context: this.#context.codes.slice(0, rows),
      contexts: this.#context.takeValues(),
      path: this.#path.codes.slice(0, rows),
      paths: this.#path.takeValues(),
    };
    this.#rows = 0;
    this.#rawLength = 0;
    // A record larger than a chunk has made it grow.
    if (this.#raw.length > CHUNK_MAX_BYTES) this.#raw = new Uint8Array(CHUNK_MAX_BYTES);
    this.#last = null;
    return content;
  }

  #append(bytes: Uint8Array): number {
    const start = this.#rawLength;
    const end = start + bytes.length;
    if (end > this.#raw.length) {
      const larger = new Uint8Array(Math.max(end, this.#raw.length * 2));
      larger.set(this.#raw.subarray(0, start));
      this.#raw = larger;
    }
    this.#raw.set(bytes, start);
    this.#rawLength = end;
    return start;
  }
}

/** A column of indexes into a list of values that grows; neighbours mostly share theirs. */
class Codes<T, A extends Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>> {
  readonly #codeOf = new Map<T, number>();

  constructor(readonly codes: A) {}

  add(row: number, value: T): void {
    let code = this.#codeOf.get(value);
    if (code === undefined) {
      code = this.#codeOf.size;
      this.#codeOf.set(value, code);
    }
    this.codes[row] = code;
  }

  takeValues(): readonly T[] {
    const values = [...this.#codeOf.keys()];
    this.#codeOf.clear();
    return values;
  }
}
