import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Counts and hashes bytes as they pass. */
export class ByteMeter {
  readonly #hash = sha256.create();
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** SHA-256 of everything that passed, 64 hex digits. Asked once, at the end. */
  digest(): string {
    return bytesToHex(this.#hash.digest());
  }

  async *measure(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#bytes += chunk.length;
      this.#hash.update(chunk);
      yield chunk;
    }
  }
}
