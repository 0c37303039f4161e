import type { RecordContext } from '../model/framing.js';
import { CsvFramer } from './csv-framer.js';
import type { Framer } from './framer.js';
import { JsonFramer } from './json-framer.js';
import type { Limits } from './limits.js';
import { LineFramer } from './line-framer.js';

/** The framer for a member whose records lie as `context.framing` says. `member` is its index in the ledger. */
export function makeFramer(member: number, context: RecordContext, limits: Limits): Framer {
  switch (context.framing.kind) {
    case 'ndjson':
    case 'lines':
      return new LineFramer(member, context, limits);
    case 'json':
      return new JsonFramer(member, context, limits);
    case 'csv':
      return new CsvFramer(member, context, limits);
  }
}
