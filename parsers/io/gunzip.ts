/**
 * gzip (RFC 1952): all members of the stream one after the other, as `gzip -dc` gives them. Damage ends the content where
 * it begins; everything before it is kept, and `complain` says what is wrong.
 */
import type { ProblemCode } from '../model/event.js';
import type { ByteStream } from './byte-stream.js';
import { crc32 } from './crc32.js';
import type { DecompressionBudget } from './decompression-budget.js';
import { Inflater, type InflateState } from './inflater.js';

/** A complaint about compressed data; `offset` counts bytes of content, null for the whole. */
export type Complain = (code: ProblemCode, offset: number | null, reason: string) => void;

/** Bytes taken at once: few at first, because thousands of tiny members may follow one another. */
const FIRST_STEP = 1024;
const LARGEST_STEP = 256 * 1024;
const HAS_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

export async function* gunzip(
  source: ByteStream,
  budget: DecompressionBudget,
  complain: Complain,
): AsyncGenerator<Uint8Array> {
  let content = 0;
  let stored = 0;
  let pieces: Uint8Array[] = [];
  const inflater = new Inflater((piece) => pieces.push(piece));
  for (;;) {
    if (!(await skipHeader(source))) {
      complain('archive-damaged', content, 'The gzip data ends inside a header; what precedes it was read.');
      return;
    }
    const member = { content, crc: 0 };
    let state: InflateState = { kind: 'more' };
    inflater.restart();
    for (let step = FIRST_STEP; state.kind === 'more'; step = Math.min(step * 4, LARGEST_STEP)) {
      const chunk = await source.read(step);
      stored += chunk?.length ?? 0;
      state = inflater.push(chunk ?? new Uint8Array(0), chunk === null);
      for (const piece of pieces) {
        content += piece.length;
        member.crc = crc32(piece, member.crc);
        const limit = budget.spend(piece.length, content, stored);
        if (limit !== null) {
          complain('archive-limit', content - piece.length, limit);
          return;
        }
        yield piece;
      }
      pieces = [];
    }
    if (state.kind === 'damaged') {
      complain('archive-damaged', content, `The gzip data is damaged: ${state.reason}; what precedes it was read.`);
      return;
    }
    source.unread(state.rest);
    stored -= state.rest.length;
    const trailer = await source.take(8);
    if (trailer === null) {
      complain(
        'archive-damaged',
        content,
        'The gzip data ends inside its check sum; its content was read and cannot be checked.',
      );
      return;
    }
    const view = new DataView(trailer.buffer, trailer.byteOffset, 8);
    if (view.getUint32(0, true) !== member.crc || view.getUint32(4, true) !== (content - member.content) % 2 ** 32) {
      complain(
        'archive-damaged',
        content,
        'The gzip check sum does not agree with its content; the content was read and may be altered.',
      );
    }
    if (!(await moreFollows(source, content, complain))) return;
  }
}

/** Whether another member follows. Zeros behind the last one are padding of tapes and disks; anything else is named. */
async function moreFollows(source: ByteStream, content: number, complain: Complain): Promise<boolean> {
  for (;;) {
    const head = await source.peek(3);
    if (head.length === 0) return false;
    if (isGzip(head)) return true;
    const chunk = (await source.read())!;
    const garbage = chunk.findIndex((byte) => byte !== 0);
    if (garbage < 0) continue;
    if (garbage > 0) {
      source.unread(chunk.subarray(garbage));
      continue;
    }
    complain('archive-damaged', content, 'Bytes that are not gzip follow the gzip data; they were not read.');
    return false;
  }
}

/** Takes a member's header; false where the stream ends inside it. */
async function skipHeader(source: ByteStream): Promise<boolean> {
  const fixed = await source.take(10);
  if (fixed === null) return false;
  const flags = fixed[3]!;
  if ((flags & HAS_EXTRA) !== 0) {
    const length = await source.take(2);
    if (length === null || (await source.take(length[0]! | (length[1]! << 8))) === null) return false;
  }
  if ((flags & HAS_NAME) !== 0 && !(await skipText(source))) return false;
  if ((flags & HAS_COMMENT) !== 0 && !(await skipText(source))) return false;
  return (flags & HAS_CRC) === 0 || (await source.take(2)) !== null;
}

/** Takes text up to its NUL. */
async function skipText(source: ByteStream): Promise<boolean> {
  for (;;) {
    const chunk = await source.read();
    if (chunk === null) return false;
    const end = chunk.indexOf(0);
    if (end < 0) continue;
    source.unread(chunk.subarray(end + 1));
    return true;
  }
}
