import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { hubblePayloads } from './parse.js';

export const hubble: Format = {
  id: 'hubble',
  title: 'Cilium Hubble flows',
  parserVersion: 'hubble/1',
  status: 'real data',
  rulesOnly: false,
  owns: hubblePayloads.isOwn,
  detect: (probe) => detectPayloads(probe, hubblePayloads),
  parse: (record) => parsePayloads(record, hubblePayloads),
};
