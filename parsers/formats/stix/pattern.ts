/** A comparison with what a value must equal: `path = 'x'`, `path IN ('x', 'y')`. */
const EXACT = /(?:=|\bIN)\s{0,20}(\(?(?:\s{0,20},?\s{0,20}'(?:[^'\\]|\\.){0,4096}'){1,1000})/g;
const LITERAL = /'((?:[^'\\]|\\.){0,4096})'/g;

/**
 * Values that a pattern asks for exactly; what it compares otherwise (LIKE, MATCHES, ranges, `!=`) stays in the pattern.
 * Specification: STIX 2.1, section 9.
 */
export function patternValues(pattern: string): readonly string[] {
  const values: string[] = [];
  for (const { 1: list = '', index } of pattern.matchAll(EXACT)) {
    if (
      /[!<>]$/.test(pattern.slice(Math.max(0, index - 1), index)) ||
      /\bNOT\s*$/.test(pattern.slice(Math.max(0, index - 8), index))
    )
      continue;
    for (const { 1: literal = '' } of list.matchAll(LITERAL)) values.push(literal.replace(/\\(.)/gs, '$1'));
  }
  return values;
}
