/**
 * A table that is asked with words of evidence. It has no prototype: `constructor` and `__proto__` find nothing in it, where a
 * plain object would answer with a function.
 */
export function lookupTable<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, entries);
}
