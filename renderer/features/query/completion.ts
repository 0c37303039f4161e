/** What the query line can complete at the caret. */
import { FIELDS, RESIDENT_FIELDS, type FieldName, type ResidentField } from '../../../parsers/model/fields.js';
import { quoteValue } from './compose.js';

/** What the person is in the middle of writing. `from` is where the piece to be replaced begins; it ends at the caret. */
export type CaretContext =
  | { readonly kind: 'field'; readonly prefix: string; readonly from: number }
  | { readonly kind: 'value'; readonly field: ResidentField; readonly prefix: string; readonly from: number }
  | { readonly kind: 'none' };

const VALUE = /(?:^|[\s(])([A-Za-z_][\w.]*)\s*:\s*("(?:[^"\\]|\\.)*|[^\s()":]*)$/;
const WORD = /(?:^|[\s(])([A-Za-z_][\w.]*)$/;

/** Reads the text before the caret. */
export function caretContext(text: string, caret: number): CaretContext {
  const before = text.slice(0, caret);
  const value = VALUE.exec(before);
  if (value !== null && isResident(value[1] ?? '')) {
    const written = value[2] ?? '';
    const prefix = written.startsWith('"') ? written.slice(1).replaceAll(/\\(.)/g, '$1') : written;
    return { kind: 'value', field: value[1] as ResidentField, prefix, from: caret - written.length };
  }
  if (value !== null || isInsideQuotes(before)) return { kind: 'none' };
  const word = WORD.exec(before)?.[1];
  return word === undefined ? { kind: 'none' } : { kind: 'field', prefix: word, from: caret - word.length };
}

/** A proposal: what it shows and what it writes in place of the piece before the caret. */
export interface Completion {
  readonly label: string;
  readonly note: string;
  readonly insert: string;
}

/** Fields that fit: those that begin with the prefix first, then those with a part that does, in the order of the table. */
export function fieldCompletions(prefix: string, limit: number): readonly Completion[] {
  const wanted = prefix.toLowerCase();
  const names = Object.keys(FIELDS) as FieldName[];
  const begins = names.filter((name) => name.startsWith(wanted));
  const contains = names.filter((name) => !name.startsWith(wanted) && name.includes(`.${wanted}`));
  return [...begins, ...contains]
    .slice(0, limit)
    .map((name) => ({ label: name, note: FIELDS[name].description, insert: `${name}: ` }));
}

/** A value with the number of events that carry it. */
export function valueCompletion(value: string, count: string): Completion {
  return {
    label: value,
    note: count,
    insert: /^[A-Za-z0-9_./-]+$/.test(value) && !/^(and|or|not)$/i.test(value) ? value : quoteValue(value),
  };
}

/** The text with a proposal written in, and where the caret then stands. */
export function complete(
  text: string,
  caret: number,
  from: number,
  insert: string,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(caret);
  const closing = insert.endsWith('"') && rest.startsWith('"') ? 1 : 0;
  return { text: `${text.slice(0, from)}${insert}${rest.slice(closing)}`, caret: from + insert.length };
}

function isResident(name: string): boolean {
  return (RESIDENT_FIELDS as readonly string[]).includes(name);
}

function isInsideQuotes(text: string): boolean {
  return text.replaceAll(/\\./g, '').split('"').length % 2 === 0;
}
