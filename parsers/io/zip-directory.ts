/**
 * The table of contents of a zip archive (PKWARE APPNOTE 6.3.10): central directory with zip64, or, where an interrupted
 * copy has lost it, the local headers in a row.
 */
import { cp437Text } from './cp437.js';
import type { RandomAccess } from './random-access.js';

export interface ZipEntry {
  readonly name: string;
  /** Compression method: 0 stored, 8 deflated, others as `zip.ts` lists them. */
  readonly method: number;
  readonly encrypted: boolean;
  /** Stated CRC-32 and sizes; null where only a data descriptor behind the content knows them. */
  readonly crc: number | null;
  readonly compressedSize: number | null;
  readonly size: number | null;
  /** Offset of the local header. */
  readonly headerOffset: number;
  readonly kind: 'file' | 'directory' | 'symlink' | 'special';
}

/** Says what is wrong with the directory, one sentence. */
export type ComplainDirectory = (reason: string) => void;

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const DESCRIPTOR = 0x08074b50;
const LOCATOR_64 = 0x07064b50;
const END_BYTES = 22;
const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;
const UTF8_NAME = 0x800;
/** Central directory records are read in pieces of this size. */
const PIECE = 256 * 1024;

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

/** All entries, in the order of the directory. Damage ends the list where it begins. */
export async function* readZipDirectory(zip: RandomAccess, complain: ComplainDirectory): AsyncGenerator<ZipEntry> {
  const end = await findEnd(zip);
  if (end !== null) {
    yield* centralEntries(zip, end, complain);
    return;
  }
  complain(
    'The zip archive has no directory at its end, as after an interrupted copy; its entries were read in a row.',
  );
  yield* localEntries(zip, complain);
}

interface DirectoryPlace {
  readonly start: number;
  readonly size: number;
  /** Bytes before the archive proper (a self-extractor, for example): added to every stated offset. */
  readonly shift: number;
}

async function findEnd(zip: RandomAccess): Promise<DirectoryPlace | null> {
  const tailStart = Math.max(0, zip.size - END_BYTES - 0xffff);
  const tail = await zip.read(tailStart, zip.size);
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (view.getUint32(at, true) !== END || at + END_BYTES + view.getUint16(at + 20, true) > tail.length) continue;
    const endOffset = tailStart + at;
    const place = { size: view.getUint32(at + 12, true), start: view.getUint32(at + 16, true) };
    const wide = await readEnd64(zip, endOffset);
    const { size, start } = wide ?? place;
    const directoryEnd = wide?.offset ?? endOffset;
    const shift = directoryEnd - size - start;
    if (shift < 0) continue;
    return { start: start + shift, size, shift };
  }
  return null;
}

async function readEnd64(
  zip: RandomAccess,
  endOffset: number,
): Promise<{ offset: number; start: number; size: number } | null> {
  if (endOffset < 20) return null;
  const locator = viewOf(await zip.read(endOffset - 20, endOffset));
  if (locator.byteLength < 20 || locator.getUint32(0, true) !== LOCATOR_64) return null;
  // Where bytes precede the archive, the stated offset is too small; then the record stands right before its locator.
  for (const offset of [readUint64(locator, 8), endOffset - 20 - 56]) {
    const record = viewOf(await zip.read(offset, offset + 56));
    if (record.byteLength < 56 || record.getUint32(0, true) !== END_64) continue;
    return { offset, size: readUint64(record, 40), start: readUint64(record, 48) };
  }
  return null;
}

