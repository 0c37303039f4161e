import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { hubFindings } from './parse.js';

export const awsSecurityhub: Format = {
  id: 'aws-securityhub',
  title: 'AWS Security Hub findings (ASFF)',
  parserVersion: 'aws-securityhub/2',
  status: 'real data',
  rulesOnly: true,
  owns: hubFindings.isOwn,
  detect: (probe) => detectPayloads(probe, hubFindings),
  parse: (record) => parsePayloads(record, hubFindings),
};
