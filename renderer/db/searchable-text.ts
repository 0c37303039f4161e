/**
 * Which texts of an event can be searched. One rule for the index, for verifying hits and for tests:
 *
 * - every string and every number of the decoded record, at any depth; JSON keys, booleans and null are not text.
 *   CSV: every cell. Lines: the line. Numbers are written as JavaScript writes them (integers of 16 digits and more are text
 *   already when decoded);
 * - of a record that carries many events in a list, an event has its own element and all that lies around the list, but
 *   not its siblings: a word in one of a thousand log events must not find the other 999;
 * - every value of the event's normalised fields, so that derived values are found too.
 *
 * The message is Exhibit's own sentence and no evidence: it is not searched.
 */
import type { EventFields } from '../../parsers/model/fields.js';

/** Stands between two values in `searchableText`, so that no phrase reaches across. */
export const VALUE_SEPARATOR = '\u001f';

/** What of an event is searched. */
export interface Searchable {
  /** The decoded record: JSON value, CSV row by column name, or line text. */
  readonly value: unknown;
  /** Path of the event inside the record's envelopes (`logEvents[3].message`); empty or absent: the record is the event. */
  readonly path?: string | undefined;
  readonly fields: EventFields;
}

/** Calls `emit` with every searchable value, record first. */
export function forEachSearchableText({ value, path, fields }: Searchable, emit: (text: string) => void): void {
  if (path === undefined || path === '') eachValue(value, emit);
  else eachAlong(value, path.match(STEP) ?? [], 0, emit);
  eachValue(fields, emit);
}

/** All searchable values as one text. */
export function searchableText(searchable: Searchable): string {
  const parts: string[] = [];
  forEachSearchableText(searchable, (text) => parts.push(text));
  return parts.join(VALUE_SEPARATOR);
}

/** Steps of a path: a member's name, or an index without its brackets. */
const STEP = /[^.[\]]+/g;

/** Strings and numbers of a decoded value, at any depth. */
function eachValue(value: unknown, emit: (text: string) => void): void {
  if (typeof value === 'string') emit(value);
  else if (typeof value === 'number') emit(String(value));
  else if (Array.isArray(value)) for (const item of value) eachValue(item, emit);
  else if (typeof value === 'object' && value !== null) {
    for (const key in value) eachValue((value as Record<string, unknown>)[key], emit);
  }
}

/** The same, without the siblings of list elements on the path. Where the path leads nowhere (into JSON written as text), all. */
function eachAlong(value: unknown, steps: readonly string[], at: number, emit: (text: string) => void): void {
  const step = steps[at];
  if (step === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) {
    eachValue(value, emit);
    return;
  }
  const members = value as Readonly<Record<string, unknown>>;
  if (!Array.isArray(value)) for (const key in members) if (key !== step) eachValue(members[key], emit);
  eachAlong(members[step], steps, at + 1, emit);
}
