const EMPTY: Uint8Array = new Uint8Array(0);

/** Bytes in order, with a look ahead. One reader at a time. */
export class ByteStream implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterator<Uint8Array>;
  /** Read from the source, not yet handed out. */
  #ahead: Uint8Array[] = [];
  #ended = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The next `count` bytes without taking them; fewer only where the stream ends before. */
  async peek(count: number): Promise<Uint8Array> {
    let held = this.#ahead.reduce((sum, chunk) => sum + chunk.length, 0);
    while (held < count) {
      const chunk = await this.#pull();
      if (chunk === null) break;
      this.#ahead.push(chunk);
      held += chunk.length;
    }
    if (this.#ahead.length > 1) this.#ahead = [concatBytes(this.#ahead)];
    return (this.#ahead[0] ?? EMPTY).subarray(0, count);
  }

  /** Takes the next chunk, never empty, at most `most` bytes; null at the end. */
  async read(most = Number.POSITIVE_INFINITY): Promise<Uint8Array | null> {
    const chunk = this.#ahead.shift() ?? (await this.#pull());
    if (chunk === null || chunk.length <= most) return chunk;
    this.#ahead.unshift(chunk.subarray(most));
    return chunk.subarray(0, most);
  }

  /** Takes `count` bytes, or null where fewer are left (they stay). */
  async take(count: number): Promise<Uint8Array | null> {
    const bytes = await this.peek(count);
    if (bytes.length < count) return null;
    const held = this.#ahead[0] ?? EMPTY;
    this.#ahead = held.length > count ? [held.subarray(count)] : [];
    return bytes;
  }

  /** Gives back bytes that were read but belong to what follows. */
  unread(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#ahead.unshift(bytes);
  }

  /** Reads to the end and forgets. */
  async drain(): Promise<void> {
    while ((await this.read()) !== null);
  }

  /** Tells the source that nothing more is wanted. */
  async close(): Promise<void> {
    this.#ahead = [];
    if (!this.#ended) await this.#source.return?.();
    this.#ended = true;
  }

  async *[Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    for (let chunk = await this.read(); chunk !== null; chunk = await this.read()) yield chunk;
  }

  async #pull(): Promise<Uint8Array | null> {
    while (!this.#ended) {
      const next = await this.#source.next();
      if (next.done === true) this.#ended = true;
      else if (next.value.length > 0) return next.value;
    }
    return null;
  }
}

export function concatBytes(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
