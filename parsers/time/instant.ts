import type { Instant, InstantParts } from '../model/time.js';

const NS_PER_MS = 1_000_000n;
const NS_PER_MS_NUMBER = 1_000_000;

/** Makes an instant of whole milliseconds since 1970 UTC and nanoseconds (any whole number, carried over). */
export function instant(ms: number, ns = 0): Instant {
  return (BigInt(ms) * NS_PER_MS + BigInt(ns)) as Instant;
}

/** Splits an instant into whole milliseconds (rounded towards minus infinity) and the nanoseconds within. */
export function toParts(value: Instant): InstantParts {
  const rest = Number(value % NS_PER_MS);
  const ms = Number(value / NS_PER_MS);
  return rest < 0 ? { ms: ms - 1, ns: rest + NS_PER_MS_NUMBER } : { ms, ns: rest };
}

/** Joins what `toParts` split. */
export function fromParts(parts: InstantParts): Instant {
  return instant(parts.ms, parts.ns);
}

/** Splits milliseconds with fractions, as bounds of ranges are kept, to the nearest nanosecond. */
export function partsOf(ms: number): InstantParts {
  const whole = Math.floor(ms);
  const ns = Math.round((ms - whole) * NS_PER_MS_NUMBER);
  return ns === NS_PER_MS_NUMBER ? { ms: whole + 1, ns: 0 } : { ms: whole, ns };
}

/** Orders two split instants: negative, zero, positive, as `Array.prototype.sort` wants it. */
export function compareParts(a: InstantParts, b: InstantParts): number {
  return a.ms - b.ms || a.ns - b.ns;
}
