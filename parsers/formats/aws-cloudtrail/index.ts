import { detectPayloads } from '../../carriers/payload-format.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { areTrailColumns } from './columns.js';
import { parseTrailRecord, trailPayloads } from './parse.js';

export const awsCloudtrail: Format = {
  id: 'aws-cloudtrail',
  title: 'AWS CloudTrail',
  parserVersion: 'aws-cloudtrail/2',
  status: 'real data',
  rulesOnly: false,
  owns: trailPayloads.isOwn,
  detect,
  parse: parseTrailRecord,
};

function detect(probe: Probe): Verdict {
  const verdict = detectPayloads(probe, trailPayloads);
  const table = probe.samples.find(
    (sample) => sample.framing.kind === 'csv' && areTrailColumns(sample.framing.columns),
  );
  if (verdict.claim || table === undefined) return verdict;
  const reason = 'The table has the columns of CloudTrail (event name, event source, region, source address).';
  return { claim: true, framing: table.framing, reason };
}
