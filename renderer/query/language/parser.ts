/**
 * The query language, described for people in `docs/query-language.md`.
 *
 *     query  = [ or ]
 *     or     = and { "or" and }
 *     and    = not { [ "and" ] not }
 *     not    = "not" not | term
 *     term   = "(" or ")" | field ":" ( value | "(" list ")" ) | field ( "<" | "<=" | ">" | ">=" ) number | value
 *            | "@timestamp" ( ":" ( time | "(" list ")" ) | ( "<" | "<=" | ">" | ">=" ) time )
 *     list   = the same as `or`, with values for terms
 */
import { FIELDS, type FieldName } from '../../../parsers/model/fields.js';
import type { QueryProblem } from '../spec.js';
import { findField, nearFields } from './field-names.js';
import { QuerySyntaxError, tokenizeQuery, type Token } from './lexer.js';
import { parseNetwork } from '../ip-network.js';
import { parseTimeLiteral } from './time-literal.js';
import { DECIMAL, join, TIME_FIELD, type QueryNode, type RangeOperator, type Span, type Value } from './syntax.js';

/** Longer text is no query typed or built by a person. */
const MAX_LENGTH = 20_000;
const MAX_DEPTH = 100;

export type ParsedQuery =
  | { readonly ok: true; readonly query: QueryNode }
  | { readonly ok: false; readonly problem: QueryProblem };

/** Reads query text. Malformed text is a value that points at the character. Blank text asks for everything. */
export function parseQuery(text: string): ParsedQuery {
  try {
    if (text.length > MAX_LENGTH) {
      throw new QuerySyntaxError(`The query is longer than ${MAX_LENGTH} characters`, MAX_LENGTH);
    }
    return { ok: true, query: new Parser(tokenizeQuery(text)).query() };
  } catch (error) {
    if (!(error instanceof QuerySyntaxError)) throw error;
    return { ok: false, problem: { message: error.message, at: error.at } };
  }
}

/** Reads one term: a term of the query, or a value of a list. */
type TermReader = (this: void) => QueryNode;

class Parser {
  readonly #tokens: readonly Token[];
  #position = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  query(): QueryNode {
    const first = this.#peek();
    if (first.kind === 'end') return { type: 'everything', at: first.at, end: first.end };
    const node = this.#or(this.#term);
    const rest = this.#peek();
    if (rest.kind === 'end') return node;
    if (rest.kind === 'close') throw new QuerySyntaxError('This parenthesis was never opened', rest.at);
    throw misplaced(rest);
  }

  #or(term: TermReader): QueryNode {
    const nodes = [this.#and(term)];
    while (this.#take('or')) nodes.push(this.#and(term));
    return join('or', nodes);
  }

  #and(term: TermReader): QueryNode {
    const nodes = [this.#not(term)];
    while (this.#take('and') || beginsTerm(this.#peek())) nodes.push(this.#not(term));
    return join('and', nodes);
  }

  #not(term: TermReader): QueryNode {
    const { at } = this.#peek();
    if (!this.#take('not')) return this.#peek().kind === 'open' ? this.#group(term) : term();
    return this.#nested(at, () => {
      const node = this.#not(term);
      return { type: 'not', node, at, end: node.end };
    });
  }

  #group(term: TermReader): QueryNode {
    const open = this.#next();
    return this.#nested(open.at, () => {
      const node = this.#or(term);
      if (!this.#take('close')) {
        const rest = this.#peek();
        if (rest.kind === 'end') throw new QuerySyntaxError('This parenthesis is never closed', open.at);
        throw misplaced(rest);
      }
      return node;
    });
  }

  readonly #term: TermReader = () => {
    const token = this.#next();
    if (token.kind !== 'value') throw misplaced(token);
    const operator = this.#peek();
    if ((operator.kind === 'colon' || operator.kind === 'compare') && isTimeField(token)) return this.#time(token);
    if (operator.kind === 'colon') {
      const field = fieldOf(token);
      this.#next();
      const value = () => this.#listValue(field, token);
      return this.#peek().kind === 'open' ? this.#group(value) : value();
    }
    if (operator.kind === 'compare') {
      const field = fieldOf(token);
      this.#next();
      const bound = this.#next();
      if (bound.kind !== 'value' || bound.value.kind !== 'literal' || !DECIMAL.test(bound.value.text)) {
        throw new QuerySyntaxError(
          `${operator.operator} compares with a number, such as ${field} ${operator.operator} 5`,
          bound.at,
        );
      }
      return {
        type: 'range',
        field,
        operator: operator.operator,
        bound: bound.value.text,
        at: token.at,
        end: bound.end,
      };
    }
    if (isAny(token.value)) return { type: 'everything', at: token.at, end: token.end };
    return { type: 'text', value: token.value, at: token.at, end: token.end };
  };

  #time(name: Span): QueryNode {
    const operator = this.#next();
    const compare = operator.kind === 'compare' ? operator.operator : ':';
    const value = () => this.#timeValue(name, compare);
    return compare === ':' && this.#peek().kind === 'open' ? this.#group(value) : value();
  }

  #timeValue(name: Span, operator: RangeOperator | ':'): QueryNode {
    const token = this.#next();
    const span = { at: name.at, end: token.end };
    if (token.kind === 'value' && operator === ':' && isAny(token.value)) {
      return { type: 'time', operator, written: '*', from: null, to: null, ...span };
    }
    const written = token.kind === 'value' && token.value.kind === 'literal' ? token.value.text : '';
    const covered = parseTimeLiteral(written);
    if (covered === null) {
      throw new QuerySyntaxError(
        'A time is written like "2026-10-14T09:00", in UTC, or "2026-10-14T09:00+02:00"',
        token.at,
      );
    }
    const { from, to } = covered;
    switch (operator) {
      case ':':
        return { type: 'time', operator, written, from, to, ...span };
      case '<':
        return { type: 'time', operator, written, from: null, to: from, ...span };
      case '<=':
        return { type: 'time', operator, written, from: null, to, ...span };
      case '>':
        return { type: 'time', operator, written, from: to, to: null, ...span };
      case '>=':
        return { type: 'time', operator, written, from, to: null, ...span };
    }
  }

  #listValue(field: FieldName, name: Span): QueryNode {
    const token = this.#next();
    if (token.kind !== 'value') {
      if (token.kind === 'end' || token.kind === 'close') {
        throw new QuerySyntaxError(`A value is missing after ${field}:`, token.at);
      }
      throw misplaced(token);
    }
    const span = { at: name.at, end: token.end };
    if (isAny(token.value)) return { type: 'exists', field, ...span };
    if (FIELDS[field].type === 'ip' && token.value.kind === 'literal' && token.value.text.includes('/')) {
      if (parseNetwork(token.value.text) === null) {
        throw new QuerySyntaxError('A network is written like 10.0.0.0/8 or "fe80::/10"', token.at);
      }
    }
    return { type: 'field', field, value: token.value, ...span };
  }

  #nested(at: number, read: () => QueryNode): QueryNode {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH)
      throw new QuerySyntaxError(`More than ${MAX_DEPTH} levels of parentheses and "not"`, at);
    const node = read();
    this.#depth -= 1;
    return node;
  }

  #peek(): Token {
    return this.#tokens[Math.min(this.#position, this.#tokens.length - 1)]!;
  }

  #next(): Token {
    const token = this.#peek();
    this.#position += 1;
    return token;
  }

  #take(kind: Token['kind']): boolean {
    if (this.#peek().kind !== kind) return false;
    this.#position += 1;
    return true;
  }
}

