import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { aquaAuditPayloads } from './parse.js';
import { isUnmistakable } from './schema.js';

export const aquaAudit: Format = {
  id: 'aqua-audit',
  title: 'Aqua platform audit events',
  parserVersion: 'aqua-audit/1',
  status: 'schema assumed',
  rulesOnly: true,
  owns: isUnmistakable,
  detect: (probe) => detectPayloads(probe, { ...aquaAuditPayloads, isOwn: isUnmistakable }),
  parse: (record) => parsePayloads(record, aquaAuditPayloads),
};
