/** The content of zip entries: stored or deflated, checked against CRC-32 and size. */
import { ByteStream } from './byte-stream.js';
import { crc32 } from './crc32.js';
import type { DecompressionBudget } from './decompression-budget.js';
import type { Complain } from './gunzip.js';
import { Inflater, type InflateState } from './inflater.js';
import type { RandomAccess } from './random-access.js';
import { localHeader, type ZipEntry } from './zip-directory.js';

const STORED = 0;
const DEFLATED = 8;
const PIECE = 256 * 1024;

const METHODS: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'zstd',
  95: 'xz',
  98: 'PPMd',
};

/** Why the content of this entry cannot be read, or null. */
export function unreadableZipEntry(
  entry: ZipEntry,
): { readonly code: 'archive-encrypted' | 'unsupported'; readonly reason: string } | null {
  if (entry.encrypted) {
    return {
      code: 'archive-encrypted',
      reason: 'The entry is encrypted: decrypt the archive and add the result as an exhibit.',
    };
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    const method = METHODS[entry.method] ?? `method ${entry.method}`;
    return {
      code: 'unsupported',
      reason: `The entry is compressed with ${method}, which is not read: unpack it and add the result as an exhibit.`,
    };
  }
  return null;
}

/** Content of an entry that can be read. Damage ends it where it begins. */
export function zipContent(
  zip: RandomAccess,
  entry: ZipEntry,
  budget: DecompressionBudget,
  complain: Complain,
): ByteStream {
  return new ByteStream(checked(zip, entry, budget, complain));
}

/** The stored bytes of an entry that cannot be read, for their hash. */
export async function* rawZipContent(zip: RandomAccess, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const header = await localHeader(zip, entry);
  if (header === null) return;
  for await (const { piece } of storedPieces(zip, header.start, entry)) yield piece;
}

async function* checked(
  zip: RandomAccess,
  entry: ZipEntry,
  budget: DecompressionBudget,
  complain: Complain,
): AsyncGenerator<Uint8Array> {
  const header = await localHeader(zip, entry);
  if (header === null) {
    complain('archive-damaged', 0, 'The zip directory points to a place without this entry; it was not read.');
    return;
  }
  const { start, disagreement } = header;
  if (disagreement !== null) {
    complain(
      'archive-damaged',
      0,
      `The header before this entry says ${disagreement}, the zip directory says otherwise; it was read as the directory says.`,
    );
  }
  let content = 0;
  let crc = 0;
  const source = entry.method === STORED ? storedPieces(zip, start, entry) : inflatedPieces(zip, start, complain);
  for await (const { piece, stored } of source) {
    const limit = budget.spend(piece.length, content + piece.length, stored);
    if (limit !== null) {
      complain('archive-limit', content, limit);
      return;
    }
    content += piece.length;
    crc = crc32(piece, crc);
    yield piece;
  }
  if (entry.size !== null && content !== entry.size) {
    complain(
      'archive-damaged',
      content,
      `The zip directory states ${entry.size} bytes for this entry, ${content} were read.`,
    );
  } else if (entry.crc !== null && crc !== entry.crc) {
    complain(
      'archive-damaged',
      content,
      'The check sum of the zip entry does not agree with its content; the content was read and may be altered.',
    );
  }
}

/** A piece of content and how many stored bytes it took so far. */
interface Piece {
  readonly piece: Uint8Array;
  readonly stored: number;
}

async function* storedPieces(zip: RandomAccess, start: number, entry: ZipEntry): AsyncGenerator<Piece> {
  const end = entry.compressedSize === null ? zip.size : Math.min(zip.size, start + entry.compressedSize);
  for (let at = start; at < end;) {
    const piece = await zip.read(at, Math.min(end, at + PIECE));
    if (piece.length === 0) return;
    at += piece.length;
    yield { piece, stored: at - start };
  }
}

async function* inflatedPieces(zip: RandomAccess, start: number, complain: Complain): AsyncGenerator<Piece> {
  let pieces: Uint8Array[] = [];
  let content = 0;
  const inflater = new Inflater((piece) => pieces.push(piece));
  let state: InflateState = { kind: 'more' };
  for (let at = start; state.kind === 'more';) {
    // The data says itself where it ends, so a stated size that is too small costs nothing.
    const chunk = await zip.read(at, Math.min(zip.size, at + PIECE));
    at += chunk.length;
    state = inflater.push(chunk, chunk.length === 0);
    for (const piece of pieces) {
      content += piece.length;
      yield { piece, stored: at - start };
    }
    pieces = [];
  }
  if (state.kind === 'damaged')
    complain('archive-damaged', content, `The zip entry is damaged: ${state.reason}; what precedes it was read.`);
}
