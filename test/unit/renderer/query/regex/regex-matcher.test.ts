import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRegex, RegexSyntaxError } from '../../../../../renderer/query/regex/parse-regex.js';
import { compileRegex } from '../../../../../renderer/query/regex/regex-program.js';
import { RegexMatcher } from '../../../../../renderer/query/regex/regex-matcher.js';

const letters = fc.constantFrom('a', 'b', 'A', 'B', '_', ' ', '-', '\n', '1', 'é', 'É', 'σ', '\u{1F600}');
const atom = fc.constantFrom(
  'a',
  'b',
  'B',
  '.',
  '^',
  '$',
  String.raw`\b`,
  String.raw`\B`,
  '[ab]',
  '[^a]',
  '[a-z1]',
  String.raw`\d`,
  String.raw`\W`,
  String.raw`\s`,
  'é',
  '\u{1F600}',
  String.raw`\u{1F600}`,
  String.raw`\x61`,
  String.raw`[\d_-]`,
  String.raw`\p{Lu}`,
  '',
);
const isAssertion = (source: string) => /^(?:\^|\$|\\[bB]|)$/.test(source);

/** Any expression of what is supported. */
const expression: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    atom,
    fc.array(tie('node'), { minLength: 2, maxLength: 4 }).map((parts) => parts.map((part) => `(?:${part})`).join('')),
    fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((parts) => `(${parts.join('|')})`),
    fc
      .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}', '*?'))
      .map(([part, times]) => (isAssertion(part) ? part : `(?:${part})${times}`)),
  ),
})).node;

/** The reference: JavaScript's own, asked at every character, since V8 also begins `\B` in the middle of a surrogate pair, which ECMA-262 22.2.7.2 does not. */
function foundByJavaScript(source: string, flags: string, text: string): boolean {
  const native = new RegExp(source, `${flags}y`);
  for (let at = 0; at <= text.length; at += (text.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1) {
    native.lastIndex = at;
    if (native.test(text)) return true;
  }
  return false;
}

describe('a regular expression', () => {
  it('finds what the one of JavaScript finds', () => {
    fc.assert(
      fc.property(
        expression,
        fc.array(fc.string({ unit: letters, maxLength: 10 }), { minLength: 1, maxLength: 5 }),
        (source, texts) => {
          const matcher = new RegexMatcher(source, false);
          for (const text of texts)
            expect([text, matcher.test(text)]).toEqual([text, foundByJavaScript(source, 'u', text)]);
        },
      ),
      { numRuns: 1500, examples: [[String.raw`\B`, ['a\u{1F600}a']]] },
    );
  });

  it('finds the same with letter case aside', () => {
    fc.assert(
      fc.property(
        expression.filter((source) => !/\\[pW]/.test(source)),
        fc.string({ unit: letters, maxLength: 10 }),
        (source, text) => {
          expect(new RegexMatcher(source, true).test(text)).toBe(foundByJavaScript(source, 'iu', text));
        },
      ),
      { numRuns: 1500 },
    );
  });

  it.each([
    ['(a+)+$', `${'a'.repeat(100_000)}b`],
    ['(a|aa)*c', 'a'.repeat(100_000)],
    ['(.*)*x(.*)*y', 'x'.repeat(100_000)],
    ['(a|b)*a(a|b){12}c', 'ab'.repeat(50_000)],
    ['([a-z]+)*\\d', 'abc '.repeat(25_000)],
  ])('%s never hangs', (source, text) => {
    const start = performance.now();
    expect(new RegexMatcher(source, false).test(text)).toBe(false);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('forgets states instead of filling the memory, and stays right', () => {
    const matcher = new RegexMatcher('(a|b)*a(a|b){14}c', false);
    let text = '';
    for (let seed = 1; text.length < 60_000; seed = (seed * 48_271) % 2_147_483_647)
      text += (seed & 64) === 0 ? 'a' : 'b';
    expect(matcher.test(text)).toBe(false);
    expect(matcher.test(`${text}a${'b'.repeat(14)}c`)).toBe(true);
  });

  it.each([
    ['(', 0],
    ['a)', 1],
    ['[a', 0],
    ['*a', 0],
    ['a{3,2}', 1],
    ['a{x', 1],
    ['a**', 2],
    ['^*', 1],
    [String.raw`\1`, 0],
    [String.raw`\q`, 0],
    [String.raw`\u12`, 0],
    [String.raw`\p{Nonsense}`, 0],
    ['(?<name>a)', 0],
    ['(?<!a)', 0],
    ['[z-a]', 1],
    ['a{5000}', 1],
    ['('.repeat(60), 50],
    ['x\\', 1],
  ])('%s is refused at its character', (source, at) => {
    try {
      compileRegex(parseRegex(source, false));
      expect.unreachable(source);
    } catch (error) {
      expect(error).toBeInstanceOf(RegexSyntaxError);
      expect((error as RegexSyntaxError).at).toBe(at);
    }
  });

  it('never fails otherwise', () => {
    const pieces = fc.constantFrom(...'()[]{}*+?|^$.\\-,:=!<12abdDpPux/'.split(''), '\ud800', '\u{1F600}');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 16 }), (parts) => {
        try {
          new RegexMatcher(parts.join(''), true).test('ab1\u{1F600}\ud800');
        } catch (error) {
          expect(error).toBeInstanceOf(RegexSyntaxError);
        }
      }),
      { numRuns: 5000 },
    );
  });
});
