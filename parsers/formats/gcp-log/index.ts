import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { logEntries } from './parse.js';

export const gcpLog: Format = {
  id: 'gcp-log',
  title: 'Google Cloud log entries other than audit logs',
  parserVersion: 'gcp-log/3',
  status: 'real data',
  rulesOnly: false,
  turn: 'envelope',
  detect: (probe) => detectPayloads(probe, logEntries),
  parse: (record) => parsePayloads(record, logEntries),
};
