import type { Limits } from './limits.js';

/** What decompression may still cost: one account per exhibit, so that nesting does not multiply it. */
export class DecompressionBudget {
  readonly #limits: Limits;
  #spent = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /**
   * Books `bytes` of fresh content of a stream that has so far given `content` bytes from `stored` bytes. Answers the
   * limit that this crosses as a sentence, or null.
   */
  spend(bytes: number, content: number, stored: number): string | null {
    this.#spent += bytes;
    const { totalBytes, ratio, ratioFrom } = this.#limits;
    if (this.#spent > totalBytes) {
      return `The exhibit unpacks to more than ${totalBytes} bytes; reading stops here. Raise the limit "totalBytes" to read on.`;
    }
    if (content > ratioFrom && content > ratio * stored) {
      return `One byte unpacks to more than ${ratio}, as in a decompression bomb; reading stops here. Raise the limit "ratio" to read on.`;
    }
    return null;
  }
}
