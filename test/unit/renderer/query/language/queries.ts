import * as fc from 'fast-check';
import { FIELDS, type FieldName } from '../../../../../parsers/model/fields.js';
import { parseQuery } from '../../../../../renderer/query/language/parser.js';
import { join, type QueryNode, type Value, type WildcardPart } from '../../../../../renderer/query/language/syntax.js';

const NOWHERE = { at: 0, end: 0 };

/** Texts with everything that means something in a query, keywords included. */
const text = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.string({
    unit: fc.constantFrom('a', 'B', '*', '?', '"', '\\', '(', ')', ':', '<', '>', '=', ' ', '\n', '\t', 'ß', '9'),
    minLength: 1,
    maxLength: 8,
  }),
  fc.constantFrom('and', 'OR', 'Not', 'curl', '10.0.0.1', '/etc/shadow'),
);

const wildcard: fc.Arbitrary<Value> = fc
  .array(
    fc.oneof(
      text.map((literal) => literal),
      fc.constantFrom(null, true),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((pieces) => {
    const parts: WildcardPart[] = [];
    for (const piece of pieces) {
      const last = parts.at(-1);
      if (typeof piece === 'string') {
        if (last?.kind === 'literal') parts[parts.length - 1] = { kind: 'literal', text: last.text + piece };
        else parts.push({ kind: 'literal', text: piece });
      } else if (piece === null) parts.push({ kind: 'one' });
      else if (last?.kind !== 'any') parts.push({ kind: 'any' });
    }
    return parts;
  })
  .filter((parts) => parts.some((part) => part.kind !== 'literal') && parts.some((part) => part.kind !== 'any'))
  .map((parts) => ({ kind: 'wildcard' as const, parts }));

const literal: fc.Arbitrary<Value> = text.map((value) => ({ kind: 'literal', text: value }));
const regex: fc.Arbitrary<Value> = fc
  .tuple(fc.constantFrom('a', '^a b$', String.raw`a\/b`, '[/"]', String.raw`(?:x|\(){2,3}`, 'é'), fc.boolean())
  .map(([source, ignoreCase]) => ({ kind: 'regex', source, ignoreCase }));
const field = fc.constantFrom(...(Object.keys(FIELDS) as FieldName[]));
const value = fc.oneof(literal, wildcard, regex);
/** As the parser would: a network is checked where an address field takes one. */
const fieldValue = fc
  .tuple(field, value)
  .filter(([name, wanted]) => FIELDS[name].type !== 'ip' || wanted.kind !== 'literal' || !wanted.text.includes('/'));
const time = fc
  .tuple(fc.constantFrom('<=', '>', ':'), fc.constantFrom('2026-10-14', '2026-10-14T09:00:01.5+02:00'))
  .map(([operator, written]) => {
    const parsed = parseQuery(`@timestamp${operator} "${written}"`);
    if (!parsed.ok) throw new Error(parsed.problem.message);
    return parsed.query;
  });

/** Any query, in the shape in which the parser makes it. */
export const anyQuery: fc.Arbitrary<QueryNode> = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    value.map((wanted): QueryNode => ({ type: 'text', value: wanted, ...NOWHERE })),
    time,
    fieldValue.map(([name, wanted]): QueryNode => ({ type: 'field', field: name, value: wanted, ...NOWHERE })),
    field.map((name): QueryNode => ({ type: 'exists', field: name, ...NOWHERE })),
    fc
      .tuple(
        field,
        fc.constantFrom('<', '<=', '>', '>='),
        fc.constantFrom('0', '-7', '5.25', '+12', '98765432109876543210'),
      )
      .map(([name, operator, bound]): QueryNode => ({ type: 'range', field: name, operator, bound, ...NOWHERE })),
    fc.constant<QueryNode>({ type: 'everything', ...NOWHERE }),
    tie('node').map((node): QueryNode => ({ type: 'not', node, ...NOWHERE })),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('node'), { minLength: 2, maxLength: 4 }))
      .map(([type, nodes]) => join(type, nodes)),
  ),
})).node;

/** The query without the places of its parts. */
export function withoutSpans(node: QueryNode): unknown {
  const { at: _at, end: _end, ...rest } = node;
  if (rest.type === 'not') return { ...rest, node: withoutSpans(rest.node) };
  if (rest.type === 'and' || rest.type === 'or') return { ...rest, nodes: rest.nodes.map(withoutSpans) };
  return rest;
}
