/**
 * Zstandard (RFC 8878): all frames of the stream, skippable ones passed over, as `zstd -dc` gives them. fzstd decodes; frames
 * and blocks are walked here, so that one block at a time is in memory and what precedes damage is kept. The check sum that a
 * frame may have is compared.
 */
import { Decompress } from 'fzstd';
import { concatBytes, type ByteStream } from './byte-stream.js';
import { DamagedData, onlyZerosFollow, takeAll, viewOf } from './decompress.js';
import { Xxh64 } from './xxh64.js';

const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const LAST_BLOCK = 1;
const RLE_BLOCK = 1;
const RESERVED_BLOCK = 3;
const LARGEST_BLOCK = 128 * 1024;
/** The largest window that `zstd -d` takes without being told. */
const LARGEST_WINDOW = 128 * 1024 * 1024;

/** True for a frame, and for a skippable frame at the start, of which parallel writers make use. */
export function isZstd(head: Uint8Array): boolean {
  if (head.length < 8) return false;
  const view = viewOf(head);
  const magic = view.getUint32(0, true);
  if (magic === MAGIC) return true;
  if (!isSkippable(magic)) return false;
  const next = 8 + view.getUint32(4, true);
  return next + 4 <= head.length && view.getUint32(next, true) === MAGIC;
}

export async function* unzstd(source: ByteStream, warn: (reason: string) => void): AsyncGenerator<Uint8Array> {
  while (!(await ended(source))) {
    const magic = viewOf(await takeAll(source, 4)).getUint32(0, true);
    if (isSkippable(magic)) await skip(source, viewOf(await takeAll(source, 4)).getUint32(0, true));
    else if (magic === MAGIC) yield* frame(source, warn);
    else throw new DamagedData('is followed by bytes that are not zstd');
  }
}

async function ended(source: ByteStream): Promise<boolean> {
  const [next] = await source.peek(1);
  return next === undefined || (next === 0 && (await onlyZerosFollow(source)));
}

async function* frame(source: ByteStream, warn: (reason: string) => void): AsyncGenerator<Uint8Array> {
  const header = await frameHeader(source);
  const sum = header.hasCheckSum ? new Xxh64() : null;
  let pieces: Uint8Array[] = [];
  const decoder = new Decompress((piece) => {
    if (piece.length > 0) pieces.push(piece);
  });
  let isLast = false;
  let input: Uint8Array = header.bytes;
  while (!isLast) {
    const block = await takeBlock(source);
    isLast = block.isLast;
    const tail = isLast && header.hasCheckSum ? await takeAll(source, 4) : new Uint8Array(0);
    input = concatBytes([input, block.bytes, tail]);
    try {
      decoder.push(input, isLast);
    } catch (error) {
      throw new DamagedData(`is damaged (${error instanceof Error ? error.message : String(error)})`);
    }
    input = new Uint8Array(0);
    for (const piece of pieces) sum?.update(piece);
    yield* pieces;
    pieces = [];
    // Only the lower half is written.
    if (tail.length > 0 && sum !== null && viewOf(tail).getUint32(0, true) !== sum.digest()[1])
      warn('The check sum of a zstd frame does not agree with its content; the content was read and may be altered.');
  }
}

interface FrameHeader {
  /** With its magic. */
  readonly bytes: Uint8Array;
  readonly hasCheckSum: boolean;
}

async function frameHeader(source: ByteStream): Promise<FrameHeader> {
  const [descriptor = 0] = await source.peek(1);
  const isSingle = (descriptor & 32) !== 0;
  const sizeFlag = descriptor >>> 6;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3]!;
  const sizeBytes = sizeFlag === 0 ? Number(isSingle) : 1 << sizeFlag;
  const windowBytes = isSingle ? 0 : 1;
  const rest = await takeAll(source, 1 + windowBytes + dictionaryBytes + sizeBytes);
  const dictionary = rest.subarray(1 + windowBytes, 1 + windowBytes + dictionaryBytes);
  if (dictionary.some((byte) => byte !== 0))
    throw new DamagedData('was compressed with a dictionary, which is not in it');
  const window = isSingle ? contentSize(rest.subarray(1 + dictionaryBytes)) : windowSize(rest[1]!);
  if (window > LARGEST_WINDOW)
    throw new DamagedData(
      `asks for a window of ${window} bytes, more than the ${LARGEST_WINDOW} that are given: unpack it with zstd --long`,
    );
  const magic = new Uint8Array(4);
  viewOf(magic).setUint32(0, MAGIC, true);
  return { bytes: concatBytes([magic, rest]), hasCheckSum: (descriptor & 4) !== 0 };
}

function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 7);
}

/** Little-endian; two bytes count from 256. */
function contentSize(bytes: Uint8Array): number {
  const size = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
  return bytes.length === 2 ? size + 256 : size;
}

async function takeBlock(source: ByteStream): Promise<{ readonly bytes: Uint8Array; readonly isLast: boolean }> {
  const [a = 0, b = 0, c = 0] = await peekAll(source, 3);
  const type = (a >>> 1) & 3;
  const size = (a >>> 3) | (b << 5) | (c << 13);
  if (type === RESERVED_BLOCK || size > LARGEST_BLOCK) throw new DamagedData('is damaged (no block where one must be)');
  return { bytes: await takeAll(source, 3 + (type === RLE_BLOCK ? 1 : size)), isLast: (a & LAST_BLOCK) !== 0 };
}

async function peekAll(source: ByteStream, count: number): Promise<Uint8Array> {
  const bytes = await source.peek(count);
  if (bytes.length < count) throw new DamagedData('ends early');
  return bytes;
}

async function skip(source: ByteStream, count: number): Promise<void> {
  for (let left = count; left > 0;) {
    const chunk = await source.read(left);
    if (chunk === null) throw new DamagedData('ends early');
    left -= chunk.length;
  }
}

function isSkippable(magic: number): boolean {
  return (magic & 0xfffffff0) >>> 0 === SKIPPABLE;
}
