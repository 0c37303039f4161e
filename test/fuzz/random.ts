/** Seeded random numbers (mulberry32): the same seed makes the same inputs. */
export class Random {
  #state: number;

  /** `seed` is an unsigned 32-bit integer. */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Integer in [from, to); `from` where that is empty. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * Math.max(0, to - from));
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length)]!;
  }
}
