import type { FieldName } from '../../../parsers/model/fields.js';
import type { InstantParts } from '../../../parsers/model/time.js';

/** Characters of the query text, half-open. */
export interface Span {
  readonly at: number;
  readonly end: number;
}

export type WildcardPart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'one' };

/** What is looked for. Quoted and unquoted text mean the same, except that wildcards work only outside quotes. */
export type Value =
  | { readonly kind: 'literal'; readonly text: string }
  /** Literals are never empty and never adjacent, nor are two `any`. */
  | { readonly kind: 'wildcard'; readonly parts: readonly WildcardPart[] }
  /** A regular expression that `RegexMatcher` accepts, as written between the slashes. */
  | { readonly kind: 'regex'; readonly source: string; readonly ignoreCase: boolean };

export type RangeOperator = '<' | '<=' | '>' | '>=';

/**
 * A parsed query. `and` and `or` have at least two nodes, none of their own kind. A value list `field: (a or b)` is
 * written out as `field: a or field: b`.
 */
export type QueryNode = Span &
  (
    | { readonly type: 'everything' }
    | { readonly type: 'text'; readonly value: Value }
    | { readonly type: 'field'; readonly field: FieldName; readonly value: Value }
    | { readonly type: 'exists'; readonly field: FieldName }
    | {
        readonly type: 'range';
        readonly field: FieldName;
        readonly operator: RangeOperator;
        /** Decimal number as typed. */
        readonly bound: string;
      }
    | {
        readonly type: 'time';
        readonly operator: RangeOperator | ':';
        /** Time as typed; `*` for any. */
        readonly written: string;
        /** The effective times that are meant, half-open; null without end. */
        readonly from: InstantParts | null;
        readonly to: InstantParts | null;
      }
    | { readonly type: 'not'; readonly node: QueryNode }
    | { readonly type: 'and' | 'or'; readonly nodes: readonly QueryNode[] }
  );

/** Joins nodes with `and` or `or`, taking in nodes of the same kind. At least one node. */
export function join(type: 'and' | 'or', nodes: readonly QueryNode[]): QueryNode {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) throw new TypeError(`nothing to join with ${type}`);
  if (nodes.length === 1) return first;
  return {
    type,
    nodes: nodes.flatMap((node) => (node.type === type ? node.nodes : [node])),
    at: first.at,
    end: last.end,
  };
}

/** The fields that a query names. */
export function fieldsOf(node: QueryNode): ReadonlySet<FieldName> {
  switch (node.type) {
    case 'field':
    case 'exists':
    case 'range':
      return new Set([node.field]);
    case 'not':
      return fieldsOf(node.node);
    case 'and':
    case 'or':
      return new Set(node.nodes.flatMap((child) => [...fieldsOf(child)]));
    case 'everything':
    case 'text':
    case 'time':
      return new Set();
  }
}

/** Characters that mean something in an unquoted word; a backslash before one makes it plain. */
export const SPECIAL = /[\\():<>"*?\s]/u;

/** What the place of an event on the time line is called where a field name stands. */
export const TIME_FIELD = '@timestamp';

/** True for `and`, `or`, `not` in any case. */
export function isKeyword(word: string): boolean {
  return /^(?:and|or|not)$/i.test(word);
}

/** A number as ranges take it. */
export const DECIMAL = /^[+-]?\d+(?:\.\d+)?$/;
