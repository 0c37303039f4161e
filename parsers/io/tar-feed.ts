import type { Extract } from 'tar-stream';
import { concatBytes, type ByteStream } from './byte-stream.js';

const BLOCK = 512;

/** The headers of one entry, extended ones first: their bytes, and where they begin in the archive. */
export interface RawHeader {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

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
  /** What was written from the end of the last entry on: the headers of the next one. */
  #kept: Uint8Array[] = [];
  #keptFrom = 0;
  #header: RawHeader = { offset: 0, bytes: new Uint8Array(0) };

  constructor(archive: Extract, source: ByteStream) {
    this.#archive = archive;
    this.#source = source;
    archive.on('entry', (header, stream) => {
      const contentStart = stream.offset + BLOCK;
      this.#entryEnd = contentStart + (header.type === 'directory' ? 0 : header.size);
      this.#takeHeader(contentStart);
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

  /** The headers of the entry announced last, as they stand in the archive. */
  get header(): RawHeader {
    return this.#header;
  }

  /** Cuts out what lies between the last entry and `end`, empty blocks left out. */
  #takeHeader(end: number): void {
    const kept = this.#kept.length === 1 ? this.#kept[0]! : concatBytes(this.#kept);
    const bytes = kept.subarray(0, end - this.#keptFrom);
    let start = 0;
    while (start < bytes.length - BLOCK && bytes.subarray(start, start + BLOCK).every((byte) => byte === 0))
      start += BLOCK;
    this.#header = { offset: this.#keptFrom + start, bytes: bytes.slice(start) };
    const next = Math.ceil(this.#entryEnd / BLOCK) * BLOCK;
    const rest = kept.subarray(next - this.#keptFrom);
    this.#kept = rest.length > 0 ? [rest] : [];
    this.#keptFrom = next;
  }

  /** Keeps what may be headers: everything that does not belong to the content of the entry being read. */
  #keep(chunk: Uint8Array, at: number): void {
    const from = Math.max(0, this.#keptFrom - at);
    if (from < chunk.length) this.#kept.push(chunk.subarray(from));
  }

  async #pump(): Promise<void> {
    let total = 0;
    try {
      for (let chunk = await this.#source.read(); chunk !== null; chunk = await this.#source.read()) {
        this.#keep(chunk, total);
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
