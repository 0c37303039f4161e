import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { dtaPayloads } from './parse.js';

export const aquaDta: Format = {
  id: 'aqua-dta',
  title: 'Aqua dynamic threat analysis (DTA) reports',
  parserVersion: 'aqua-dta/1',
  status: 'schema assumed',
  rulesOnly: true,
  owns: dtaPayloads.isOwn,
  detect: (probe) => detectPayloads(probe, dtaPayloads),
  parse: (record) => parsePayloads(record, dtaPayloads),
};
