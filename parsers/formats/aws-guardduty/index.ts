import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { findings } from './parse.js';

export const awsGuardduty: Format = {
  id: 'aws-guardduty',
  title: 'AWS GuardDuty findings',
  parserVersion: 'aws-guardduty/1',
  status: 'real data',
  rulesOnly: true,
  owns: findings.isOwn,
  detect: (probe) => detectPayloads(probe, findings),
  parse: (record) => parsePayloads(record, findings),
};
