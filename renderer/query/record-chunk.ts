import { decodeRecord } from '../../parsers/decode-record.js';
import { FLAW_NONE } from '../../parsers/io/framer.js';
import { DEFAULT_LIMITS } from '../../parsers/io/limits.js';
import { readRecordText } from '../../parsers/io/record-text.js';
import { decodeRecordText } from '../../parsers/io/record-value.js';
import type { RecordContext } from '../../parsers/model/framing.js';
import { FORMATS } from '../../parsers/registry.js';
import { otherTimeFields } from '../../parsers/time/other-times.js';
import type { ChunkRow } from '../db/layout.js';
import { StoredEvent } from './stored-event.js';

/** One stored chunk, read row by row. `local` is a row within the chunk. */
export class RecordChunk {
  readonly #chunk: ChunkRow;
  /** Events of the record read last: several rows may share one. */
  #last: { readonly local: number; readonly events: readonly StoredEvent[] } | null = null;

  constructor(chunk: ChunkRow) {
    this.#chunk = chunk;
  }

  /** The record's bytes, without line end. */
  bytes(local: number): Uint8Array<ArrayBuffer> {
    const start = this.#chunk.start[local]!;
    return this.#chunk.raw.subarray(start, start + this.#chunk.length[local]!);
  }

  /** Line within the member from 1, 0 where it has none. */
  line(local: number): number {
    return this.#chunk.line[local]!;
  }

  /** Index of the event within its record. */
  index(local: number): number {
    return this.#chunk.index[local]!;
  }

  /** Path inside envelopes. */
  path(local: number): string {
    return this.#chunk.paths[this.#chunk.path[local]!]!;
  }

  /** Format id. */
  format(local: number): string {
    return this.#chunk.formats[this.#chunk.format[local]!]!;
  }

  /** The event, read anew from its record. Throws where the record no longer gives it: the case needs a rebuild. */
  event(local: number): StoredEvent {
    const event = this.#eventsOf(local)[this.index(local)];
    if (event === undefined)
      throw new Error(
        `A record of format ${this.format(local)} no longer gives the event it gave at import; rebuild the case`,
      );
    return event;
  }

  #eventsOf(local: number): readonly StoredEvent[] {
    if (this.#last !== null && this.#isSameRecord(this.#last.local, local)) return this.#last.events;
    const format = this.format(local);
    const bytes = this.bytes(local);
    const context = this.#chunk.contexts[this.#chunk.context[local]!]!;
    const parsed = decodeRecord(FORMATS, format, bytes, context);
    const events = parsed.kind === 'events' ? parsed.events : [];
    const value = () => decodedValue(bytes, context);
    this.#last = {
      local,
      events: events.map(
        (event) =>
          new StoredEvent(
            { ...event, fields: { ...otherTimeFields(event), ...event.fields, 'exhibit.format': format } },
            value,
          ),
      ),
    };
    return this.#last.events;
  }

  /** An empty record begins where the next one does. */
  #isSameRecord(one: number, other: number): boolean {
    const { start, length, format, context } = this.#chunk;
    return [start, length, format, context].every((column) => column[one] === column[other]);
  }
}

function decodedValue(bytes: Uint8Array, context: RecordContext): unknown {
  const decoded = decodeRecordText({ text: readRecordText(bytes), bytes, context, flaw: FLAW_NONE }, DEFAULT_LIMITS);
  return decoded.ok ? decoded.value : null;
}
