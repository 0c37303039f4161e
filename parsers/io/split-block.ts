import type { Block } from '../model/framing.js';
import { FLAW_NONE } from './framer.js';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const COLUMNS = 4;

/** A record's place in its block, in bytes, without its line end. */
export type VisitRecord = (text: string, start: number, length: number, line: number, flaw: number) => void;

/**
 * Visits every record of a block with its text; blank lines are none. Text is decoded in runs of many lines: where every
 * character took one byte, places in text and bytes are the same; else they are told by line ends, which UTF-8 leaves alone.
 */
export function splitBlock(block: Block, visit: VisitRecord): void {
  if (block.records === null) splitLines(block, visit);
  else visitListed(block, block.records, visit);
}

/** UTF-8 as text: invalid bytes as U+FFFD, a byte-order mark as itself, so that no place moves. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Engines hold text in twice the space, and read it half as fast, where one character needs it: short runs contain that. */
const RUN_BYTES = 64 * 1024;

function splitLines({ bytes, firstLine, context }: Block, visit: VisitRecord): void {
  const comment = context.framing.kind === 'lines' ? (context.framing.comment ?? '') : '';
  let line = firstLine;
  for (let start = 0; start < bytes.length;) {
    const lineEnd = bytes.indexOf(LINE_FEED, start + RUN_BYTES);
    const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
    line = splitRun(bytes.subarray(start, end), start, line, comment, visit);
    start = end;
  }
}

/** Visits the lines of `bytes`, which start at `offset` in the block, comments left out; answers the line that follows them. */
function splitRun(bytes: Uint8Array, offset: number, firstLine: number, comment: string, visit: VisitRecord): number {
  const text = decodeUtf8(bytes);
  const isOneToOne = text.length === bytes.length;
  let line = firstLine;
  let start = 0;
  for (let from = 0; from < text.length; line++) {
    const textEnd = text.indexOf('\n', from);
    const to = textEnd < 0 ? text.length : textEnd;
    const byteEnd = isOneToOne ? to : bytes.indexOf(LINE_FEED, start);
    const end = byteEnd < 0 ? bytes.length : byteEnd;
    const returns = to > from && text.charCodeAt(to - 1) === RETURN ? 1 : 0;
    const record = text.slice(from, to - returns);
    const isComment = comment !== '' && record.startsWith(comment);
    if (!isComment && !isBlankLine(record)) visit(record, offset + start, end - start - returns, line, FLAW_NONE);
    from = to + 1;
    start = end + 1;
  }
  return line;
}

function visitListed(block: Block, records: Uint32Array, visit: VisitRecord): void {
  const whole = decodeUtf8(block.bytes);
  const text = whole.length === block.bytes.length ? whole : null;
  for (let row = 0; row < records.length; row += COLUMNS) {
    const start = records[row]!;
    const length = records[row + 1]!;
    const record = text?.slice(start, start + length) ?? decodeUtf8(block.bytes.subarray(start, start + length));
    visit(record, start, length, records[row + 2]!, records[row + 3]!);
  }
}

/** Blank is what `grep -v '[^[:space:]]'` finds in the C locale, so that a stranger counts the same records. */
export function isBlankLine(line: string): boolean {
  return line.charCodeAt(0) <= 0x20 ? /^[\t\v\f\r ]*$/.test(line) : line === '';
}
