import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../../../renderer/query/language/parser.js';
import { printQuery } from '../../../../../renderer/query/language/printer.js';
import { anyQuery, withoutSpans } from './queries.js';

/** The query as the parser understood it, printed; or what it complains about, with the place. */
function understood(text: string): string {
  const parsed = parseQuery(text);
  return parsed.ok ? printQuery(parsed.query) : `${parsed.problem.at}: ${parsed.problem.message}`;
}

describe('a query', () => {
  it.each([
    ['', '*'],
    ['   ', '*'],
    ['curl', 'curl'],
    ['curl http', 'curl and http'],
    ['a and b or c and not d', 'a and b or c and not d'],
    ['a and (b or c)', 'a and (b or c)'],
    ['a or (b or c)', 'a or b or c'],
    ['NOT (a AND b)', 'not (a and b)'],
    ['not not a', 'not not a'],
    ['"rm -rf /"', '"rm -rf /"'],
    ['"curl"', 'curl'],
    ['"and"', '"and"'],
    [String.raw`"a \"b\" c:\windows\new"`, String.raw`"a \"b\" c:\\windows\new"`],
    [
      'container.id: 3f2a* and process.args: *curl* and not exhibit.outcome: prevented',
      'container.id: 3f2a* and process.args: *curl* and not exhibit.outcome: prevented',
    ],
    ['Container.ID:3f2a', 'container.id: 3f2a'],
    ['user.name: system:serviceaccount:web:default', 'user.name: "system:serviceaccount:web:default"'],
    ['user.name: (alice or bob carol)', 'user.name: alice or user.name: bob and user.name: carol'],
    ['user.name: (system:admin or not (a:b))', 'user.name: "system:admin" or not user.name: "a:b"'],
    ['not user.name: (a or b)', 'not (user.name: a or user.name: b)'],
    ['host.name: *', 'host.name: *'],
    ['host.name: **', 'host.name: *'],
    ['host.name: "*"', 'host.name: "*"'],
    [String.raw`host.name: \*`, 'host.name: "*"'],
    [String.raw`process.args: *a\ b?`, String.raw`process.args: *a\ b?`],
    ['exhibit.severity >= 5', 'exhibit.severity >= 5'],
    ['exhibit.severity<5 curl', 'exhibit.severity < 5 and curl'],
    ['source.ip: fe80::1', 'source.ip: "fe80::1"'],
    ['command=curl', 'command=curl'],
    ['/etc/passwd', '"/etc/passwd"'],
    ['/etc/*shadow', String.raw`\/etc/*shadow`],
    ['/tmp/a or /tmp/b', '"/tmp/a" or "/tmp/b"'],
    ['/curl|wget/', '/curl|wget/'],
    [String.raw`process.name: /^(ba|z)?sh$/i and /a\/b [/]/`, String.raw`process.name: /^(ba|z)?sh$/i and /a\/b [/]/`],
    ['process.name: (/a/ or /b/i c)', 'process.name: /a/ or process.name: /b/i and process.name: c'],
    ['source.ip: 10.0.0.0/8', 'source.ip: 10.0.0.0/8'],
    ['@timestamp >= 2026-10-14T09:00', '@timestamp >= "2026-10-14T09:00"'],
    ['@TIMESTAMP: "2026-10-14 09:00Z"', '@timestamp: "2026-10-14 09:00Z"'],
    ['not @timestamp: *', 'not @timestamp: *'],
    ['@timestamp: (2026-10-14 or 2026-10-16)', '@timestamp: "2026-10-14" or @timestamp: "2026-10-16"'],
  ])('%s', (text, expected) => {
    expect(understood(text)).toBe(expected);
  });

  it.each([
    ['contianer.id: x', '0: There is no field "contianer.id"; did you mean container.id?'],
    ['a and image.name: x', '6: There is no field "image.name"; did you mean container.image.name?'],
    ['http://example', '0: There is no field "http"; text that holds a colon or an angle bracket stands in quotes'],
    ['(a or b', '0: This parenthesis is never closed'],
    ['a)', '1: This parenthesis was never opened'],
    ['()', '1: Something is missing before this parenthesis'],
    ['a "b', '2: This quote is never closed'],
    ['a and', '5: The query ends too early'],
    ['or a', '0: Something is missing before "or"; the word itself stands in quotes'],
    ['host.name:', '10: A value is missing after host.name:'],
    ['host.name: (a', '11: This parenthesis is never closed'],
    [': a', '0: A field name is missing before this colon; a text that holds one stands in quotes'],
    ['exhibit.severity > high', '19: > compares with a number, such as exhibit.severity > 5'],
    ['"host.name": a', '0: A field name stands without quotes'],
    ['host.*: a', '0: A field name takes no wildcards'],
    ['host.name: ""', '11: Nothing stands between the quotes'],
    ['a and /b(c/', '8: In the regular expression: This parenthesis is never closed'],
    [String.raw`/(a)\1/`, '4: In the regular expression: References to an earlier group are not supported'],
    ['/(?=a)/', '1: In the regular expression: Groups that look around, or have names or flags, are not supported'],
    ['/(a{900}){900}/', '1: In the regular expression: This regular expression is too large; use fewer repetitions'],
    ['source.ip: 10.0.0.0/33', '11: A network is written like 10.0.0.0/8 or "fe80::/10"'],
    ['@timestamp > yesterday', '13: A time is written like "2026-10-14T09:00", in UTC, or "2026-10-14T09:00+02:00"'],
    ['@timestamp: 2026-02-30', '12: A time is written like "2026-10-14T09:00", in UTC, or "2026-10-14T09:00+02:00"'],
  ])('%s is refused', (text, expected) => {
    expect(understood(text)).toBe(expected);
  });

  it('is printed so that it reads back the same', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const parsed = parseQuery(printQuery(query));
        expect(parsed.ok && withoutSpans(parsed.query)).toEqual(withoutSpans(query));
      }),
      { numRuns: 2000 },
    );
  });

  it('never crashes, and points into the text', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      ':',
      '"',
      '\\',
      '*',
      '?',
      '<',
      '>=',
      ' ',
      'and',
      'or ',
      'not ',
      'host.name',
      'a',
      '\u202e',
      '\ud800',
      '\n',
    );
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const parsed = parseQuery(text);
        if (parsed.ok) {
          expect(parseQuery(printQuery(parsed.query)).ok).toBe(true);
          return;
        }
        expect(parsed.problem.message).not.toBe('');
        expect(parsed.problem.at).toBeGreaterThanOrEqual(0);
        expect(parsed.problem.at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['parentheses', '('.repeat(9_000)],
    ['negations', 'not '.repeat(4_000)],
    ['words', 'a '.repeat(9_000)],
    ['wildcards', '*?'.repeat(9_000)],
    ['a name', `${'x'.repeat(19_000)}: y`],
    ['length', 'a'.repeat(100_000)],
  ])('of many %s is answered at once', (_what, text) => {
    const start = performance.now();
    parseQuery(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('knows where its parts stand', () => {
    const parsed = parseQuery('a and host.name: "b c"');
    expect(parsed).toMatchObject({
      query: {
        at: 0,
        end: 22,
        nodes: [
          { at: 0, end: 1 },
          { at: 6, end: 22 },
        ],
      },
    });
  });
});
