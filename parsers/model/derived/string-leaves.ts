import { asObject } from '../json.js';

/** All texts within a decoded JSON value, however deep, in the order of the record. */
export function stringLeaves(value: unknown): readonly string[] {
  const texts: string[] = [];
  // A stack of its own: evidence may nest deeper than the engine's.
  const pending: unknown[] = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next === 'string') {
      texts.push(next);
      continue;
    }
    const inner = Array.isArray(next) ? next : Object.values(asObject(next) ?? {});
    for (let at = inner.length - 1; at >= 0; at -= 1) pending.push(inner[at]);
  }
  return texts;
}
