import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { scanPayloads } from './parse.js';

export const aquaScan: Format = {
  id: 'aqua-scan',
  title: 'Aqua image scans',
  parserVersion: 'aqua-scan/1',
  status: 'real data',
  rulesOnly: false,
  owns: scanPayloads.isOwn,
  detect: (probe) => detectPayloads(probe, scanPayloads),
  parse: (record) => parsePayloads(record, scanPayloads),
};
