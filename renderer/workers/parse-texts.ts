import type { TokenHasher } from '../db/tokens.js';
import type { PostingsBuilder } from './parse-postings.js';

/** Longer values hardly ever come again in another record; they are only kept until the row ends. */
const REMEMBERED_LENGTH = 64;
/** Values remembered before all are forgotten: bounds memory, and one-time values do not crowd out frequent ones for long. */
const REMEMBERED_VALUES = 8192;

/**
 * Adds the tokens of values to the index. Most values of a record were met in records before, and normalised fields repeat the
 * record's own: their tokens are remembered instead of being read again, which halves the cost of the index.
 */
export class TextIndexer {
  readonly #hasher: TokenHasher;
  readonly #postings: PostingsBuilder;
  readonly #remembered = new Map<string, readonly number[]>();
  /** Long values of the current row. */
  #long: string[] = [];
  #found: number[] = [];

  constructor(hasher: TokenHasher, postings: PostingsBuilder) {
    this.#hasher = hasher;
    this.#postings = postings;
  }

  /** Adds one value to the current row. A field, so that it can be passed on as it is. */
  readonly add = (text: string): void => {
    if (text.length > REMEMBERED_LENGTH) {
      if (this.#long.includes(text)) return;
      this.#long.push(text);
      this.#hasher.scan(text, this.#addToken);
      return;
    }
    let tokens = this.#remembered.get(text);
    if (tokens === undefined) {
      this.#hasher.scan(text, this.#collect);
      tokens = this.#found;
      this.#found = [];
      if (this.#remembered.size === REMEMBERED_VALUES) this.#remembered.clear();
      this.#remembered.set(text, tokens);
    }
    for (let at = 0; at < tokens.length; at += 1) this.#postings.add(tokens[at]!);
  };

  endRow(): void {
    this.#long = [];
    this.#postings.endRow();
  }

  readonly #addToken = (hi: number, lo: number): void => {
    this.#postings.add(this.#postings.tokenOf(hi, lo));
  };

  readonly #collect = (hi: number, lo: number): void => {
    this.#found.push(this.#postings.tokenOf(hi, lo));
  };
}
