/**
 * Which text of an event can be searched. One rule for the index, for verifying hits and for tests:
 *
 * - every string and every number of the decoded record, at any depth; JSON keys, booleans and null are not text.
 *   CSV: every cell. Lines: the line. Numbers are written as JavaScript writes them (integers of 16 digits and more are text
 *   already when decoded);
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
  readonly fields: EventFields;
}

/** Calls `emit` with every searchable value, record first. */
export function forEachSearchableText(searchable: Searchable, emit: (text: string) => void): void {
  eachValue(searchable.value, emit);
  eachFieldValue(searchable.fields, emit);
}

/** All searchable values as one text, for phrases, wildcards and regular expressions. */
export function searchableText(searchable: Searchable): string {
  const parts: string[] = [];
  forEachSearchableText(searchable, (text) => parts.push(text));
  return parts.join(VALUE_SEPARATOR);
}

/** The record's half of the rule: strings and numbers of a decoded value, at any depth. */
export function eachValue(value: unknown, emit: (text: string) => void): void {
  if (typeof value === 'string') emit(value);
  else if (typeof value === 'number') emit(String(value));
  else if (Array.isArray(value)) for (const item of value) eachValue(item, emit);
  else if (typeof value === 'object' && value !== null) {
    for (const key in value) eachValue((value as Record<string, unknown>)[key], emit);
  }
}

/** The event's half of the rule: values of its normalised fields. */
export function eachFieldValue(fields: EventFields, emit: (text: string) => void): void {
  eachValue(fields, emit);
}
