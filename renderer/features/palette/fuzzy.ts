/** Finding by typing a part: letters in order, wherever they stand; words begun, and gone on with, count most. */

const MATCH = 1;
const WORD_START = 8;
/** As much as a new word: else the beginnings of many words would outdo one word that was typed in full. */
const FOLLOWS = WORD_START;
const WHOLE_START = 4;
const GAP = 0.1;

/**
 * How well `typed` fits `text`, from 0; null where a letter is missing. Case and blanks of `typed` do not count. Of all
 * ways to place the letters the best one is taken.
 */
export function fuzzyScore(typed: string, text: string): number | null {
  const wanted = Array.from(typed.toLowerCase().replaceAll(/\s+/g, ''));
  const letters = Array.from(text.toLowerCase());
  if (wanted.length === 0) return 0;
  // best[at]: the best score of the letters so far when the last of them stands at `at`.
  let best: readonly (number | null)[] = letters.map((letter, at) =>
    letter === wanted[0] ? scoreAt(letters, at) : null,
  );
  for (const letter of wanted.slice(1)) {
    const next: (number | null)[] = [];
    let reached: number | null = null;
    for (const [at, here] of letters.entries()) {
      const before = best[at - 1] ?? null;
      // Placed further back: each letter between costs a little.
      if (reached !== null) reached -= GAP;
      if (at >= 2) reached = larger(reached, best[at - 2] ?? null);
      const placed = larger(before === null ? null : before + FOLLOWS, reached);
      next.push(here === letter && placed !== null ? placed + scoreAt(letters, at) : null);
    }
    best = next;
  }
  return best.reduce(larger, null);
}

/** The items that fit, best first; equals keep their order. Nothing typed keeps all. */
export function fuzzySearch<T>(typed: string, items: readonly T[], textOf: (item: T) => string): readonly T[] {
  return items
    .flatMap((item) => {
      const score = fuzzyScore(typed, textOf(item));
      return score === null ? [] : [{ item, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ item }) => item);
}

function scoreAt(letters: readonly string[], at: number): number {
  if (at === 0) return MATCH + WORD_START + WHOLE_START;
  return /[\s,:(-]/.test(letters[at - 1] ?? '') ? MATCH + WORD_START : MATCH;
}

function larger(a: number | null, b: number | null): number | null {
  if (a === null) return b;
  return b === null || a > b ? a : b;
}
