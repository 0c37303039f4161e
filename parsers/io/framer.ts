import type { Block } from '../model/framing.js';
import type { Problem } from '../model/ledger.js';

/** What is the matter with a record before it is decoded: the flaw column of `Block.records`. */
export const FLAW_NONE = 0;
/** The member ends inside it. */
export const FLAW_TRUNCATED = 1;
/** Its bytes are not what the framing asks for. */
export const FLAW_DAMAGED = 2;
/** It is larger than the limit; the block holds only its beginning. */
export const FLAW_TOO_LARGE = 3;
/** It is a line of the group of a record before it, which holds it: it gives no event of its own. */
export const FLAW_JOINED = 4;

/** Bytes kept of a record that is too large, to show what it was. */
export const TOO_LARGE_KEPT = 64 * 1024;

/**
 * Cuts the content of one member into blocks of whole records. Where the pieces of content end makes no difference to
 * the records.
 */
export interface Framer {
  /** Takes the next piece of content; answers the blocks that are complete. */
  push(chunk: Uint8Array): readonly Block[];
  /** The content has ended; answers the last blocks. */
  finish(): readonly Block[];
  /** Complaints about the framing so far that belong to no record; each is answered once. */
  takeProblems(): readonly Problem[];
}

/** Length of the UTF-8 byte-order mark at the start of a member: it belongs to no record. */
export function byteOrderMarkLength(head: Uint8Array): number {
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
}
