/** Where reading JSON can go on behind a damaged record. */
import type { ByteWindow } from './byte-window.js';

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const LONGEST_SIGNATURE = 256;

/** What is known of the damaged record and its surroundings. */
export interface Damaged {
  /** Blanks before the record, where it is the first thing in its line; else -1. */
  readonly indent: number;
  /** How records of this list begin: `{"eventVersion"`. */
  readonly signature: Uint8Array | null;
  /** How the document around the list begins, null where there is none. */
  readonly documentSignature: Uint8Array | null;
  /** The records are documents one after the other. */
  readonly areDocuments: boolean;
  /** The record is only unfinished, so that what looks like another one within a line is most likely a part of it. */
  readonly onlyLines: boolean;
}

export interface Restart {
  readonly offset: number;
  /** A new document begins here, not the next element of the list. */
  readonly isDocument: boolean;
}

/**
 * Looks for the start of the next record. Where records start lines, that is the next line that starts with `{` and is
 * indented no deeper; where they follow one another within a line, the next place that looks like the start of a record.
 */
export class RestartSearch {
  readonly #damaged: Damaged;
  #position: number;
  #lineBlank: boolean;
  #indent = 0;
  /** The line holds nothing but the end of the record before: `},`. */
  #lineCloses = false;
  #last = 0;
  #lastButOne = 0;

  constructor(window: ByteWindow, from: number, damaged: Damaged) {
    this.#damaged = damaged;
    this.#position = from;
    this.#lineBlank = from > window.base && window.at(from - 1) === LINE_FEED;
  }

  /** Everything before it was looked at. */
  get position(): number {
    return this.#position;
  }

  /** Null where the window holds no restart; asked again when it has grown. `final`: it will not grow. */
  find(window: ByteWindow, final: boolean): Restart | null {
    const { signature, documentSignature } = this.#damaged;
    const ahead = Math.max(signature?.length ?? 0, documentSignature?.length ?? 0);
    for (; this.#position < window.end; this.#position++) {
      const byte = window.at(this.#position);
      if (byte === LINE_FEED) {
        this.#lineBlank = true;
        this.#indent = 0;
        this.#lineCloses = false;
      } else if (byte === 0x20 || byte === 0x09 || byte === 0x0d) {
        if (this.#lineBlank) this.#indent++;
      } else {
        if (byte === OPEN) {
          if (this.#position + ahead > window.end && !final) return null;
          const restart = this.#restartHere(window);
          if (restart !== null) return restart;
        }
        this.#lineCloses = (this.#lineBlank && byte === CLOSE) || (this.#lineCloses && byte === COMMA);
        this.#lineBlank = false;
        this.#lastButOne = this.#last;
        this.#last = byte;
      }
    }
    return null;
  }

  #restartHere(window: ByteWindow): Restart | null {
    const { indent, signature, documentSignature, areDocuments, onlyLines } = this.#damaged;
    const offset = this.#position;
    if (this.#lineBlank && documentSignature !== null && startsWith(window, offset, documentSignature)) {
      return { offset, isDocument: true };
    }
    const next: Restart = { offset, isDocument: false };
    if (indent >= 0) return (this.#lineBlank || this.#lineCloses) && this.#indent <= indent ? next : null;
    if (onlyLines) return null;
    if (signature === null) return this.#lineBlank ? next : null;
    const follows = (this.#last === COMMA && this.#lastButOne === CLOSE) || (areDocuments && this.#last === CLOSE);
    return (this.#lineBlank || follows) && startsWith(window, offset, signature) ? next : null;
  }
}

/** Blanks between the start of the line and `start`; -1 where something else stands before it, or the line's start is out of sight. */
export function lineIndent(window: ByteWindow, start: number): number {
  for (let at = start - 1; at >= window.base; at--) {
    const byte = window.at(at);
    if (byte === LINE_FEED) return start - at - 1;
    if (byte !== 0x20 && byte !== 0x09) return -1;
  }
  return window.base === 0 ? start : -1;
}

/** The bytes of an object at `start` up to the end of its first key; null where there is none. */
export function signatureAt(window: ByteWindow, start: number): Uint8Array | null {
  const end = Math.min(window.end, start + LONGEST_SIGNATURE);
  if (window.at(start) !== OPEN) return null;
  let at = start + 1;
  while (at < end && window.at(at) <= 0x20) at++;
  if (at >= end || window.at(at) !== QUOTE) return null;
  for (at++; at < end && window.at(at) >= 0x20; at++) {
    if (window.at(at) === QUOTE) return window.copy(start, at + 1);
  }
  return null;
}

function startsWith(window: ByteWindow, offset: number, signature: Uint8Array): boolean {
  if (offset + signature.length > window.end) return false;
  return signature.every((byte, index) => window.at(offset + index) === byte);
}
