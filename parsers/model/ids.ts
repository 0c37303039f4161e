/**
 * Identity of an event: exhibit, member, byte offset of its record in the decompressed member, path inside envelopes,
 * index within the record. Journal, annotations, links, exports and citations use only this id, never a row number. A
 * newer parser may change fields, never the id.
 */
export interface EventRef {
  /** SHA-256 of the exhibit, 64 hex digits, lower case. */
  readonly exhibit: string;
  /** Member path inside the exhibit, `''` for the file itself; levels of archives joined with `!/`. */
  readonly member: string;
  /** Byte offset of the record in the decompressed member. */
  readonly offset: number;
  /** Path inside envelopes (`logEvents[3].message`), `''` where the record is the event itself. */
  readonly path: string;
  /** Index of the event within its record, from 0. */
  readonly index: number;
}

/** An `EventRef` as one string. */
export type EventId = string & { readonly __eventId: true };

/** Writes a reference as text: the five parts as a JSON array, so that any path survives unchanged. */
export function eventId(ref: EventRef): EventId {
  return JSON.stringify([ref.exhibit, ref.member, ref.offset, ref.path, ref.index]) as EventId;
}

/** Reads an id back. Throws `TypeError` for text that is no event id. */
export function parseEventId(id: string): EventRef {
  const parts: unknown = JSON.parse(id);
  if (!Array.isArray(parts) || parts.length !== 5) throw new TypeError(`not an event id: ${id}`);
  const [exhibit, member, offset, path, index] = parts as unknown[];
  if (
    typeof exhibit !== 'string' ||
    typeof member !== 'string' ||
    !Number.isSafeInteger(offset) ||
    typeof path !== 'string' ||
    !Number.isSafeInteger(index)
  ) {
    throw new TypeError(`not an event id: ${id}`);
  }
  return { exhibit, member, offset: offset as number, path, index: index as number };
}
