import type { Extract } from 'tar-stream';
import type { ByteStream } from './byte-stream.js';

const BLOCK = 512;

/**
 * Writes a stream into tar-stream as fast as its entries are read, and knows what tar-stream forgets: where the archive
 * really ended. tar-stream drops what it still holds of an entry when it is told of an early end, so it is not told.
 */
export class TarFeed {
  /** Resolves when nothing more is written; never rejects. */
  readonly ended: Promise<void>;
  readonly #archive: Extract;
  readonly #source: ByteStream;
  #total: number | null = null;
  #failure: { readonly error: unknown } | null = null;
  #entryEnd = 0;
  #trailingZeros = 0;
  #wake: () => void = () => {};

  constructor(archive: Extract, source: ByteStream) {
    this.#archive = archive;
    this.#source = source;
    archive.on('entry', (header, stream) => {
      this.#entryEnd = stream.offset + BLOCK + (header.type === 'directory' ? 0 : header.size);
    });
    archive.on('drain', () => this.#wake());
    archive.on('close', () => this.#wake());
    archive.on('error', () => {});
    this.ended = this.#pump();
  }

  /** Bytes of the whole archive, known at its end. */
  get total(): number | null {
    return this.#total;
  }

  /** What the source threw, if it threw. */
  get failure(): { readonly error: unknown } | null {
    return this.#failure;
  }

  /** Whether the archive ended with the empty block that marks its end. */
  get hasEndMark(): boolean {
    return this.#trailingZeros >= BLOCK;
  }

  async #pump(): Promise<void> {
    let total = 0;
    try {
      for (let chunk = await this.#source.read(); chunk !== null; chunk = await this.#source.read()) {
        total += chunk.length;
        this.#countZeros(chunk);
        if (this.#archive.destroying) return;
        if (!this.#archive.write(chunk)) await new Promise<void>((resolve) => (this.#wake = resolve));
        if (this.#archive.destroying) return;
      }
    } catch (error) {
      this.#failure = { error };
      this.#archive.destroy(null);
      return;
    }
    this.#total = total;
    if (this.#entryEnd <= total) this.#archive.end(null);
  }

  #countZeros(chunk: Uint8Array): void {
    let at = chunk.length;
    while (at > 0 && chunk[at - 1] === 0 && chunk.length - at < 2 * BLOCK) at--;
    const zeros = chunk.length - at;
    this.#trailingZeros = at === 0 ? this.#trailingZeros + zeros : zeros;
  }
}
