import type { ByteStream } from './byte-stream.js';
import { decompress, type Decoder } from './decompress.js';
import type { DecompressionBudget } from './decompression-budget.js';
import { gunzip, isGzip, type Complain } from './gunzip.js';
import { isBzip2, unbzip2 } from './unbzip2.js';
import { isXz, unxz } from './unxz.js';
import { isZstd, unzstd } from './unzstd.js';

/** One way of compressing a file as a whole, told by its first bytes. */
export interface Compression {
  readonly is: (head: Uint8Array) => boolean;
  /** Content of all its frames, streams or members; damage ends it where it begins. */
  readonly open: (source: ByteStream, budget: DecompressionBudget, complain: Complain) => AsyncIterable<Uint8Array>;
}

/** Bytes of the start of a member that decide. */
export const COMPRESSION_HEAD = 512;

const decoded =
  (kind: string, decode: Decoder): Compression['open'] =>
  (source, budget, complain) =>
    decompress(kind, decode, source, budget, complain);

const COMPRESSIONS: readonly Compression[] = [
  { is: isGzip, open: gunzip },
  { is: isZstd, open: decoded('zstd', unzstd) },
  { is: isBzip2, open: decoded('bzip2', unbzip2) },
  { is: isXz, open: decoded('xz', unxz) },
];

/** How the bytes with this start are compressed, or null. */
export function compressionOf(head: Uint8Array): Compression | null {
  return COMPRESSIONS.find(({ is }) => is(head)) ?? null;
}

/** A file name without the ending of its compression. */
export function nameWithoutCompression(name: string): string {
  if (/\.(?:tgz|tzst|tbz2?|txz)$/i.test(name)) return name.replace(/\.[^.]*$/, '.tar');
  return name.replace(/\.(?:gz|zst|bz2|xz)$/i, '');
}
