/** The same bytes received twice are two exhibits, both cited, whose records and events count once: those first received. */
export function firstReceipts<T extends { readonly sha256: string }>(exhibits: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return exhibits.filter(({ sha256 }) => !seen.has(sha256) && seen.add(sha256));
}
