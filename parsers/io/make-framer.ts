import type { RecordContext } from '../model/framing.js';
import { CriuFramer, MemoryFramer } from './binary-framer.js';
import { CsvFramer } from './csv-framer.js';
import { EntryFramer } from './entry-framer.js';
import { elementRule, ENTRY_RULES } from './entry-rules.js';
import type { Framer } from './framer.js';
import { GroupFramer } from './group-framer.js';
import { GROUP_RULES } from './group-rules.js';
import { JsonFramer } from './json-framer.js';
import type { Limits } from './limits.js';
import { LineFramer } from './line-framer.js';
import { ZeekFramer } from './zeek-framer.js';

/** The framer for a member whose records lie as `context.framing` says. `member` is its index in the ledger. */
export function makeFramer(member: number, context: RecordContext, limits: Limits): Framer {
  const { framing } = context;
  switch (framing.kind) {
    case 'json':
      return new JsonFramer(member, context, limits);
    case 'csv':
      return new CsvFramer(member, context, limits);
    case 'entries':
      return new EntryFramer(member, context, limits, ENTRY_RULES[framing.entry]);
    case 'groups':
      return new GroupFramer(member, context, limits, GROUP_RULES[framing.group]);
    case 'xml':
      return new EntryFramer(member, context, limits, elementRule(framing.element));
    case 'zeek':
      return new ZeekFramer(member, context, limits);
    case 'criu':
      return new CriuFramer(member, context, limits);
    case 'memory':
      return new MemoryFramer(member, context, limits);
    case 'tar':
      throw new Error('headers of an archive are cut by its reader');
    // Lines and NDJSON are split into records by the parse worker.
    case 'lines':
    case 'ndjson':
      return new LineFramer(member, context, limits);
  }
}
