import { expect, test } from 'vitest';
import { beginningOf, cutText } from '../../../../renderer/ui/cut-text.js';

test('text is cut between characters and says so', () => {
  expect(cutText('short', 5)).toBe('short');
  expect(cutText('longer', 5)).toBe('long…');
  expect(cutText('two words', 5)).toBe('two…');
  expect(cutText('abc\u{1f468}d', 5)).toBe('abc…');
  expect(beginningOf('abc\u{1f468}d', 4)).toBe('abc');
  expect(beginningOf('abc\u{1f468}d', 5)).toBe('abc\u{1f468}');
});
