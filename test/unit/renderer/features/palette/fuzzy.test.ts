import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMAND_IDS, commandOf } from '../../../../../renderer/commands/command-table.js';
import { fuzzyScore, fuzzySearch } from '../../../../../renderer/features/palette/fuzzy.js';

const WORDS = ['Undo the last act', 'Redo what was undone', 'Import evidence', 'Export the events shown', 'Time line'];
const find = (typed: string) => fuzzySearch(typed, WORDS, (word) => word);

describe('finding by typing a part', () => {
  it('puts beginnings of words first', () => {
    expect(find('und')).toEqual(['Undo the last act', 'Redo what was undone']);
    expect(find('tl')[0]).toBe('Time line');
    expect(find('expev')[0]).toBe('Export the events shown');
  });

  it.each(COMMAND_IDS.map((id) => commandOf(id).words))('finds first what is typed in full: %s', (words) => {
    expect(fuzzySearch(words, COMMAND_IDS, (id) => `${commandOf(id).words}, ${commandOf(id).group}`)[0]).toSatisfy(
      (id: (typeof COMMAND_IDS)[number]) => commandOf(id).words === words,
    );
  });

  it('needs every letter, in order', () => {
    expect(find('xyz')).toEqual([]);
    expect(fuzzyScore('ba', 'abc')).toBeNull();
    expect(fuzzyScore('aab', 'ab')).toBeNull();
  });

  it('keeps everything in order where nothing is typed', () => {
    expect(find('  ')).toEqual(WORDS);
  });

  it('takes the best of all ways to place the letters', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 8 });
    const typed = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(typed, text, (letters, words) => {
        const scores = placements(letters, words).map((at) => scoreOf(at, words));
        const best = scores.length === 0 ? null : Math.max(...scores);
        const found = fuzzyScore(letters, words);
        if (best === null || found === null) expect(found).toBe(best);
        else expect(found).toBeCloseTo(best, 9);
      }),
    );
  });
});

/** Every way to find the letters in order. */
function placements(letters: string, text: string, from = 0): readonly (readonly number[])[] {
  if (letters === '') return [[]];
  return Array.from(text).flatMap((letter, at) =>
    at >= from && letter === letters[0] ? placements(letters.slice(1), text, at + 1).map((rest) => [at, ...rest]) : [],
  );
}

/** Plainly: a point each, eight at the start of a word or next to the one before, four more at the start of all, a tenth off for each letter more between. */
function scoreOf(places: readonly number[], text: string): number {
  return places.reduce((score, at, index) => {
    const start = at === 0 ? 12 : text[at - 1] === ' ' ? 8 : 0;
    const before = places[index - 1];
    const gap = before === undefined ? 0 : before === at - 1 ? 8 : -0.1 * (at - before - 2);
    return score + 1 + start + gap;
  }, 0);
}
