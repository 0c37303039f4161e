import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { ParsedRecord } from '../../model/event.js';
import type { Format, RecordInput } from '../../model/format.js';
import { parseByLayout } from './layout.js';
import { dtaPayloads } from './parse.js';

export const aquaDta: Format = {
  id: 'aqua-dta',
  title: 'Aqua dynamic threat analysis (DTA) reports',
  parserVersion: 'aqua-dta/1',
  status: 'schema assumed',
  rulesOnly: true,
  owns: dtaPayloads.isOwn,
  detect: (probe) => detectPayloads(probe, dtaPayloads),
  parse,
};

function parse(record: RecordInput): ParsedRecord {
  const { mapping } = record.context;
  return mapping?.kind === 'dta' ? parseByLayout(record, mapping) : parsePayloads(record, dtaPayloads);
}
