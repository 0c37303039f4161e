import { FLAW_NONE } from './io/framer.js';
import { DEFAULT_LIMITS, type Limits } from './io/limits.js';
import { decodeUtf8 } from './io/split-block.js';
import type { ParsedRecord } from './model/event.js';
import type { Format } from './model/format.js';
import type { RecordContext } from './model/framing.js';
import { formatOf } from './parse-block.js';
import { parseRecord } from './parse-record.js';

/**
 * Reads a stored record again, alone: the same bytes, format and context give what import gave. `bytes` are the record
 * without its line end, `formatId` the format that took it.
 */
export function decodeRecord(
  formats: readonly Format[],
  formatId: string,
  bytes: Uint8Array,
  context: RecordContext,
  limits: Limits = DEFAULT_LIMITS,
): ParsedRecord {
  const record = { text: decodeUtf8(bytes), bytes, context, flaw: FLAW_NONE };
  return parseRecord(formats, formatOf(formats, formatId), record, limits).result;
}