function beginsTerm(token: Token): boolean {
  return token.kind === 'value' || token.kind === 'open' || token.kind === 'not';
}

function isAny(value: Value): boolean {
  return value.kind === 'wildcard' && value.parts.every((part) => part.kind === 'any');
}

function isTimeField(token: Token & { readonly kind: 'value' }): boolean {
  return !token.quoted && token.value.kind === 'literal' && token.value.text.toLowerCase() === TIME_FIELD;
}

function fieldOf(token: Token & { readonly kind: 'value' }): FieldName {
  if (token.quoted) throw new QuerySyntaxError('A field name stands without quotes', token.at);
  if (token.value.kind === 'regex') throw new QuerySyntaxError('A field name is no regular expression', token.at);
  if (token.value.kind === 'wildcard') throw new QuerySyntaxError('A field name takes no wildcards', token.at);
  const name = token.value.text;
  const field = findField(name);
  if (field !== null) return field;
  const near = nearFields(name);
  const advice =
    near.length > 0
      ? `did you mean ${near.join(' or ')}?`
      : 'text that holds a colon or an angle bracket stands in quotes';
  throw new QuerySyntaxError(`There is no field "${shorten(name)}"; ${advice}`, token.at);
}

function shorten(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}...` : name;
}

/** A token where a term should begin, or one that nothing can take. */
function misplaced(token: Token): QuerySyntaxError {
  return new QuerySyntaxError(MISPLACED[token.kind], token.at);
}

const MISPLACED: { readonly [K in Token['kind']]: string } = {
  open: 'A parenthesis cannot stand here',
  close: 'Something is missing before this parenthesis',
  colon: 'A field name is missing before this colon; a text that holds one stands in quotes',
  compare: 'A field name is missing before this sign; a text that holds one stands in quotes',
  and: 'Something is missing before "and"; the word itself stands in quotes',
  or: 'Something is missing before "or"; the word itself stands in quotes',
  not: '"not" cannot stand here; the word itself stands in quotes',
  value: 'This value cannot stand here',
  end: 'The query ends too early',
};
