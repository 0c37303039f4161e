export type Compare = (a: number, b: number) => number;

/** The same rows in order; those that are in order already, as most are, are given back as they are. */
export function sorted(rows: Uint32Array, compare: Compare): Uint32Array {
  for (let index = 1; index < rows.length; index += 1) {
    if (compare(rows[index - 1]!, rows[index]!) > 0) return rows.toSorted(compare);
  }
  return rows;
}
