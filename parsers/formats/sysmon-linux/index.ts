import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { sysmonPayloads } from './parse.js';

export const sysmonLinux: Format = {
  id: 'sysmon-linux',
  title: 'Sysmon for Linux',
  parserVersion: 'sysmon-linux/2',
  status: 'schema assumed',
  rulesOnly: true,
  owns: sysmonPayloads.isOwn,
  detect: (probe) => detectPayloads(probe, sysmonPayloads),
  parse: (record) => parsePayloads(record, sysmonPayloads),
};
