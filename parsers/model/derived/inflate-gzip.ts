import { Inflater, type InflateState } from '../../io/inflater.js';

/** Bytes of input given at once: what they can grow to (1032 times) is decoded before the limit is looked at. */
const STEP = 256;
const HAS_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

export function isGzipHead(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

/**
 * The content of the first gzip member (RFC 1952), at most `limit` bytes; what precedes damage is kept. Null where nothing
 * comes out.
 */
export function inflateGzip(
  bytes: Uint8Array,
  limit: number,
): { readonly bytes: Uint8Array; readonly isCut: boolean } | null {
  const start = bodyStart(bytes);
  if (start === null) return null;
  const content = new Uint8Array(limit);
  const done = { length: 0, isCut: false };
  const inflater = new Inflater((piece) => {
    const room = limit - done.length;
    if (piece.length > room) done.isCut = true;
    content.set(piece.subarray(0, room), done.length);
    done.length += Math.min(piece.length, room);
  });
  let state: InflateState = { kind: 'more' };
  for (let at = start; state.kind === 'more' && !done.isCut && at < bytes.length; at += STEP)
    state = inflater.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  return done.length === 0 ? null : { bytes: content.subarray(0, done.length), isCut: done.isCut };
}

/** Where the compressed data begins behind the header; null where the header does not end. */
function bodyStart(bytes: Uint8Array): number | null {
  const flags = bytes[3] ?? 0;
  let at = 10;
  if ((flags & HAS_EXTRA) !== 0) at += 2 + (bytes[at] ?? 0) + ((bytes[at + 1] ?? 0) << 8);
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, at);
    if (end < 0) return null;
    at = end + 1;
  }
  if ((flags & HAS_CRC) !== 0) at += 2;
  return at < bytes.length ? at : null;
}
