/**
 * Asking decoded JSON of unknown shape. Evidence is written by anybody: every question has an answer, none throws.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object; null for anything else, arrays included. */
export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

/** The value as a list; empty for anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The objects of a list. */
export function asObjects(value: unknown): readonly JsonObject[] {
  return asList(value)
    .map(asObject)
    .filter((each) => each !== null);
}

/** Text, number or truth value as text; null for anything else and for empty text. */
export function asText(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** A whole number that is exact as a JavaScript number, from a number or decimal text; null for anything else. */
export function asWhole(value: unknown): number | null {
  const text = asText(value);
  if (text === null || !/^-?\d{1,16}$/.test(text)) return null;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : null;
}

/** The texts of a list, or of a single value. */
export function asTexts(value: unknown): readonly string[] {
  const values = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return values.map(asText).filter((text) => text !== null);
}

/** The value under a path of keys; undefined where one of them is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    const object = asObject(here);
    if (object === null || !Object.hasOwn(object, key)) return undefined;
    here = object[key];
  }
  return here;
}

/** The first of some members that holds text, a number or a truth value, as text; the first of a list counts. Null where none does. */
export function firstText(object: JsonObject, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    const text = asText(Array.isArray(value) ? (value as readonly unknown[])[0] : value)?.trim();
    if (text !== undefined && text !== '') return text;
  }
  return null;
}
