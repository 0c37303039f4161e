/**
 * Sparse files in tar, as GNU tar writes them: the archive holds their pieces only, and a map of where these belong. Forms:
 * old GNU (type `S`, map in the header and in blocks behind it), pax 0.1 (map in the extended header), pax 1.0 (map before
 * the pieces). Specification: GNU tar manual, "Storing Sparse Files".
 */
import type { ByteStream } from './byte-stream.js';
import type { DecompressionBudget } from './decompression-budget.js';
import type { Complain } from './gunzip.js';
import { isTarHeader, numberAt, readPax } from './tar-header.js';

const BLOCK = 512;
/** Larger extended headers are not looked into. */
const LARGEST_PAX = 1024 * 1024;
/** A map of more pieces is taken for damage. */
const MOST_PIECES = 1_000_000;
const ZEROS = new Uint8Array(64 * 1024);

/** Where a piece belongs in the file, in bytes. */
interface Piece {
  readonly offset: number;
  readonly length: number;
}

/** A sparse file: its size, and its map where it does not stand before the pieces. */
export interface SparseFile {
  readonly size: number;
  readonly pieces: readonly Piece[] | null;
}

/**
 * Takes the blocks with further pieces of old GNU sparse files out of an archive: no reader that does not know them finds the next
 * entry behind them. All else passes as it is, also what is no tar.
 */
export class SparseBlocks {
  readonly #source: ByteStream;
  /** Pieces of the blocks behind the header at this place of what was passed on. */
  readonly #further = new Map<number, readonly Piece[]>();
  #passed = 0;
  /** What was taken out behind the place asked last. */
  #removed: { readonly at: number; readonly bytes: number }[] = [];
  #bytesBefore = 0;

  constructor(source: ByteStream) {
    this.#source = source;
  }

  /** Hands over the pieces that stood behind the header which ends at `at` of what was passed on. */
  furtherPieces(at: number): readonly Piece[] {
    const pieces = this.#further.get(at) ?? [];
    this.#further.delete(at);
    return pieces;
  }

  /** Place in the archive of a place in what was passed on. Places are asked in their order: an archive may hold very many. */
  placeInArchive(at: number): number {
    while ((this.#removed[0]?.at ?? Number.POSITIVE_INFINITY) <= at) this.#bytesBefore += this.#removed.shift()!.bytes;
    return at + this.#bytesBefore;
  }

  /** The archive, piece by piece; one that is damaged passes unchanged from there on. */
  async *passOn(): AsyncGenerator<Uint8Array> {
    let paxSize: number | null = null;
    for (let header = await this.#block(); header !== null; header = await this.#block()) {
      const isHeader = isTarHeader(header);
      const flag = String.fromCharCode(header[156]!);
      // Known before the header is, for whoever reads it.
      if (isHeader && flag === 'S' && header[482] === 1) await this.#takeBlocks();
      yield header;
      if (header[0] === 0) continue;
      if (!isHeader) break;
      let left = padded(paxSize ?? numberAt(header, 124, 12));
      if (flag === 'x' && left <= LARGEST_PAX) {
        const data = await this.#source.take(left);
        if (data === null) break;
        paxSize = sizeIn(data);
        left = 0;
        yield this.#counted(data);
      } else if (!'gLK'.includes(flag)) paxSize = null;
      if (flag === '5') left = 0;
      while (left > 0) {
        const piece = await this.#source.read(left);
        if (piece === null) return;
        left -= piece.length;
        yield this.#counted(piece);
      }
    }
    for (let rest = await this.#source.read(); rest !== null; rest = await this.#source.read())
      yield this.#counted(rest);
  }

  async #block(): Promise<Uint8Array | null> {
    const block = await this.#source.take(BLOCK);
    return block === null ? null : this.#counted(block);
  }

  #counted(bytes: Uint8Array): Uint8Array {
    this.#passed += bytes.length;
    return bytes;
  }

  async #takeBlocks(): Promise<void> {
    const pieces: Piece[] = [];
    let bytes = 0;
    for (let more = true; more && pieces.length < MOST_PIECES;) {
      const block = await this.#source.take(BLOCK);
      if (block === null) break;
      bytes += BLOCK;
      pieces.push(...piecesAt(block, 0, 21));
      more = block[504] === 1;
    }
    this.#further.set(this.#passed, pieces);
    this.#removed.push({ at: this.#passed, bytes });
  }
}

