import { asObject } from './json.js';

/**
 * True where two decoded records agree in every field that both carry, however deep. A field that only one of them has
 * says nothing; lists must agree in length and in every place.
 *
 * Repeats of one occurrence may be written with more or fewer fields (another delivery, another export); contradicting
 * ones are two occurrences under one key, because a client can choose some keys.
 */
export function agrees(a: unknown, b: unknown): boolean {
  // A stack of its own: evidence may nest deeper than the engine's.
  const pending: [unknown, unknown][] = [[a, b]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [left, right] = pair;
    if (Object.is(left, right)) continue;
    if (Array.isArray(left) && Array.isArray(right)) {
      if (left.length !== right.length) return false;
      for (const [index, value] of left.entries()) pending.push([value, right[index]]);
      continue;
    }
    const leftObject = asObject(left);
    const rightObject = asObject(right);
    if (leftObject === null || rightObject === null) return false;
    for (const key of Object.keys(leftObject)) {
      if (Object.hasOwn(rightObject, key)) pending.push([leftObject[key], rightObject[key]]);
    }
  }
  return true;
}
