/** Orders texts by UTF-16 units, the same on every machine, as `Array.prototype.sort` wants it. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
