import { parseRegex, RegexSyntaxError } from '../regex/parse-regex.js';
import { compileRegex } from '../regex/regex-program.js';
import { isKeyword, SPECIAL, type RangeOperator, type Span, type Value, type WildcardPart } from './syntax.js';

export type Token = Span &
  (
    | { readonly kind: 'open' | 'close' | 'colon' | 'and' | 'or' | 'not' | 'end' }
    | { readonly kind: 'compare'; readonly operator: RangeOperator }
    | { readonly kind: 'value'; readonly value: Value; readonly quoted: boolean }
  );

/** Text that cannot be cut into tokens or read as a query. Caught by `parseQuery`; no one else sees it. */
export class QuerySyntaxError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/**
 * Cuts query text into tokens, the last of kind `end`. Where a field name may stand, a word ends at `:`, `<` and `>`; after
 * `field:` and inside `field: ( )` it does not, so that `user.name: system:serviceaccount:web:default` needs no quotes.
 * Throws `QuerySyntaxError`.
 */
export function tokenizeQuery(text: string): readonly Token[] {
  const tokens: Token[] = [];
  /** For every open parenthesis: whether values stand inside. */
  const lists: boolean[] = [];
  let expectsValue = false;
  let at = skipBlank(text, 0);
  while (at < text.length) {
    const inValue = expectsValue || (lists.at(-1) ?? false);
    const token = readToken(text, at, inValue);
    if (token.kind === 'open') lists.push(inValue);
    if (token.kind === 'close') lists.pop();
    expectsValue = token.kind === 'colon' || token.kind === 'compare';
    tokens.push(token);
    at = skipBlank(text, token.end);
  }
  tokens.push({ kind: 'end', at: text.length, end: text.length });
  return tokens;
}

function readToken(text: string, at: number, inValue: boolean): Token {
  const character = text[at]!;
  if (character === '(') return { kind: 'open', at, end: at + 1 };
  if (character === ')') return { kind: 'close', at, end: at + 1 };
  if (character === '"') return readPhrase(text, at);
  if (!inValue) {
    if (character === ':') return { kind: 'colon', at, end: at + 1 };
    if (character === '<' || character === '>') {
      const operator = text[at + 1] === '=' ? (`${character}=` as const) : character;
      return { kind: 'compare', operator, at, end: at + operator.length };
    }
  }
  return readRegex(text, at) ?? readWord(text, at, inValue);
}

/**
 * A regular expression: from a slash to the next one that is neither escaped nor in brackets, if the word ends there. All
 * else that begins with a slash is a word: a path.
 */
function readRegex(text: string, at: number): Token | null {
  if (text[at] !== '/') return null;
  let isInClass = false;
  let end = at + 1;
  for (; end < text.length && (text[end] !== '/' || isInClass); end += 1) {
    if (text[end] === '\\') end += 1;
    else if (text[end] === '[') isInClass = true;
    else if (text[end] === ']') isInClass = false;
  }
  const source = text.slice(at + 1, end);
  const [, flags] = /^\/(i?)(?=[\s()]|$)/u.exec(text.slice(end, end + 3)) ?? [];
  if (flags === undefined || source === '') return null;
  const value: Value = { kind: 'regex', source, ignoreCase: flags === 'i' };
  try {
    // Compiled only to find what is wrong with it.
    compileRegex(parseRegex(source, value.ignoreCase));
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) throw error;
    throw new QuerySyntaxError(`In the regular expression: ${error.message}`, at + 1 + error.at);
  }
  return { kind: 'value', value, quoted: false, at, end: end + 1 + flags.length };
}

const PHRASE_ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', r: '\r', t: '\t' };

/** Between quotes a backslash before anything but `"`, `\`, `n`, `r`, `t` is itself. */
function readPhrase(text: string, at: number): Token {
  let value = '';
  for (let index = at + 1; index < text.length; index += 1) {
    const character = text[index]!;
    if (character === '"') {
      if (value === '') throw new QuerySyntaxError('Nothing stands between the quotes', at);
      return { kind: 'value', value: { kind: 'literal', text: value }, quoted: true, at, end: index + 1 };
    }
    const escaped = character === '\\' ? PHRASE_ESCAPES[text[index + 1] ?? ''] : undefined;
    if (escaped !== undefined) index += 1;
    value += escaped ?? character;
  }
  throw new QuerySyntaxError('This quote is never closed', at);
}

function readWord(text: string, at: number, inValue: boolean): Token {
  const parts = new WordParts();
  let index = at;
  for (; index < text.length; index += 1) {
    const character = text[index]!;
    const next = text[index + 1];
    if (character === '\\' && next !== undefined && (SPECIAL.test(next) || (next === '/' && index === at))) {
      index += 1;
      parts.literal(next);
    } else if (character === '*') parts.wildcard('any');
    else if (character === '?') parts.wildcard('one');
    else if (endsWord(character, inValue)) break;
    else parts.literal(character);
  }
  const word = text.slice(at, index);
  if (isKeyword(word)) return { kind: word.toLowerCase() as 'and' | 'or' | 'not', at, end: index };
  return { kind: 'value', value: parts.value(), quoted: false, at, end: index };
}

function endsWord(character: string, inValue: boolean): boolean {
  if (character === '(' || character === ')' || character === '"' || /\s/u.test(character)) return true;
  return !inValue && (character === ':' || character === '<' || character === '>');
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/u.test(text[at]!)) at += 1;
  return at;
}

/** Gathers a word, keeping the promises of `Value`. */
class WordParts {
  readonly #parts: WildcardPart[] = [];
  #text = '';

  literal(character: string): void {
    this.#text += character;
  }

  wildcard(kind: 'any' | 'one'): void {
    this.#flush();
    if (kind === 'any' && this.#parts.at(-1)?.kind === 'any') return;
    this.#parts.push({ kind });
  }

  value(): Value {
    if (this.#parts.length === 0) return { kind: 'literal', text: this.#text };
    this.#flush();
    return { kind: 'wildcard', parts: this.#parts };
  }

  #flush(): void {
    if (this.#text !== '') this.#parts.push({ kind: 'literal', text: this.#text });
    this.#text = '';
  }
}
