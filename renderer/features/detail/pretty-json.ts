/**
 * Lays JSON text out over lines by moving white space only: every token stays as the record writes it, so that large
 * numbers, repeated keys and escapes are read as they are. Null for text that is not one balanced JSON value, or is cut.
 */
export function prettyJson(text: string): string | null {
  let out = '';
  let depth = 0;
  let before = '';
  const line = () => `\n${'  '.repeat(depth)}`;
  for (const [token] of text.matchAll(TOKEN)) {
    if (/^\s/.test(token)) continue;
    if (depth === 0 && before !== '') return null;
    if (token === '}' || token === ']') {
      depth -= 1;
      out += before === '{' || before === '[' ? token : line() + token;
    } else {
      const opens = token === '{' || token === '[';
      if (!opens && !VALUE.test(token) && token !== ',' && token !== ':') return null;
      if (before === '{' || before === '[' || before === ',') out += line();
      out += token === ':' ? ': ' : token;
      if (opens) depth += 1;
    }
    if (depth < 0) return null;
    before = token;
  }
  return depth === 0 && /^[{[]/.test(out) ? out : null;
}

/** Strings, punctuation, white space, and everything between. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|\s+|[^\s{}[\],:"]+|"/gs;

const VALUE = /^(?:"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|true|false|null)$/s;
