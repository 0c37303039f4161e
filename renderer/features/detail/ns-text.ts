const UNITS: readonly (readonly [string, bigint])[] = [
  ['d', 86_400_000_000_000n],
  ['h', 3_600_000_000_000n],
  ['min', 60_000_000_000n],
  ['s', 1_000_000_000n],
  ['ms', 1_000_000n],
  ['µs', 1000n],
  ['ns', 1n],
];

/** A length of time in nanoseconds, exactly: `1 h 30 min`, `+2 h`. */
export function nsText(ns: bigint, isSigned: boolean): string {
  const sign = isSigned ? (ns < 0n ? '−' : '+') : '';
  let rest = ns < 0n ? -ns : ns;
  const parts: string[] = [];
  for (const [name, size] of UNITS) {
    if (rest >= size) parts.push(`${rest / size} ${name}`);
    rest %= size;
  }
  return `${sign}${parts.length === 0 ? '0 s' : parts.join(' ')}`;
}
