import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { osqueryPayloads } from './parse.js';

export const osquery: Format = {
  id: 'osquery',
  title: 'osquery results and status',
  parserVersion: 'osquery/2',
  status: 'real data',
  rulesOnly: true,
  owns: osqueryPayloads.isOwn,
  detect: (probe) => detectPayloads(probe, osqueryPayloads),
  parse: (record) => parsePayloads(record, osqueryPayloads),
};
