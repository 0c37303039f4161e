import { decodeRecord } from '../../parsers/decode-record.js';
import { FORMATS } from '../../parsers/registry.js';
import type { ChunkReader } from '../db/chunk-store.js';
import type { ChunkRow } from '../db/layout.js';
import type { SegmentMarks } from './parse-messages.js';
import type { KeyedRecord } from './import-repeats.js';

/** Chunks held while repeats are compared: at most this many times 4 MB, and one that is larger. */
const CHUNKS_HELD = 8;

/** Reads what a stored record's producer key stands for: the decoded record, as its format gives it for comparing. */
export function storedContentReader(
  store: Pick<ChunkReader, 'chunk'>,
  exhibit: number,
  segments: readonly SegmentMarks[],
): (record: KeyedRecord) => Promise<unknown> {
  /** Oldest first. */
  const held = new Map<string, ChunkRow>();

  async function chunkOf(segment: number, chunk: number): Promise<ChunkRow> {
    const key = `${segment}/${chunk}`;
    const row = held.get(key) ?? (await store.chunk(exhibit, segment, chunk));
    held.delete(key);
    held.set(key, row);
    if (held.size > CHUNKS_HELD) held.delete(held.keys().next().value!);
    return row;
  }

  return async ({ row }) => {
    const segment = row >>> 16;
    const { chunkStarts } = segments[segment]!;
    const number = chunkStarts.findLastIndex((start) => start <= (row & 0xff_ff));
    const chunk = await chunkOf(segment, number);
    const local = (row & 0xff_ff) - chunkStarts[number]!;
    const start = chunk.start[local]!;
    const bytes = chunk.raw.subarray(start, start + chunk.length[local]!);
    const format = chunk.formats[chunk.format[local]!]!;
    const parsed = decodeRecord(FORMATS, format, bytes, chunk.contexts[chunk.context[local]!]!);
    if (parsed.kind !== 'events' || parsed.producerKey === undefined) {
      throw new Error(`a stored record of ${format} lost its producer's key`);
    }
    return parsed.producerKey.content;
  };
}