async function* centralEntries(
  zip: RandomAccess,
  place: DirectoryPlace,
  complain: ComplainDirectory,
): AsyncGenerator<ZipEntry> {
  const end = Math.min(place.start + place.size, zip.size);
  let piece = await zip.read(place.start, Math.min(end, place.start + PIECE));
  let pieceStart = place.start;
  for (let at = place.start; at + CENTRAL_BYTES <= end;) {
    if (at + CENTRAL_BYTES + 3 * 0xffff > pieceStart + piece.length && pieceStart + piece.length < end) {
      pieceStart = at;
      piece = await zip.read(at, Math.min(end, at + PIECE));
    }
    const record = piece.subarray(at - pieceStart);
    const view = viewOf(record);
    if (record.length < CENTRAL_BYTES || view.getUint32(0, true) !== CENTRAL_HEADER) {
      complain(`The directory of the zip archive is damaged at byte ${at}: entries behind it are not listed.`);
      return;
    }
    const nameLength = view.getUint16(28, true);
    const extraLength = view.getUint16(30, true);
    const flags = view.getUint16(8, true);
    const name = record.subarray(CENTRAL_BYTES, CENTRAL_BYTES + nameLength);
    const wide = readExtra64(record.subarray(CENTRAL_BYTES + nameLength, CENTRAL_BYTES + nameLength + extraLength), {
      size: view.getUint32(24, true),
      compressedSize: view.getUint32(20, true),
      headerOffset: view.getUint32(42, true),
    });
    const text = nameText(name, flags);
    yield {
      name: text,
      method: view.getUint16(10, true),
      encrypted: (flags & ENCRYPTED) !== 0,
      crc: view.getUint32(16, true),
      compressedSize: wide.compressedSize,
      size: wide.size,
      headerOffset: wide.headerOffset + place.shift,
      kind: kindOf(text, view.getUint16(4, true) >>> 8, view.getUint32(38, true)),
    };
    at += CENTRAL_BYTES + nameLength + extraLength + view.getUint16(32, true);
  }
}

/** Entries by their local headers; stops behind one whose end is not found. */
async function* localEntries(zip: RandomAccess, complain: ComplainDirectory): AsyncGenerator<ZipEntry> {
  for (let at = 0; at + LOCAL_BYTES <= zip.size;) {
    const header = await zip.read(at, at + LOCAL_BYTES + 2 * 0xffff);
    if (header.length < LOCAL_BYTES) return;
    const view = viewOf(header);
    if (view.getUint32(0, true) !== LOCAL_HEADER) return;
    const nameLength = view.getUint16(26, true);
    const extraLength = view.getUint16(28, true);
    const flags = view.getUint16(6, true);
    const contentStart = at + LOCAL_BYTES + nameLength + extraLength;
    const sizesFollow = (flags & SIZES_FOLLOW) !== 0;
    const descriptor = sizesFollow ? await findDescriptor(zip, contentStart) : null;
    const wide = readExtra64(header.subarray(LOCAL_BYTES + nameLength, LOCAL_BYTES + nameLength + extraLength), {
      size: view.getUint32(22, true),
      compressedSize: view.getUint32(18, true),
      headerOffset: 0,
    });
    const text = nameText(header.subarray(LOCAL_BYTES, LOCAL_BYTES + nameLength), flags);
    yield {
      name: text,
      method: view.getUint16(8, true),
      encrypted: (flags & ENCRYPTED) !== 0,
      crc: sizesFollow ? null : view.getUint32(14, true),
      compressedSize: sizesFollow ? (descriptor?.distance ?? null) : wide.compressedSize,
      size: sizesFollow ? null : wide.size,
      headerOffset: at,
      kind: text.endsWith('/') ? 'directory' : 'file',
    };
    if (sizesFollow && descriptor === null) {
      complain(`The end of the entry ${JSON.stringify(text)} was not found: entries behind it are not listed.`);
      return;
    }
    at = descriptor?.end ?? contentStart + wide.compressedSize;
  }
}

/**
 * Finds the data descriptor of content that starts at `start`: signature, CRC, and a compressed size that is exactly the
 * distance from `start`. Answers that distance and the offset behind it, or null where none is left.
 */
