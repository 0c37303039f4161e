/** Numbers pairs of whole numbers (below 2^32) in the order in which they first come: a hash table in typed arrays. */
export class PairTable {
  /** By slot: number of the pair plus one, 0 where the slot is free. */
  #slots = new Uint32Array(1 << 10);
  #left = new Uint32Array(1 << 9);
  #right = new Uint32Array(1 << 9);
  #size = 0;

  /** How many different pairs came. */
  get size(): number {
    return this.#size;
  }

  /** The number of a pair, a new one where it comes for the first time. */
  numberOf(left: number, right: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash(left, right) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot]! - 1;
      if (number < 0) {
        this.#slots[slot] = this.#size + 1;
        return this.#add(left, right);
      }
      if (this.#left[number] === left && this.#right[number] === right) return number;
    }
  }

  left(number: number): number {
    return this.#left[number]!;
  }

  right(number: number): number {
    return this.#right[number]!;
  }

  #add(left: number, right: number): number {
    const number = this.#size;
    this.#left[number] = left;
    this.#right[number] = right;
    this.#size += 1;
    // At most half of the slots are taken, so that a free one is near.
    if (this.#size === this.#left.length) this.#grow();
    return number;
  }

  #grow(): void {
    this.#left = enlarged(this.#left);
    this.#right = enlarged(this.#right);
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let number = 0; number < this.#size; number += 1) {
      let slot = hash(this.#left[number]!, this.#right[number]!) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = number + 1;
    }
  }
}

/** The same numbers in an array of twice the length. */
export function enlarged(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

function hash(left: number, right: number): number {
  const mixed = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 7;
}
