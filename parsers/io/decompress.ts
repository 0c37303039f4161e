/** What the decoders of zstd, bzip2 and xz share: how they give content, how damage is told, what they may cost. */
import { ByteStream } from './byte-stream.js';
import type { DecompressionBudget } from './decompression-budget.js';
import type { Complain } from './gunzip.js';

/** Thrown by a decoder where its data cannot be read on; the content given so far stands. */
export class DamagedData extends Error {}

/** A decoder gives content piece by piece, asks `warn` about what costs no content, and throws `DamagedData`. */
export type Decoder = (source: ByteStream, warn: (reason: string) => void) => AsyncGenerator<Uint8Array>;

/** A piece of content and how many stored bytes it took so far. */
export interface DecodedPiece {
  readonly piece: Uint8Array;
  readonly stored: number;
}

/** Runs a decoder and turns damage into complaints. `kind` is its name for the examiner. */
export async function* decoded(
  kind: string,
  decode: Decoder,
  source: AsyncIterable<Uint8Array>,
  complain: Complain,
): AsyncGenerator<DecodedPiece> {
  let stored = 0;
  let content = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      stored += chunk.length;
      yield chunk;
    }
  }
  const warn = (reason: string): void => complain('archive-damaged', content, reason);
  try {
    for await (const piece of decode(new ByteStream(counted()), warn)) {
      content += piece.length;
      yield { piece, stored };
    }
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error;
    complain('archive-damaged', content, `The ${kind} data ${error.message}; what precedes it was read.`);
  }
}

/** The content that a decoder gives, booked in the budget; ends where a limit is hit. */
export async function* decompress(
  kind: string,
  decode: Decoder,
  source: ByteStream,
  budget: DecompressionBudget,
  complain: Complain,
): AsyncGenerator<Uint8Array> {
  let content = 0;
  for await (const { piece, stored } of decoded(kind, decode, source, complain)) {
    const limit = budget.spend(piece.length, content + piece.length, stored);
    if (limit !== null) return complain('archive-limit', content, limit);
    content += piece.length;
    yield piece;
  }
}

/** Takes exactly `count` bytes; throws `DamagedData` where fewer are left. */
export async function takeAll(source: ByteStream, count: number): Promise<Uint8Array> {
  const bytes = await source.take(count);
  if (bytes === null) throw new DamagedData('ends early');
  return bytes;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Passes over zeros; true where the source ends behind them. */
export async function onlyZerosFollow(source: ByteStream): Promise<boolean> {
  for (let chunk = await source.read(); chunk !== null; chunk = await source.read()) {
    const other = chunk.findIndex((byte) => byte !== 0);
    if (other < 0) continue;
    source.unread(chunk.subarray(other));
    return false;
  }
  return true;
}
