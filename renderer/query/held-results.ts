import { ResultGone } from './spec.js';

/** Results kept per slot: the last one and the one before, which the screen may still be drawing. */
const KEPT_PER_SLOT = 2;

/** Search results by number, let go when they cannot be wanted any more. */
export class HeldResults<Result> {
  readonly #slots = new Map<string, readonly { readonly id: number; readonly load: number }[]>();
  readonly #results = new Map<number, Result>();
  #lastId = 0;
  #load = 0;

  /** Keeps a result for a slot and answers its number. */
  hold(slot: string, result: Result): number {
    this.#lastId += 1;
    this.#results.set(this.#lastId, result);
    this.#keep(
      slot,
      [{ id: this.#lastId, load: this.#load }, ...(this.#slots.get(slot) ?? [])].slice(0, KEPT_PER_SLOT),
    );
    return this.#lastId;
  }

  /** Throws `ResultGone`. */
  get(id: number): Result {
    const result = this.#results.get(id);
    if (result === undefined) throw new ResultGone();
    return result;
  }

  /** The case was loaded anew: results survive this once, so that the screen can change over. */
  age(): void {
    for (const [slot, held] of this.#slots)
      this.#keep(
        slot,
        held.filter(({ load }) => load === this.#load),
      );
    this.#load += 1;
  }

  #keep(slot: string, held: readonly { readonly id: number; readonly load: number }[]): void {
    const ids = new Set(held.map(({ id }) => id));
    for (const { id } of this.#slots.get(slot) ?? []) if (!ids.has(id)) this.#results.delete(id);
    this.#slots.set(slot, held);
  }
}
