/** Seeded random numbers (mulberry32): the same seed writes the same incident, byte for byte. */
export class Random {
  #state;

  /** @param {number} seed unsigned 32-bit integer */
  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** @returns {number} in [0, 1) */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** @returns {number} integer in [from, to) */
  int(from, to) {
    return from + Math.floor(this.next() * (to - from));
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return list[this.int(0, list.length)];
  }

  /** @returns {string} lower-case hex digits */
  hex(length) {
    return Array.from({ length }, () => this.int(0, 16).toString(16)).join('');
  }

  /** @returns {string} a version 4 UUID */
  uuid() {
    const h = this.hex(32);
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20)}`;
  }
}
