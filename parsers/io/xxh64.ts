/**
 * XXH64 with seed 0 (xxHash specification 0.1.1), the check sum of zstd frames. 64-bit numbers are pairs of 32-bit halves:
 * bigint would cost more than decompression itself.
 */

/** The five primes, high and low half. */
const P1 = [0x9e3779b1, 0x85ebca87] as const;
const P2 = [0xc2b2ae3d, 0x27d4eb4f] as const;
const P3 = [0x165667b1, 0x9e3779f9] as const;
const P4 = [0x85ebca77, 0xc2b2ae63] as const;
const P5 = [0x27d4eb2f, 0x165667c5] as const;

type Prime = readonly [high: number, low: number];

const STRIPE = 32;

/** One 64-bit number that is worked on in place. */
class Word {
  high: number;
  low: number;

  constructor(high: number, low: number) {
    this.high = high | 0;
    this.low = low | 0;
  }

  add(high: number, low: number): void {
    const sum = (this.low >>> 0) + (low >>> 0);
    this.low = sum | 0;
    this.high = (this.high + high + (sum > 0xffffffff ? 1 : 0)) | 0;
  }

  multiply([high, low]: Prime): void {
    const a0 = this.low & 0xffff;
    const a1 = this.low >>> 16;
    const b0 = low & 0xffff;
    const b1 = low >>> 16;
    const p01 = a0 * b1;
    const p10 = a1 * b0;
    const middle = ((a0 * b0) >>> 16) + (p01 & 0xffff) + (p10 & 0xffff);
    const carried = a1 * b1 + (p01 >>> 16) + (p10 >>> 16) + (middle >>> 16);
    this.high = (carried + Math.imul(this.high, low) + Math.imul(this.low, high)) | 0;
    this.low = Math.imul(this.low, low);
  }

  /** `count` from 1 to 31. */
  rotate(count: number): void {
    const { high, low } = this;
    this.high = (high << count) | (low >>> (32 - count));
    this.low = (low << count) | (high >>> (32 - count));
  }

  xor(high: number, low: number): void {
    this.high ^= high;
    this.low ^= low;
  }

  /** Takes in eight bytes of input. */
  round(high: number, low: number): void {
    ROUND.high = high | 0;
    ROUND.low = low | 0;
    ROUND.multiply(P2);
    this.add(ROUND.high, ROUND.low);
    this.rotate(31);
    this.multiply(P1);
  }

  /** Takes in one of the four sums at the end. */
  merge({ high, low }: Word): void {
    MERGED.high = 0;
    MERGED.low = 0;
    MERGED.round(high, low);
    this.xor(MERGED.high, MERGED.low);
    this.multiply(P1);
    this.add(...P4);
  }
}

const ROUND = new Word(0, 0);
const MERGED = new Word(0, 0);

export class Xxh64 {
  readonly #sums = [
    new Word(P1[0], P1[1]),
    new Word(P2[0], P2[1]),
    new Word(0, 0),
    // Minus the first prime.
    new Word(~P1[0], -P1[1]),
  ] as const;
  readonly #held = new Uint8Array(STRIPE);
  #heldBytes = 0;
  #bytes = 0;

  constructor() {
    this.#sums[0].add(...P2);
  }

  update(piece: Uint8Array): void {
    this.#bytes += piece.length;
    let at = 0;
    if (this.#heldBytes > 0) {
      at = Math.min(piece.length, STRIPE - this.#heldBytes);
      this.#held.set(piece.subarray(0, at), this.#heldBytes);
      this.#heldBytes += at;
      if (this.#heldBytes < STRIPE) return;
      this.#stripes(this.#held);
    }
    const whole = piece.length - ((piece.length - at) % STRIPE);
    this.#stripes(piece.subarray(at, whole));
    this.#held.set(piece.subarray(whole));
    this.#heldBytes = piece.length - whole;
  }

  #stripes(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const [a, b, c, d] = this.#sums;
    for (let at = 0; at < bytes.length; at += STRIPE) {
      a.round(view.getInt32(at + 4, true), view.getInt32(at, true));
      b.round(view.getInt32(at + 12, true), view.getInt32(at + 8, true));
      c.round(view.getInt32(at + 20, true), view.getInt32(at + 16, true));
      d.round(view.getInt32(at + 28, true), view.getInt32(at + 24, true));
    }
  }

  /** The sum of everything so far, high and low half. */
  digest(): readonly [high: number, low: number] {
    const sum = this.#merged();
    sum.add(Math.floor(this.#bytes / 2 ** 32), this.#bytes % 2 ** 32);
    const view = new DataView(this.#held.buffer, 0, this.#heldBytes);
    let at = 0;
    for (; at + 8 <= this.#heldBytes; at += 8) {
      const lane = new Word(0, 0);
      lane.round(view.getInt32(at + 4, true), view.getInt32(at, true));
      sum.xor(lane.high, lane.low);
      sum.rotate(27);
      sum.multiply(P1);
      sum.add(...P4);
    }
    if (at + 4 <= this.#heldBytes) {
      const lane = new Word(0, view.getInt32(at, true));
      lane.multiply(P1);
      sum.xor(lane.high, lane.low);
      sum.rotate(23);
      sum.multiply(P2);
      sum.add(...P3);
      at += 4;
    }
    for (; at < this.#heldBytes; at++) {
      const lane = new Word(0, view.getUint8(at));
      lane.multiply(P5);
      sum.xor(lane.high, lane.low);
      sum.rotate(11);
      sum.multiply(P1);
    }
    return avalanched(sum);
  }

  #merged(): Word {
    if (this.#bytes < STRIPE) return new Word(...P5);
    const sum = new Word(0, 0);
    for (const [index, count] of [1, 7, 12, 18].entries()) {
      const { high, low } = this.#sums[index]!;
      const turned = new Word(high, low);
      turned.rotate(count);
      sum.add(turned.high, turned.low);
    }
    for (const one of this.#sums) sum.merge(one);
    return sum;
  }
}

function avalanched(sum: Word): readonly [high: number, low: number] {
  sum.xor(0, sum.high >>> 1);
  sum.multiply(P2);
  sum.xor(sum.high >>> 29, (sum.high << 3) | (sum.low >>> 29));
  sum.multiply(P3);
  sum.xor(0, sum.high);
  return [sum.high >>> 0, sum.low >>> 0];
}
