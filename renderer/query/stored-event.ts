import type { EventFields } from '../../parsers/model/fields.js';
import { forEachSearchableText, VALUE_SEPARATOR } from '../db/searchable-text.js';
import { foldCase } from '../db/tokens.js';
import type { NormalisedEvent } from '../../parsers/model/event.js';

/** One event, decoded from its stored record, as queries test it. */
export class StoredEvent {
  readonly event: NormalisedEvent;
  readonly #value: () => unknown;
  #texts: readonly string[] | null = null;
  #folded: readonly string[] | null = null;

  /** `value` decodes the record; it is asked for only where its text is wanted. */
  constructor(event: NormalisedEvent, value: () => unknown) {
    this.event = event;
    this.#value = value;
  }

  /** Every searchable text of record and event, as decoded. */
  texts(): readonly string[] {
    if (this.#texts === null) {
      const texts: string[] = [];
      const { fields, path } = this.event;
      forEachSearchableText({ value: this.#value(), path, fields }, (text) => texts.push(text));
      this.#texts = texts;
    }
    return this.#texts;
  }

  /** The same texts, folded. */
  foldedTexts(): readonly string[] {
    this.#folded ??= this.texts().map(foldCase);
    return this.#folded;
  }
}

/** The values of a field, one by one, as they are compared; none where it is not stated. */
export function fieldElements(fields: EventFields, name: keyof EventFields): readonly string[] {
  const value = fields[name];
  if (value === undefined) return [];
  return splitElements(typeof value === 'object' ? value.join(VALUE_SEPARATOR) : String(value));
}

/** The values that a column holds as one text. Empty ones state nothing. */
export function splitElements(stored: string): readonly string[] {
  if (!stored.includes(VALUE_SEPARATOR)) return stored === '' ? [] : [stored];
  return stored.split(VALUE_SEPARATOR).filter((element) => element !== '');
}
