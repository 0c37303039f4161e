import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { tetragonPayloads } from './parse.js';

export const tetragon: Format = {
  id: 'tetragon',
  title: 'Tetragon events',
  parserVersion: 'tetragon/2',
  status: 'real data',
  rulesOnly: false,
  owns: tetragonPayloads.isOwn,
  detect: (probe) => detectPayloads(probe, tetragonPayloads),
  parse: (record) => parsePayloads(record, tetragonPayloads),
};
