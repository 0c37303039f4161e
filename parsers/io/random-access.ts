import { concatBytes, type ByteStream } from './byte-stream.js';

/** Bytes that can be read at any place. */
export interface RandomAccess {
  readonly size: number;
  /** The bytes [from, to), cut to the size; may be fewer only where the source has shrunk. */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** Holds a stream in memory; null where it is longer than `limit` bytes (the stream is then partly read). */
export async function holdInMemory(stream: ByteStream, limit: number): Promise<RandomAccess | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await stream.read(); chunk !== null; chunk = await stream.read()) {
    size += chunk.length;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  const bytes = concatBytes(chunks);
  return { size, read: (from, to) => Promise.resolve(bytes.subarray(Math.max(0, from), Math.max(0, to))) };
}
