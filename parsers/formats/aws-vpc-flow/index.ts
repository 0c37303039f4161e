import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { flowRecords } from './parse.js';
import { areFlowColumns, lineFields, LOGGED } from './schema.js';

export const awsVpcFlow: Format = {
  id: 'aws-vpc-flow',
  title: 'AWS VPC flow logs',
  parserVersion: 'aws-vpc-flow/2',
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
  const fields = lineFields(first) ?? lineFields(second);
  if (fields !== null)
    return {
      claim: true,
      framing: { kind: 'csv', delimiter: ' ', header: false, columns: fields },
      reason: `Lines of a VPC flow log without a header; ${orderOf(fields)}.`,
    };
  return detectPayloads(probe, flowRecords);
}

function orderOf(fields: readonly string[]): string {
  if (fields.includes('tgw-id')) return 'the default fields of a transit gateway';
  const count = fields.filter((field) => field !== LOGGED).length;
  return count === 14 ? 'the 14 default fields of version 2' : `${count} fields, taken in the order of the user guide`;
}
