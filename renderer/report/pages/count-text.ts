/** A count with its thousands told apart, the same on every machine: `10,146`. */
export function countText(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
