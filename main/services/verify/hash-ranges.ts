import { createHash, type Hash } from 'node:crypto';

/** Bytes of a content that a record is: [offset, offset + length). */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * SHA-256 of ranges of a content that is read once; they may overlap. Null for a range that the content does not hold
 * whole.
 */
export class RangeHashes<R extends ByteRange> {
  readonly #ranges: readonly { readonly range: R; readonly hash: Hash; seen: number }[];
  /** All ranges before this one are done. */
  #first = 0;
  #at = 0;

  constructor(ranges: readonly R[]) {
    this.#ranges = ranges
      .toSorted((a, b) => a.offset - b.offset)
      .map((range) => ({ range, hash: createHash('sha256'), seen: 0 }));
  }

  /** Takes the next bytes of the content. */
  push(chunk: Uint8Array): void {
    const [from, to] = [this.#at, this.#at + chunk.length];
    for (let index = this.#first; index < this.#ranges.length; index += 1) {
      const one = this.#ranges[index];
      if (one === undefined || one.range.offset >= to) break;
      const end = Math.min(one.range.offset + one.range.length, to);
      const part = chunk.subarray(Math.max(one.range.offset, from) - from, Math.max(0, end - from));
      one.hash.update(part);
      one.seen += part.length;
      if (index === this.#first && one.range.offset + one.range.length <= to) this.#first += 1;
    }
    this.#at = to;
  }

  results(): readonly { readonly range: R; readonly sha256: string | null }[] {
    return this.#ranges.map(({ range, hash, seen }) => ({
      range,
      sha256: seen === range.length ? hash.digest('hex') : null,
    }));
  }
}