async function findDescriptor(
  zip: RandomAccess,
  start: number,
): Promise<{ readonly distance: number; readonly end: number } | null> {
  const overlap = 24;
  for (let from = start; from < zip.size; from += PIECE) {
    const piece = viewOf(await zip.read(from, from + PIECE + overlap));
    for (let at = 0; at < PIECE && at + 16 <= piece.byteLength; at++) {
      if (piece.getUint8(at) !== 0x50 || piece.getUint32(at, true) !== DESCRIPTOR) continue;
      const distance = from + at - start;
      if (at + 24 <= piece.byteLength && distance > 0 && readUint64(piece, at + 8) === distance)
        return { distance, end: from + at + 24 };
      if (piece.getUint32(at + 8, true) === distance) return { distance, end: from + at + 16 };
    }
  }
  return null;
}

/** What stands before the content of an entry. */
export interface LocalHeader {
  /** Where the content begins. */
  readonly start: number;
  /** What it says otherwise than the directory, as words; null where the two agree. */
  readonly disagreement: string | null;
}

/** The entry as its own header has it, which says how long it is itself. Null where there is no header. */
export async function localHeader(zip: RandomAccess, entry: ZipEntry): Promise<LocalHeader | null> {
  const fixed = await zip.read(entry.headerOffset, entry.headerOffset + LOCAL_BYTES);
  const view = viewOf(fixed);
  if (fixed.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_HEADER) return null;
  const nameStart = entry.headerOffset + LOCAL_BYTES;
  const nameEnd = nameStart + view.getUint16(26, true);
  const flags = view.getUint16(6, true);
  const name = nameText(await zip.read(nameStart, nameEnd), flags);
  const method = view.getUint16(8, true);
  const sizes = [view.getUint32(18, true), view.getUint32(22, true)] as const;
  const said: string[] = [];
  if (name !== entry.name) said.push(`the name ${JSON.stringify(name)}`);
  if (method !== entry.method) said.push(`method ${method}`);
  if ((flags & SIZES_FOLLOW) === 0) {
    if (isOther(sizes[0], entry.compressedSize)) said.push(`${sizes[0]} packed bytes`);
    if (isOther(sizes[1], entry.size)) said.push(`${sizes[1]} bytes`);
  }
  return {
    start: nameEnd + view.getUint16(28, true),
    disagreement: said.length === 0 ? null : said.join(', '),
  };
}

/** 0xFFFFFFFF stands for a size in a field of zip64. */
function isOther(local: number, stated: number | null): boolean {
  return local !== 0xffffffff && stated !== null && local !== stated;
}

interface Sizes {
  readonly size: number;
  readonly compressedSize: number;
  readonly headerOffset: number;
}

/** Replaces every size that reads 0xFFFFFFFF by the zip64 field, which holds only those, in this order. */
function readExtra64(extra: Uint8Array, sizes: Sizes): Sizes {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length;) {
    const length = view.getUint16(at + 2, true);
    const end = at + 4 + length;
    if (view.getUint16(at, true) === 1 && end <= extra.length) {
      let next = at + 4;
      const widen = (value: number): number => {
        if (value !== 0xffffffff || next + 8 > end) return value;
        next += 8;
        return readUint64(view, next - 8);
      };
      return {
        size: widen(sizes.size),
        compressedSize: widen(sizes.compressedSize),
        headerOffset: widen(sizes.headerOffset),
      };
    }
    at = end;
  }
  return sizes;
}

function nameText(bytes: Uint8Array, flags: number): string {
  if ((flags & UTF8_NAME) !== 0) return new TextDecoder().decode(bytes);
  try {
    // Many writers store UTF-8 without saying so.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return cp437Text(bytes);
  }
}

/** `madeBy` 3 is Unix, whose file mode stands in the upper half of the attributes. */
function kindOf(name: string, madeBy: number, attributes: number): ZipEntry['kind'] {
  if (name.endsWith('/')) return 'directory';
  const type = madeBy === 3 ? (attributes >>> 16) & 0o170000 : 0;
  if (type === 0o120000) return 'symlink';
  if (type === 0o040000) return 'directory';
  return type === 0 || type === 0o100000 ? 'file' : 'special';
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Beyond 2^53 the number is only known to be too large for any file, which is all that is asked of it. */
function readUint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}