function padded(size: number): number {
  return Math.max(0, Math.ceil(size / BLOCK) * BLOCK);
}

function sizeIn(pax: Uint8Array): number | null {
  const properties = new Map<string, string>();
  readPax(pax, properties);
  const text = properties.get('size') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Pairs of offset and length, twelve bytes each; an empty one ends them. */
function piecesAt(block: Uint8Array, at: number, most: number): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let index = 0; index < most && block[at + index * 24] !== 0; index++)
    pieces.push({ offset: numberAt(block, at + index * 24, 12), length: numberAt(block, at + index * 24 + 12, 12) });
  return pieces;
}

/** The old GNU form: `header` is the entry's own block, `further` what stood behind it. */
export function oldSparseFile(header: Uint8Array, further: readonly Piece[]): SparseFile {
  return { size: numberAt(header, 483, 12), pieces: [...piecesAt(header, 386, 4), ...further] };
}

/** The forms of extended headers; null for 0.0, which repeats keys and was written by one version of GNU tar only. */
export function paxSparseFile(pax: Readonly<Record<string, string>>): SparseFile | null {
  const size = Number(pax['GNU.sparse.realsize'] ?? pax['GNU.sparse.size']);
  if (!Number.isSafeInteger(size)) return null;
  if (pax['GNU.sparse.major'] === '1') return { size, pieces: null };
  const numbers = pax['GNU.sparse.map']?.split(',').map(Number);
  return numbers === undefined ? null : { size, pieces: paired(numbers) };
}

function paired(numbers: readonly number[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) pieces.push({ offset: numbers[at]!, length: numbers[at + 1]! });
  return pieces;
}

/** The file as it was, its holes as zeros: what GNU tar extracts. Holes count as unpacked content. */
export async function* wholeFile(
  content: ByteStream,
  file: SparseFile,
  budget: DecompressionBudget,
  complain: Complain,
): AsyncGenerator<Uint8Array> {
  const damaged = (): void =>
    complain('archive-damaged', at, 'The map of this sparse file is damaged; what precedes the damage was read.');
  let at = 0;
  const pieces = file.pieces ?? (await mapBefore(content));
  if (pieces === null) return damaged();
  let stored = 0;
  for (const { offset, length } of [...pieces, { offset: file.size, length: 0 }]) {
    if (!Number.isSafeInteger(offset) || !(length >= 0) || offset < at || offset + length > file.size) return damaged();
    while (at < offset) {
      const hole = ZEROS.subarray(0, Math.min(ZEROS.length, offset - at));
      const limit = budget.spend(hole.length, at + hole.length, stored + BLOCK);
      if (limit !== null) return complain('archive-limit', at, limit);
      at += hole.length;
      yield hole;
    }
    for (let left = length; left > 0;) {
      const piece = await content.read(left);
      if (piece === null) return;
      left -= piece.length;
      at += piece.length;
      stored += piece.length;
      yield piece;
    }
  }
}

/** pax 1.0: decimal numbers, each with a line end, the first says how many pairs follow; padded to whole blocks. */
async function mapBefore(content: ByteStream): Promise<readonly Piece[] | null> {
  const numbers: number[] = [];
  let text = '';
  for (let wanted = 1; numbers.length < wanted;) {
    const block = await content.take(BLOCK);
    if (block === null) return null;
    const lines = (text + new TextDecoder().decode(block)).split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      if (numbers.length === wanted) break;
      if (!/^\d{1,15}$/.test(line)) return null;
      numbers.push(Number(line));
      if (numbers.length === 1) wanted = 1 + 2 * Number(line);
    }
    if (wanted > 2 * MOST_PIECES) return null;
  }
  return paired(numbers.slice(1));
}
