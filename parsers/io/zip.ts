/** The content of zip entries (PKWARE APPNOTE, methods of 4.4.5), checked against CRC-32 and size. */
import { ByteStream } from './byte-stream.js';
import { crc32 } from './crc32.js';
import { decoded, type DecodedPiece, type Decoder } from './decompress.js';
import type { DecompressionBudget } from './decompression-budget.js';
import type { Complain } from './gunzip.js';
import { DEFLATE, DEFLATE64, type DeflateVariant } from './huffman.js';
import { Inflater, type InflateState } from './inflater.js';
import type { RandomAccess } from './random-access.js';
import { unbzip2 } from './unbzip2.js';
import { unxz } from './unxz.js';
import { unzstd } from './unzstd.js';
import { localHeader, type ZipEntry } from './zip-directory.js';

const PIECE = 256 * 1024;

/** Gives the content of an entry whose stored bytes begin at `start`. */
type OpenContent = (
  zip: RandomAccess,
  start: number,
  entry: ZipEntry,
  complain: Complain,
) => AsyncGenerator<DecodedPiece>;

const METHODS: ReadonlyMap<number, OpenContent> = new Map<number, OpenContent>([
  [0, storedPieces],
  [8, inflated(DEFLATE)],
  [9, inflated(DEFLATE64)],
  [12, decodedWith('bzip2', unbzip2)],
  [20, decodedWith('zstd', unzstd)],
  [93, decodedWith('zstd', unzstd)],
  [95, decodedWith('xz', unxz)],
]);

const UNREAD: Readonly<Record<number, string>> = {
  1: 'Shrink',
  6: 'Implode',
  14: 'LZMA',
  94: 'MP3',
  96: 'JPEG',
  97: 'WavPack',
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
  if (!METHODS.has(entry.method)) {
    const method = UNREAD[entry.method] ?? `method ${entry.method}`;
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
  const open = METHODS.get(entry.method) ?? storedPieces;
  for await (const { piece, stored } of open(zip, start, entry, complain)) {
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

async function* storedPieces(zip: RandomAccess, start: number, entry: ZipEntry): AsyncGenerator<DecodedPiece> {
  const end = entry.compressedSize === null ? zip.size : Math.min(zip.size, start + entry.compressedSize);
  for (let at = start; at < end;) {
    const piece = await zip.read(at, Math.min(end, at + PIECE));
    if (piece.length === 0) return;
    at += piece.length;
    yield { piece, stored: at - start };
  }
}

function decodedWith(kind: string, decode: Decoder): OpenContent {
  return async function* open(zip, start, entry, complain) {
    async function* source(): AsyncGenerator<Uint8Array> {
      for await (const { piece } of storedPieces(zip, start, entry)) yield piece;
    }
    yield* decoded(kind, decode, source(), complain);
  };
}

function inflated(variant: DeflateVariant): OpenContent {
  return async function* open(zip, start, _entry, complain) {
    let pieces: Uint8Array[] = [];
    let content = 0;
    const inflater = new Inflater((piece) => pieces.push(piece), variant);
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
  };
}
