import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldCase, tokenise } from '../../../../renderer/db/tokens.js';
import { parseQuery } from '../../../../renderer/query/language/parser.js';
import { TextPattern } from '../../../../renderer/query/text-pattern.js';
import { toExpression } from './plain-scan.js';

function pattern(text: string): TextPattern {
  const parsed = parseQuery(text);
  if (!parsed.ok || parsed.query.type !== 'text' || parsed.query.value.kind === 'regex') {
    throw new TypeError(`no value: ${text}`);
  }
  return new TextPattern(parsed.query.value);
}

describe('a text pattern', () => {
  it.each([
    ['curl', 'Command=CURL http', true],
    ['curl', 'libcurl', false],
    ['*curl*', 'libcurl4', true],
    ['curl*', 'curl_easy', true],
    ['curl*', 'libcurl', false],
    ['"-rf /"', 'rm -rf /etc', true],
    ['/etc/*shadow', 'cat /etc/pam/shadow', true],
    ['/etc/*shadow', 'cat /etc/pam/shadows', false],
    ['b?d', 'a bed', true],
    ['b?d', 'a b\u{1F600}d', true],
    ['b?d', 'abed', false],
    ['naïve', 'NAÏVE', true],
  ])('%s within %s: %s', (text, value, expected) => {
    expect(pattern(text).isWithin(foldCase(value))).toBe(expected);
  });

  it.each([
    ['pod-*', 'Pod-7', true],
    ['pod-*', 'a pod-7', false],
    ['*.internal', 'node.internal', true],
    ['a?', 'a', false],
    ['a?', 'ab', true],
    ['*b?', 'abab', false],
    ['*b?', 'ababa', true],
    ['a*a', 'a', false],
  ])('%s as the whole of %s: %s', (text, value, expected) => {
    expect(pattern(text).isWhole(foldCase(value))).toBe(expected);
  });

  it('stays quick where many stars find no end', () => {
    const start = performance.now();
    expect(pattern('*a*a*a*a*a*a*b').isWithin('a'.repeat(200_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(200);
  });

  it('agrees with regular expressions, and its tokens are in every match', () => {
    const letters = fc.constantFrom('a', 'B', '-', ' ', '\u{1F600}', '\u{10400}', 'é', '_');
    const wanted = fc.string({ unit: fc.oneof(letters, fc.constantFrom('*', '?', '*')), minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(wanted, fc.string({ unit: letters, maxLength: 12 }), (query, text) => {
        const parsed = parseQuery(query.replaceAll(' ', String.raw`\ `));
        fc.pre(parsed.ok && parsed.query.type === 'text');
        if (!parsed.ok || parsed.query.type !== 'text' || parsed.query.value.kind === 'regex') return;
        const made = new TextPattern(parsed.query.value);
        const folded = foldCase(text);
        const tokens = new Set<string>();
        tokenise(text, (token) => tokens.add(token));
        const within = made.isWithin(folded);
        const whole = made.isWhole(folded);
        expect(within).toBe(toExpression(parsed.query.value, false).test(folded));
        expect(whole).toBe(toExpression(parsed.query.value, true).test(folded));
        if (within || whole) expect([...tokens]).toEqual(expect.arrayContaining([...made.tokens]));
        if (made.isToken) expect(within).toBe(tokens.has(made.tokens[0]!));
      }),
      { numRuns: 1500 },
    );
  });
});
