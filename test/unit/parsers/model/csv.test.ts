import { expect, test } from 'vitest';
import { csvLine, csvText } from '../../../../parsers/model/csv.js';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+2', "'=1+2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  [' -cmd', "' -cmd"],
  ['a\u202eb', 'a‹U+202E›b'],
])('%j', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});

test('numbers are never led by an apostrophe', () => {
  expect(csvText([[-1, null, true, 'x']])).toBe('-1,,true,x\r\n');
});
