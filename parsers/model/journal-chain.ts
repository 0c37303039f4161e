/**
 * The chain that ties the journal's lines: the hash of a line is made of the hash of the line before and of its body's
 * hash. A line may therefore be shown as its body's hash alone, and the chain still verifies.
 *
 * The layout of a line is fixed, so that the body's exact bytes can be cut out with standard tools (bytes 161 up to the
 * last but one; `docs/case-format.md` gives the commands):
 *
 *     {"hash":"<64 hex>","bodyHash":"<64 hex>","body":<body>}
 *     {"hash":"<64 hex>","bodyHash":"<64 hex>"}                 the same line with its body withheld
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { JournalBody, JournalLine } from './case.js';

/** What stands for "the hash of the line before" in the first line. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

const LINE = /^\{"hash":"([0-9a-f]{64})","bodyHash":"([0-9a-f]{64})"(?:,"body":(.+))?\}$/s;

/** A line of the journal as it stands on disk. */
export interface WrittenLine {
  readonly hash: string;
  readonly bodyHash: string;
  /** The body exactly as written, or null where it is withheld. */
  readonly bodyText: string | null;
}

/** Whether a line holds, and if not, why, as a sentence part. */
export type LineVerdict =
  | { readonly ok: true; readonly line: WrittenLine }
  | { readonly ok: false; readonly reason: string };

const encoder = new TextEncoder();
const hashOf = (text: string): string => bytesToHex(sha256(encoder.encode(text)));

/** Hash of a line: SHA-256 over the hash of the line before and the body's hash, both as lower-case hex text, 128 bytes. */
export function chainHash(previousHash: string, bodyHash: string): string {
  return hashOf(previousHash + bodyHash);
}

/** Makes the line that follows `previousHash`: its text without line end, and the same decoded. */
export function writeLine(
  previousHash: string,
  body: JournalBody,
): { readonly text: string; readonly line: JournalLine } {
  const bodyText = JSON.stringify(body);
  const bodyHash = hashOf(bodyText);
  const hash = chainHash(previousHash, bodyHash);
  return { text: `{"hash":"${hash}","bodyHash":"${bodyHash}","body":${bodyText}}`, line: { hash, bodyHash, body } };
}

/** Takes a line apart without judging it; null where it has another layout. */
export function readLine(text: string): WrittenLine | null {
  const match = LINE.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  return { hash: match[1], bodyHash: match[2], bodyText: match[3] ?? null };
}

/** Checks a line against the one before: layout, the body's hash (unless withheld), the chain. */
export function verifyLine(previousHash: string, text: string): LineVerdict {
  const line = readLine(text);
  if (line === null) return { ok: false, reason: 'it does not have the layout of a journal line' };
  if (line.bodyText !== null && hashOf(line.bodyText) !== line.bodyHash) {
    return { ok: false, reason: 'its body does not have the hash that the line states' };
  }
  if (chainHash(previousHash, line.bodyHash) !== line.hash) {
    return { ok: false, reason: 'its hash does not follow from the line before' };
  }
  return { ok: true, line };
}

/** The same line shown as its body's hash alone. */
export function withholdBody(line: WrittenLine): string {
  return `{"hash":"${line.hash}","bodyHash":"${line.bodyHash}"}`;
}
