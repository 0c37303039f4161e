import type { RecordContext } from '../model/framing.js';
import { CsvFramer } from './csv-framer.js';
import type { Framer } from './framer.js';
import { JsonFramer } from './json-framer.js';
import type { Limits } from './limits.js';
import { LineFramer } from './line-framer.js';

/** The framer for a member whose records lie as `context.framing` says. `member` is its index in the ledger. */
export function makeFramer(member: number, context: RecordContext, limits: Limits): Framer {
  const { kind } = context.framing;
  if (kind === 'json') return new JsonFramer(member, context, limits);
  if (kind === 'csv') return new CsvFramer(member, context, limits);
  // Lines and NDJSON are split into records by the parse worker.
  return new LineFramer(member, context, limits);
}
