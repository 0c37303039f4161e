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

  /** Passes on what `source` gives. Hashing ends for good where `isWanted` says no; the digest is then worth nothing. */
  async *measure(source: AsyncIterable<Uint8Array>, isWanted = () => true): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.#bytes += chunk.length;
      if (isWanted()) this.#hash.update(chunk);
      yield chunk;
    }
  }
}
