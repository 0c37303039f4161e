import { foldCase, tokenise } from '../db/tokens.js';
import type { Value } from './language/syntax.js';

/** Literal text (folded) or, as null, any one character. */
type Unit = string | null;

/** Where a match may begin and end. */
type Anchor = (folded: string, at: number) => boolean;

/** Not in the middle of a word: `_`, letters and numbers hold together, as in the token index. */
const atWordEdge: Anchor = (folded, at) =>
  at === 0 || at === folded.length || !(isWordAt(folded, previous(folded, at)) && isWordAt(folded, at));
const atStart: Anchor = (_folded, at) => at === 0;
const atEnd: Anchor = (folded, at) => at === folded.length;

/**
 * A value of a query, ready to be compared with folded text (`foldCase`). `*` is any text, `?` one character. Matching
 * takes the leftmost place of every literal between two `*`, so its cost grows with the text and never explodes.
 */
export class TextPattern {
  /** What stands between the `*`; at least one. */
  readonly #segments: readonly (readonly Unit[])[];
  readonly #openStart: boolean;
  readonly #openEnd: boolean;
  /** Tokens that every matching text holds whole, each once. */
  readonly tokens: readonly string[];
  /** True where a text holds the pattern exactly if it holds the one token in `tokens`. */
  readonly isToken: boolean;

  constructor(value: Exclude<Value, { readonly kind: 'regex' }>) {
    const parts = value.kind === 'literal' ? [{ kind: 'literal' as const, text: value.text }] : value.parts;
    this.#openStart = parts[0]?.kind === 'any';
    this.#openEnd = parts.at(-1)?.kind === 'any';
    const segments: Unit[][] = [[]];
    for (const part of parts) {
      if (part.kind === 'any') segments.push([]);
      else segments.at(-1)!.push(part.kind === 'one' ? null : foldCase(part.text));
    }
    this.#segments = segments.filter((segment) => segment.length > 0);
    if (this.#segments.length === 0) throw new TypeError('a pattern of nothing but * is no pattern');
    this.tokens = this.#wholeTokens();
    this.isToken = value.kind === 'literal' && this.tokens.length === 1 && this.tokens[0] === foldCase(value.text);
  }

  /** True where the pattern covers the whole text. */
  isWhole(folded: string): boolean {
    return this.#matches(folded, atStart, atEnd);
  }

  /** True where the text holds the pattern, beginning and ending at the edge of a word unless a `*` stands there. */
  isWithin(folded: string): boolean {
    return this.#matches(folded, atWordEdge, atWordEdge);
  }

  #matches(folded: string, begins: Anchor, ends: Anchor): boolean {
    let from = 0;
    for (let index = 0; index < this.#segments.length; index += 1) {
      const bound = index === 0 && !this.#openStart;
      const closed = index === this.#segments.length - 1 && !this.#openEnd;
      const lastStart = bound && begins === atStart ? 0 : folded.length;
      from = find(
        this.#segments[index]!,
        folded,
        from,
        lastStart,
        (at, end) => (!bound || begins(folded, at)) && (!closed || ends(folded, end)),
      );
      if (from < 0) return false;
    }
    return true;
  }

  /** A token at the side of a `*` or `?` may be part of a longer one; all others are whole. */
  #wholeTokens(): readonly string[] {
    const whole = new Set<string>();
    this.#segments.forEach((segment, index) => {
      segment.forEach((unit, place) => {
        if (unit === null) return;
        const closedStart = place === 0 && index === 0 && !this.#openStart;
        const closedEnd = place === segment.length - 1 && index === this.#segments.length - 1 && !this.#openEnd;
        const tokens: string[] = [];
        tokenise(unit, (token) => tokens.push(token));
        if (!closedStart && isWordAt(unit, 0)) tokens.shift();
        if (!closedEnd && isWordAt(unit, previous(unit, unit.length))) tokens.pop();
        for (const token of tokens) whole.add(token);
      });
    });
    return [...whole];
  }
}

/** End of the leftmost acceptable match that begins in `from..lastStart`, or -1. */
function find(
  segment: readonly Unit[],
  text: string,
  from: number,
  lastStart: number,
  accepts: (at: number, end: number) => boolean,
): number {
  const [first] = segment;
  for (let at = from; at <= lastStart; at += widthAt(text, at)) {
    if (typeof first === 'string' && lastStart > 0) {
      at = text.indexOf(first, at);
      if (at < 0) return -1;
    }
    const end = matchAt(segment, text, at);
    if (end >= 0 && accepts(at, end)) return end;
  }
  return -1;
}

function matchAt(segment: readonly Unit[], text: string, start: number): number {
  let at = start;
  for (const unit of segment) {
    if (unit === null) {
      if (at >= text.length) return -1;
      at += widthAt(text, at);
    } else if (text.startsWith(unit, at)) at += unit.length;
    else return -1;
  }
  return at;
}

/** UTF-16 units of the character at a place. */
function widthAt(text: string, at: number): number {
  const code = text.codePointAt(at);
  return code !== undefined && code > 0xff_ff ? 2 : 1;
}

/** Start of the character that ends at `at`. */
function previous(text: string, at: number): number {
  return at > 1 && widthAt(text, at - 2) === 2 ? at - 2 : at - 1;
}

function isWordAt(text: string, at: number): boolean {
  const code = text.codePointAt(at);
  if (code === undefined) return false;
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95;
  return /^[\p{L}\p{N}]$/u.test(String.fromCodePoint(code));
}
