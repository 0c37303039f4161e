/** How the bytes of one record read as text. */
import { decodeUtf8 } from './split-block.js';

const REPLACED = '\uFFFD';
/** Bytes that are turned into text at once. */
const RUN = 8192;

/** `damaged`: UTF-8 with bytes that are none. */
export type RecordEncoding = 'utf-8' | 'latin-1' | 'damaged';

/**
 * Tells how a record is written. `text` is its bytes as UTF-8. Where they are none, and not one character of several bytes is
 * UTF-8 either, they are Latin-1; a record that holds some is UTF-8 that was damaged.
 */
export function recordEncoding(text: string, bytes: Uint8Array): RecordEncoding {
  // The character itself may stand in evidence: then nothing was replaced.
  if (!text.includes(REPLACED) || isValidUtf8(bytes)) return 'utf-8';
  return /[^\0-\x7f\uFFFD]/.test(text) ? 'damaged' : 'latin-1';
}

/** A record's text: UTF-8, or Latin-1. */
export function readRecordText(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  return recordEncoding(text, bytes) === 'latin-1' ? decodeLatin1(bytes) : text;
}

/** ISO 8859-1, every byte the character of its number. Decoders of hosts take code page 1252 for it, and not all of them. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += RUN) text += String.fromCharCode(...bytes.subarray(from, from + RUN));
  return text;
}

function isValidUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
