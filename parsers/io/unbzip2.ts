/**
 * bzip2: all streams one after the other, as `bzip2 -dc` gives them. A block (at most 900 kB of content) is undone as a whole,
 * so damage costs the block that it lies in and everything behind it; both check sums are compared.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { bzip2Block, Bzip2Bits } from './bzip2-block.js';
import type { ByteStream } from './byte-stream.js';
import { DamagedData, onlyZerosFollow, takeAll } from './decompress.js';

/** Longest codes for every symbol of a block: no block takes more for each 100 kB of content. */
const BLOCK_BYTES_PER_LEVEL = 256 * 1024;
const BLOCK_START = '314159265359';
const STREAM_END = '177245385090';
const MAGIC_BITS = 48;

/** `BZh`, a level from 1 to 9, and the start of a block or the end of an empty stream. */
export function isBzip2(head: Uint8Array): boolean {
  if (head[0] !== 0x42 || head[1] !== 0x5a || head[2] !== 0x68 || !(head[3]! >= 0x31 && head[3]! <= 0x39)) return false;
  const magic = bytesToHex(head.subarray(4, 10));
  return magic === BLOCK_START || magic === STREAM_END;
}

export async function* unbzip2(source: ByteStream, warn: (reason: string) => void): AsyncGenerator<Uint8Array> {
  do {
    const header = await takeAll(source, 4);
    if (header[0] !== 0x42 || header[1] !== 0x5a || header[2] !== 0x68 || header[3]! < 0x31 || header[3]! > 0x39)
      throw new DamagedData('is followed by bytes that are not bzip2');
    yield* stream(source, header[3]! - 0x30, warn);
  } while (!(await onlyZerosFollow(source)));
}

async function* stream(source: ByteStream, level: number, warn: (reason: string) => void): AsyncGenerator<Uint8Array> {
  /** Bits of the next byte that belong to what came before. */
  let bit = 0;
  let sum = 0;
  for (;;) {
    const bits = new Bzip2Bits(await source.peek(level * BLOCK_BYTES_PER_LEVEL + 64 * 1024), bit);
    const magic = bits.hex(MAGIC_BITS);
    const stated = bits.read(16) * 0x10000 + bits.read(16);
    if (magic === STREAM_END) {
      await takeAll(source, Math.ceil(bits.position / 8));
      if (stated !== sum)
        warn('The bzip2 check sum does not agree with its content; the content was read and may be altered.');
      return;
    }
    if (magic !== BLOCK_START) throw new DamagedData('is damaged (no block where one must be)');
    const block = bzip2Block(bits, level * 100_000);
    if (block.crc !== stated)
      warn('The check sum of a bzip2 block does not agree with its content; the content was read and may be altered.');
    sum = (((sum << 1) | (sum >>> 31)) ^ block.crc) >>> 0;
    yield block.bytes;
    await takeAll(source, bits.position >>> 3);
    bit = bits.position & 7;
  }
}
