import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { flowRecords } from './parse.js';
import { areFlowColumns, DEFAULT_FIELDS, isFlowRecord } from './schema.js';

export const awsVpcFlow: Format = {
  id: 'aws-vpc-flow',
  title: 'AWS VPC flow logs',
  parserVersion: 'aws-vpc-flow/1',
  status: 'schema assumed',
  rulesOnly: false,
  owns: flowRecords.isOwn,
  detect,
  parse: (record) => parsePayloads(record, flowRecords),
};

/** Lines separated by blanks, whose first one may name the fields; else rows and payloads by their own names. */
function detect(probe: Probe): Verdict {
  const [first = '', second = ''] = probe.text.replace(/^\uFEFF/, '').split(/\r?\n/, 2);
  const columns = first.trim().split(' ');
  if (columns.length > 2 && areFlowColumns(columns))
    return {
      claim: true,
      framing: { kind: 'csv', delimiter: ' ', header: true, columns },
      reason: `The first line names the fields of a VPC flow log (${columns.slice(0, 5).join(', ')}, ...).`,
    };
  if (isFlowRecord(first) || (isFlowRecord(second) && !first.startsWith('{')))
    return {
      claim: true,
      framing: { kind: 'csv', delimiter: ' ', header: false, columns: DEFAULT_FIELDS },
      reason: 'Lines of a VPC flow log in the default format (version 2, 14 fields).',
    };
  return detectPayloads(probe, flowRecords);
}
