import { isGzip } from '../io/gunzip.js';
import { Inflater } from '../io/inflater.js';

export { isGzip };

/** Content of one compressed payload; more than that is not a log line's envelope. */
const MOST_BYTES = 64 * 1024 * 1024;
const HEADER_BYTES = 10;
const PLAIN_HEADER = 0;

/**
 * The text of gzip data held in memory; null where it is damaged, too large, or has a header with optional parts, which nobody
 * writes into a payload.
 */
export function inflateText(bytes: Uint8Array): string | null {
  if (!isGzip(bytes) || bytes[3] !== PLAIN_HEADER) return null;
  const pieces: string[] = [];
  const decoder = new TextDecoder();
  let size = 0;
  const inflater = new Inflater((piece) => {
    size += piece.length;
    if (size <= MOST_BYTES) pieces.push(decoder.decode(piece, { stream: true }));
  });
  const STEP = 16 * 1024;
  for (let at = HEADER_BYTES; at < bytes.length; at += STEP) {
    const state = inflater.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
    if (state.kind === 'damaged' || size > MOST_BYTES) return null;
    if (state.kind === 'done') return pieces.join('') + decoder.decode();
  }
  return null;
}
