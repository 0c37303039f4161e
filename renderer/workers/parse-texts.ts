import type { TokenHasher } from '../db/tokens.js';
import type { PostingsBuilder } from './parse-postings.js';

/** From this length on it pays to ask whether the row had the same value already: fields repeat the record's own texts. */
const LONG = 64;

/** Adds the tokens of values, one row after the other, to the index. */
export class TextIndexer {
  readonly #hasher: TokenHasher;
  readonly #postings: PostingsBuilder;
  /** Long values of the current row. */
  #long: string[] = [];

  constructor(hasher: TokenHasher, postings: PostingsBuilder) {
    this.#hasher = hasher;
    this.#postings = postings;
  }

  /** Adds one value to the current row. A field, so that it can be passed on as it is. */
  readonly add = (text: string): void => {
    if (text.length >= LONG) {
      if (this.#long.includes(text)) return;
      this.#long.push(text);
    }
    const words = this.#hasher.scan(text);
    this.#postings.add(this.#hasher.found, words);
  };

  endRow(): void {
    if (this.#long.length > 0) this.#long = [];
    this.#postings.endRow();
  }
}
