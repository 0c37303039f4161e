import type { Limits } from './limits.js';

/** What decompression may still cost: one account per exhibit and one per file of it, so that nesting does not multiply it. */
export class DecompressionBudget {
  readonly #limits: Limits;
  #spent = 0;
  #file = { stored: 0, spent: 0 };

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** From here on it is another file of the exhibit, of so many stored bytes. */
  startFile(stored: number): void {
    this.#file = { stored, spent: 0 };
  }

  /**
   * Books `bytes` of fresh content of a stream that has so far given `content` bytes from `stored` bytes. Answers the
   * limit that this crosses as a sentence, or null.
   */
  spend(bytes: number, content: number, stored: number): string | null {
    this.#spent += bytes;
    this.#file.spent += bytes;
    const { totalBytes, ratio, ratioFrom, fileRatioFrom } = this.#limits;
    if (this.#spent > totalBytes) {
      return `The exhibit unpacks to more than ${totalBytes} bytes; reading stops here. Unpack it with another program and add it in parts.`;
    }
    if (content > ratioFrom && content > ratio * stored) {
      return `One byte unpacks to more than ${ratio}, as in a decompression bomb; reading stops here. If it is none, unpack it with another program and add what it holds.`;
    }
    if (this.#file.spent > fileRatioFrom && this.#file.spent > ratio * this.#file.stored) {
      return `The file unpacks to more than ${fileRatioFrom} bytes and ${ratio} times its size, as bombs do that hide one in many; reading stops here. If it is none, unpack it with another program and add what it holds.`;
    }
    return null;
  }
}
