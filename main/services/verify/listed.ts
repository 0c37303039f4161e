/** Faults as one sentence: the first five, and how many more there are. */
export function listed(faults: readonly string[]): string {
  const more = faults.length - 5;
  return `${faults.slice(0, 5).join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}
