/** The part of a member that a framer still needs, as one run of bytes. All offsets count from the start of the member. */
export class ByteWindow {
  #buffer = new Uint8Array(64 * 1024);
  /** Offset of the first byte held. */
  #base = 0;
  #length = 0;
  #countedTo = 0;
  #line = 1;

  get base(): number {
    return this.#base;
  }

  get end(): number {
    return this.#base + this.#length;
  }

  /** The bytes held; valid until the next `append` or `drop`. */
  get bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  append(chunk: Uint8Array): void {
    const length = this.#length + chunk.length;
    if (length > this.#buffer.length) {
      const buffer = new Uint8Array(Math.max(length, this.#buffer.length * 2));
      buffer.set(this.bytes);
      this.#buffer = buffer;
    }
    this.#buffer.set(chunk, this.#length);
    this.#length = length;
  }

  /** Forgets everything before `offset`. */
  drop(offset: number): void {
    const count = offset - this.#base;
    if (count <= 0) return;
    this.lineAt(offset);
    this.#buffer.copyWithin(0, count, this.#length);
    this.#base = offset;
    this.#length -= count;
  }

  /** A copy of [from, to), to be kept or handed over. */
  copy(from: number, to: number): Uint8Array<ArrayBuffer> {
    return this.#buffer.slice(from - this.#base, to - this.#base);
  }

  at(offset: number): number {
    return this.#buffer[offset - this.#base]!;
  }

  /** Line of `offset`, from 1. Asked in ascending order. */
  lineAt(offset: number): number {
    const held = this.#buffer.subarray(0, offset - this.#base);
    let at = this.#countedTo - this.#base;
    for (let next = held.indexOf(LINE_FEED, at); next >= 0; next = held.indexOf(LINE_FEED, at)) {
      this.#line++;
      at = next + 1;
    }
    this.#countedTo = Math.max(this.#countedTo, offset);
    return this.#line;
  }

  /** [from, to) without blanks, commas and line ends behind it. */
  trimEnd(from: number, to: number): number {
    let end = to;
    while (end > from && isBlankOrComma(this.at(end - 1))) end--;
    return end;
  }
}

const LINE_FEED = 0x0a;

function isBlankOrComma(byte: number): boolean {
  return byte === 0x20 || byte === 0x2c || (byte >= 0x09 && byte <= 0x0d);
}
