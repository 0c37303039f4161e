/** Units of written lengths of time, longest first; the first name of each is the one that is printed. */
const UNITS: readonly (readonly [names: readonly string[], ns: bigint])[] = [
  [['d', 'day', 'days'], 86_400_000_000_000n],
  [['h', 'hour', 'hours'], 3_600_000_000_000n],
  [['min', 'm', 'minute', 'minutes'], 60_000_000_000n],
  [['s', 'sec', 'second', 'seconds'], 1_000_000_000n],
  [['ms'], 1_000_000n],
  [['µs', 'us', 'μs'], 1000n],
  [['ns'], 1n],
];

/** A length of time in nanoseconds, exactly: `1 h 30 min`, `+2 h`. */
export function nsText(ns: bigint, isSigned: boolean): string {
  const sign = isSigned ? (ns < 0n ? '−' : '+') : '';
  let rest = ns < 0n ? -ns : ns;
  const parts: string[] = [];
  for (const [[name], size] of UNITS) {
    if (rest >= size) parts.push(`${rest / size} ${name}`);
    rest %= size;
  }
  return `${sign}${parts.length === 0 ? '0 s' : parts.join(' ')}`;
}

/**
 * Reads a length of time as a person types it: `-1.5 s`, `+2h 3min`, `268 d`. A sign in front holds for all of it. Null where
 * it is none, names no unit, or is finer than a nanosecond.
 */
export function parseDuration(text: string): bigint | null {
  const written = /^([+\-−]?)\s*((?:\d+(?:\.\d+)?\s*[a-zµμ]+\s*)+)$/u.exec(text.trim().toLowerCase());
  if (written === null) return null;
  let sum = 0n;
  for (const [, whole = '', fraction = '', name = ''] of (written[2] ?? '').matchAll(
    /(\d+)(?:\.(\d+))?\s*([a-zµμ]+)/gu,
  )) {
    const size = UNITS.find(([names]) => names.includes(name))?.[1];
    if (size === undefined) return null;
    const scale = 10n ** BigInt(fraction.length);
    const ns = BigInt(whole + fraction) * size;
    if (ns % scale !== 0n) return null;
    sum += ns / scale;
  }
  return written[1] === '' || written[1] === '+' ? sum : -sum;
}
