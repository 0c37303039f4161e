import { DEFAULT_LIMITS, type Limits } from './io/limits.js';
import { splitBlock } from './io/split-block.js';
import type { ParsedRecord } from './model/event.js';
import type { Format } from './model/format.js';
import type { Block } from './model/framing.js';
import { parseRecord } from './parse-record.js';

/** One record of a block: its place, its text, and what became of it. */
export interface BlockRecord {
  /** Place in the block's bytes, line end left out. */
  readonly start: number;
  readonly length: number;
  /** Line within the member, from 1. */
  readonly line: number;
  readonly text: string;
  /** The format that parsed or rejected it: the member's, or in a mixed dump the one that took it. */
  readonly format: string;
  /** The decoded record, null where it could not be decoded. */
  readonly value: unknown;
  readonly result: ParsedRecord;
}

/**
 * Parses all records of a block, in order: the work of a parse worker. `formatId` is the member's format; every record is
 * emitted once. Throws for a format that is not among `formats`.
 */
export function parseBlock(
  formats: readonly Format[],
  formatId: string,
  block: Block,
  emit: (record: BlockRecord) => void,
  limits: Limits = DEFAULT_LIMITS,
): void {
  const format = formatOf(formats, formatId);
  const { bytes, context } = block;
  splitBlock(block, (text, start, length, line, flaw) => {
    const record = { text, bytes: bytes.subarray(start, start + length), context, flaw };
    const parsed = parseRecord(formats, format, record, limits);
    emit({ start, length, line, text, format: parsed.format.id, value: parsed.value, result: parsed.result });
  });
}

/** The format with this id; a missing one is a broken invariant. */
export function formatOf(formats: readonly Format[], id: string): Format {
  const format = formats.find((each) => each.id === id);
  if (format === undefined) throw new Error(`no format is called ${id}`);
  return format;
}
