import type { Block } from '../model/framing.js';
import { FLAW_NONE } from './framer.js';

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const COLUMNS = 4;

/** A record's place in its block, in bytes, without its line end. */
export type VisitRecord = (text: string, start: number, length: number, line: number, flaw: number) => void;

/**
 * Visits every record of a block with its text; blank lines are none. The block is decoded once: where every character
 * took one byte, places in text and bytes are the same; else they are told by line ends, which UTF-8 leaves alone.
 */
export function splitBlock(block: Block, visit: VisitRecord): void {
  const text = decodeUtf8(block.bytes);
  const isOneToOne = text.length === block.bytes.length;
  if (block.records === null) splitLines(block, text, isOneToOne, visit);
  else visitListed(block, block.records, isOneToOne ? text : null, visit);
}

/** UTF-8 as text: invalid bytes as U+FFFD, a byte-order mark as itself, so that no place moves. */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function splitLines(block: Block, text: string, isOneToOne: boolean, visit: VisitRecord): void {
  const { bytes } = block;
  let line = block.firstLine;
  let start = 0;
  for (let from = 0; from < text.length; line++) {
    const textEnd = text.indexOf('\n', from);
    const to = textEnd < 0 ? text.length : textEnd;
    const byteEnd = isOneToOne ? to : bytes.indexOf(LINE_FEED, start);
    const end = byteEnd < 0 ? bytes.length : byteEnd;
    const hasReturn = to > from && text.charCodeAt(to - 1) === RETURN;
    const record = text.slice(from, hasReturn ? to - 1 : to);
    if (!isBlank(record)) visit(record, start, end - start - (hasReturn ? 1 : 0), line, FLAW_NONE);
    from = to + 1;
    start = end + 1;
  }
}

function visitListed(block: Block, records: Uint32Array, text: string | null, visit: VisitRecord): void {
  for (let row = 0; row < records.length; row += COLUMNS) {
    const start = records[row]!;
    const length = records[row + 1]!;
    const record = text?.slice(start, start + length) ?? decodeUtf8(block.bytes.subarray(start, start + length));
    visit(record, start, length, records[row + 2]!, records[row + 3]!);
  }
}

function isBlank(line: string): boolean {
  return line.charCodeAt(0) <= 0x20 ? line.trim() === '' : line === '';
}
