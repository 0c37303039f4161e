import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { auditEntries } from './parse.js';

export const gcpAudit: Format = {
  id: 'gcp-audit',
  title: 'Google Cloud and GKE audit logs',
  parserVersion: 'gcp-audit/2',
  status: 'real data',
  rulesOnly: false,
  owns: auditEntries.isOwn,
  detect: (probe) => detectPayloads(probe, auditEntries),
  parse: (record) => parsePayloads(record, auditEntries),
};
