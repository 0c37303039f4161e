/** Repairs of the case database, asked for by calls that met damage: one exhibit after the other, each once at a time. */
export class DatabaseRepair {
  readonly #makeAgain: (exhibit: number) => Promise<void>;
  readonly #onFailure: (error: unknown) => void;
  readonly #asked = new Set<number>();
  #running: Promise<void> = Promise.resolve();

  /** @param makeAgain discards the rows of the exhibit with this key and makes them again */
  constructor(makeAgain: (exhibit: number) => Promise<void>, onFailure: (error: unknown) => void) {
    this.#makeAgain = makeAgain;
    this.#onFailure = onFailure;
  }

  ask(exhibit: number): void {
    // Many calls meet the same damage at once.
    if (this.#asked.has(exhibit)) return;
    this.#asked.add(exhibit);
    this.#running = this.#running.then(async () => {
      try {
        await this.#makeAgain(exhibit);
      } catch (error) {
        this.#onFailure(error);
      } finally {
        this.#asked.delete(exhibit);
      }
    });
  }

  /** Resolves when everything asked for is done, or has failed and was told. */
  async done(): Promise<void> {
    let waited: Promise<void>;
    do {
      waited = this.#running;
      await waited;
    } while (waited !== this.#running);
  }
}
