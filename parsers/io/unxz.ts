/**
 * xz (The .xz File Format 1.2.1): all streams one after the other with LZMA2, as `xz -dc` gives them; check sums CRC-32, CRC-64
 * and SHA-256 are compared. Other filters (for programs of some processors) are named and not read. The index at the end
 * repeats what the blocks say and is passed over.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import type { ByteStream } from './byte-stream.js';
import { crc32 } from './crc32.js';
import { crc64, CRC64_START } from './crc64.js';
import { DamagedData, onlyZerosFollow, takeAll, viewOf } from './decompress.js';
import { Lzma2 } from './lzma2.js';

const MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
const LZMA2 = 0x21;
const FILTERS: Readonly<Record<number, string>> = {
  0x03: 'delta',
  0x04: 'x86',
  0x05: 'PowerPC',
  0x06: 'IA-64',
  0x07: 'ARM',
  0x08: 'ARM-Thumb',
  0x09: 'SPARC',
  0x0a: 'ARM64',
  0x0b: 'RISC-V',
};
/** Bytes of the check by its type. */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];
const LARGEST_DICTIONARY = 128 * 1024 * 1024;

export function isXz(head: Uint8Array): boolean {
  return MAGIC.every((byte, at) => head[at] === byte);
}

export async function* unxz(source: ByteStream, warn: (reason: string) => void): AsyncGenerator<Uint8Array> {
  do {
    const header = await takeAll(source, 12);
    if (!isXz(header)) throw new DamagedData('is followed by bytes that are not xz');
    if (crc32(header.subarray(6, 8)) !== viewOf(header).getUint32(8, true))
      throw new DamagedData('has a damaged header');
    const checkType = header[7]! & 15;
    for (;;) {
      const [size] = await source.peek(1);
      if (size === undefined) throw new DamagedData('ends early');
      if (size === 0) break;
      yield* block(source, checkType, warn);
    }
    await skipIndex(source);
    await takeAll(source, 12);
  } while (!(await onlyZerosFollow(source)));
}

async function* block(
  source: ByteStream,
  checkType: number,
  warn: (reason: string) => void,
): AsyncGenerator<Uint8Array> {
  const decoder = new Lzma2(await dictionarySize(source));
  const check = checker(checkType);
  let stored = 0;
  for (;;) {
    const control = (await takeAll(source, 1))[0]!;
    stored += 1;
    if (control === 0) break;
    const sizes = await takeAll(source, control < 0x80 ? 2 : control >= 0xc0 ? 5 : 4);
    const count = control < 0x80 ? ((sizes[0]! << 8) | sizes[1]!) + 1 : ((sizes[2]! << 8) | sizes[3]!) + 1;
    const data = await takeAll(source, count);
    stored += sizes.length + count;
    const piece = decoder.chunk(control, sizes, data);
    check?.update(piece);
    yield piece;
  }
  await takeAll(source, (4 - (stored % 4)) % 4);
  const stated = await takeAll(source, CHECK_BYTES[checkType]!);
  if (check !== null && !check.agrees(stated))
    warn('The check sum of an xz block does not agree with its content; the content was read and may be altered.');
}

/** Takes the header of a block; answers the dictionary that its only filter, LZMA2, asks for. */
async function dictionarySize(source: ByteStream): Promise<number> {
  const [size = 0] = await source.peek(1);
  const header = await takeAll(source, (size + 1) * 4);
  const end = header.length - 4;
  if (crc32(header.subarray(0, end)) !== viewOf(header).getUint32(end, true))
    throw new DamagedData('has a damaged block header');
  const flags = header[1]!;
  let at = 2;
  const number = (): number => {
    const read = readNumber(header.subarray(0, end), at);
    at = read.next;
    return read.value;
  };
  if ((flags & 0x40) !== 0) number();
  if ((flags & 0x80) !== 0) number();
  const filter = number();
  if ((flags & 3) !== 0 || filter !== LZMA2) {
    const name = FILTERS[filter] ?? `number ${filter}`;
    throw new DamagedData(`uses the filter ${name}, which is not read: unpack it with xz and add the result`);
  }
  number();
  const bits = header[at]! & 63;
  const dictionary = bits >= 40 ? 2 ** 32 : (2 | (bits & 1)) * 2 ** ((bits >>> 1) + 11);
  return Math.min(dictionary, LARGEST_DICTIONARY);
}

async function skipIndex(source: ByteStream): Promise<void> {
  const read = { bytes: 1 };
  await takeAll(source, 1);
  const records = await takeNumber(source, read);
  for (let left = records * 2; left > 0; left--) await takeNumber(source, read);
  await takeAll(source, ((4 - (read.bytes % 4)) % 4) + 4);
}

async function takeNumber(source: ByteStream, read: { bytes: number }): Promise<number> {
  const head = await source.peek(9);
  const { value, next } = readNumber(head, 0);
  await takeAll(source, next);
  read.bytes += next;
  return value;
}

/** Seven bits per byte, the lowest first. */
function readNumber(bytes: Uint8Array, from: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let at = from; at < bytes.length && at < from + 9; at++) {
    value += (bytes[at]! & 127) * 2 ** (7 * (at - from));
    if (bytes[at]! < 128) return { value, next: at + 1 };
  }
  throw new DamagedData('ends early');
}

interface Checker {
  update(piece: Uint8Array): void;
  agrees(stated: Uint8Array): boolean;
}

/** Null for no check, and for types that nobody writes. */
function checker(type: number): Checker | null {
  if (type === 1) {
    let crc = 0;
    return {
      update: (piece) => (crc = crc32(piece, crc)),
      agrees: (stated) => viewOf(stated).getUint32(0, true) === crc,
    };
  }
  if (type === 4) {
    let crc = CRC64_START;
    return {
      update: (piece) => (crc = crc64(piece, crc)),
      agrees: (stated) =>
        viewOf(stated).getUint32(0, true) === crc.low >>> 0 && viewOf(stated).getUint32(4, true) === crc.high >>> 0,
    };
  }
  if (type !== 10) return null;
  const hash = sha256.create();
  return {
    update: (piece) => void hash.update(piece),
    agrees: (stated) => hash.digest().every((byte, at) => byte === stated[at]),
  };
}
