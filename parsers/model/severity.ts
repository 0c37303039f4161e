/** Words for the severity of a finding, on the scale from 0 to 10. */
const WORDS: ReadonlyMap<string, number> = new Map([
  ['informational', 1],
  ['info', 1],
  ['none', 0],
  ['negligible', 1],
  ['low', 3],
  ['medium', 5],
  ['moderate', 5],
  ['high', 7],
  ['critical', 9],
]);

/** The severity that a word stands for; null for a word without a place on the scale (`unknown`). */
export function severityOfWord(word: string | null): number | null {
  return word === null ? null : (WORDS.get(word.toLowerCase()) ?? null);
}
