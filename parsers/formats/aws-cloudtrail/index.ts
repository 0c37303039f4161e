import { ownSamples } from '../../carriers/unwrap.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { areTrailColumns } from './columns.js';
import { isTrailPayload, parseTrailRecord } from './parse.js';

export const awsCloudtrail: Format = {
  id: 'aws-cloudtrail',
  title: 'AWS CloudTrail',
  parserVersion: 'aws-cloudtrail/1',
  status: 'real data',
  rulesOnly: false,
  owns: isTrailPayload,
  detect,
  parse: parseTrailRecord,
};

function detect(probe: Probe): Verdict {
  const own = ownSamples(probe, isTrailPayload);
  if (own !== null) {
    const reason = `${own.count} of the first ${own.of} records are CloudTrail's (eventName, eventSource, userIdentity).`;
    return { claim: true, framing: own.framing, reason };
  }
  const table = probe.samples.find(
    (sample) => sample.framing.kind === 'csv' && areTrailColumns(sample.framing.columns),
  );
  if (table !== undefined) {
    return {
      claim: true,
      framing: table.framing,
      reason: 'The table has the columns of CloudTrail (event name, event source, region, source address).',
    };
  }
  return { claim: false, reason: 'No record has eventName, eventSource and userIdentity.' };
}
