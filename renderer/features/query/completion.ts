/** What the query line can complete at the caret. */
import { FIELDS, isColumnField, type ColumnField, type FieldName } from '../../../parsers/model/fields.js';
import { findField } from '../../query/language/field-names.js';
import { isKeyword, TIME_FIELD } from '../../query/language/syntax.js';
import { quoteValue } from './compose.js';

/** What the person is in the middle of writing. `from` is where the piece to be replaced begins; it ends at the caret. */
export type CaretContext =
  | { readonly kind: 'field'; readonly prefix: string; readonly from: number }
  | { readonly kind: 'value'; readonly field: ColumnField; readonly prefix: string; readonly from: number }
  | { readonly kind: 'none' };

/** Reads the text before the caret. */
export function caretContext(text: string, caret: number): CaretContext {
  const scan = new CaretScan(text.slice(0, caret));
  return scan.context();
}

/** Walks over the text before the caret as the query language cuts it, keeping what the last piece belongs to. */
class CaretScan {
  readonly #text: string;
  #at = 0;
  /** Names that the open parentheses belong to, null for those that only group. */
  readonly #lists: (string | null)[] = [];
  /** The word before, which may turn out to be a name. */
  #word: string | null = null;
  /** The name whose value comes next. */
  #name: string | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  context(): CaretContext {
    for (let character = this.#text[this.#at]; character !== undefined; character = this.#text[this.#at]) {
      if (/\s/u.test(character)) this.#at += 1;
      else if (character === '(') this.#open();
      else if (character === ')') this.#close();
      else if (character === '"') {
        const from = this.#at;
        if (!this.#readQuoted()) return this.#value(from, unescaped(this.#text.slice(from + 1)));
      } else if (this.#owner() === null && /[:<>=]/.test(character)) this.#operator();
      else {
        const from = this.#at;
        const word = this.#readWord();
        if (this.#at === this.#text.length) return this.#lastWord(word, from);
      }
    }
    // Nothing is begun: only right after a name is it clear that a value comes next.
    return this.#name === null ? { kind: 'none' } : this.#value(this.#at, '');
  }

  #lastWord(word: string, from: number): CaretContext {
    if (this.#owner() !== null) return this.#value(from, word);
    return /^[@A-Za-z_][\w.]*$/.test(word) ? { kind: 'field', prefix: word, from } : { kind: 'none' };
  }

  #value(from: number, prefix: string): CaretContext {
    const field = findField(this.#owner() ?? '');
    return field !== null && isColumnField(field) ? { kind: 'value', field, prefix, from } : { kind: 'none' };
  }

  /** The name that a value at this place belongs to. */
  #owner(): string | null {
    return this.#name ?? this.#lists.at(-1) ?? null;
  }

  #open(): void {
    this.#lists.push(this.#owner());
    this.#name = null;
    this.#word = null;
    this.#at += 1;
  }

  #close(): void {
    this.#lists.pop();
    this.#word = null;
    this.#at += 1;
  }

  #operator(): void {
    this.#name = this.#word;
    this.#word = null;
    this.#at += 1;
    if (this.#text[this.#at] === '=') this.#at += 1;
  }

  /** False where the quote stays open. */
  #readQuoted(): boolean {
    for (let at = this.#at + 1; at < this.#text.length; at += 1) {
      if (this.#text[at] === '\\') at += 1;
      else if (this.#text[at] === '"') {
        this.#at = at + 1;
        this.#name = null;
        this.#word = null;
        return true;
      }
    }
    return false;
  }

  #readWord(): string {
    const ends = this.#owner() === null ? /[\s():<>="]/u : /[\s()"]/u;
    const from = this.#at;
    while (this.#at < this.#text.length && !ends.test(this.#text[this.#at]!)) this.#at += 1;
    const word = this.#text.slice(from, this.#at);
    if (this.#at < this.#text.length) {
      this.#word = this.#name === null ? word : null;
      this.#name = null;
    }
    return word;
  }
}

function unescaped(quoted: string): string {
  return quoted.replaceAll(/\\(.)/g, '$1');
}

/** A proposal: what it shows and what it writes in place of the piece before the caret. */
export interface Completion {
  readonly label: string;
  readonly note: string;
  readonly insert: string;
}

const TIME_PROPOSAL: Completion = {
  label: TIME_FIELD,
  note: 'Time of the event on the time line, such as "2026-10-14T09:00"; UTC unless an offset is written.',
  insert: `${TIME_FIELD} >= "`,
};

/** Fields that fit: those that begin with the prefix first, then those with a part that does, in the order of the table. */
export function fieldCompletions(prefix: string, limit: number): readonly Completion[] {
  const wanted = prefix.toLowerCase();
  const names = Object.keys(FIELDS) as FieldName[];
  const begins = names.filter((name) => name.startsWith(wanted));
  const contains = names.filter((name) => !name.startsWith(wanted) && name.includes(`.${wanted}`));
  const proposals = [...begins, ...contains].map((name) => ({
    label: name as string,
    note: FIELDS[name].description,
    insert: `${name}: `,
  }));
  const time = wanted !== '' && TIME_FIELD.replace('@', '').startsWith(wanted.replace('@', '')) ? [TIME_PROPOSAL] : [];
  return [...time, ...proposals].slice(0, limit);
}

/** A value with the number of events that carry it. */
export function valueCompletion(value: string, count: string): Completion {
  return {
    label: value,
    note: count,
    insert: /^[A-Za-z0-9_.-][A-Za-z0-9_./-]*$/.test(value) && !isKeyword(value) ? value : quoteValue(value),
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
