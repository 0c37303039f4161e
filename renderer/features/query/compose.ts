/** Query text made by the program: clauses added from values the person clicked on. */
import type { FieldName } from '../../../parsers/model/fields.js';

export type ClauseMode = 'only' | 'not';

/** A value as the query language takes it literally: quoted, with quote and backslash escaped, line breaks and tabs as `\n`, `\r`, `\t`. */
export function quoteValue(value: string): string {
  const escaped = value
    .replaceAll(/["\\]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`)
    .replaceAll('\r', String.raw`\r`)
    .replaceAll('\t', String.raw`\t`);
  return `"${escaped}"`;
}

/** One clause: exactly this value, or anything but it; the empty value stands for a field that is not stated. */
export function clause(field: FieldName, value: string, mode: ClauseMode): string {
  if (value === '') return mode === 'only' ? `not ${field}: *` : `${field}: *`;
  return `${mode === 'not' ? 'not ' : ''}${field}: ${quoteValue(value)}`;
}

/** Narrows a query by a clause. A query that already ends in it stays as it is; its opposite is taken back first. */
export function narrow(query: string, field: FieldName, value: string, mode: ClauseMode): string {
  const added = clause(field, value, mode);
  const kept = withoutLast(query.trim(), clause(field, value, mode === 'not' ? 'only' : 'not'));
  if (kept === '') return added;
  if (endsWithClause(kept, added)) return kept;
  return `${hasOr(kept) ? `(${kept})` : kept} and ${added}`;
}

/** Narrows a query to any of some values of a field. */
export function narrowToAny(query: string, field: FieldName, values: readonly string[]): string {
  const [only, ...others] = values;
  if (only === undefined) return query;
  if (others.length === 0) return narrow(query, field, only, 'only');
  const added = `(${values.map((value) => clause(field, value, 'only')).join(' or ')})`;
  const kept = query.trim();
  if (kept === '' || endsWithClause(kept, added)) return kept === '' ? added : kept;
  return `${hasOr(kept) ? `(${kept})` : kept} and ${added}`;
}

function withoutLast(query: string, last: string): string {
  if (query === last) return '';
  const suffix = ` and ${last}`;
  return query.endsWith(suffix) ? query.slice(0, -suffix.length).trim() : query;
}

function endsWithClause(query: string, added: string): boolean {
  return query === added || query.endsWith(` and ${added}`);
}

/** Whether `or` stands in the query outside quotes and parentheses: `and` binds closer than it. */
function hasOr(query: string): boolean {
  let depth = 0;
  for (const [token] of query.matchAll(/"(?:\\.|[^"\\])*"?|[()]|[^\s()"]+/g)) {
    if (token === '(') depth += 1;
    else if (token === ')') depth -= 1;
    else if (depth === 0 && token.toLowerCase() === 'or') return true;
  }
  return false;
}
