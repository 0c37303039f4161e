import { readLogEvents } from '../../carriers/aws.js';
import type { Format, Probe, Verdict } from '../../model/format.js';
import { asObject } from '../../model/json.js';
import { exportedLine, isPlatformLine } from './export-line.js';
import { parseCloudWatch } from './parse.js';

export const awsCloudwatch: Format = {
  id: 'aws-cloudwatch',
  title: 'AWS CloudWatch Logs (Lambda, EKS control plane, Container Insights)',
  parserVersion: 'aws-cloudwatch/1',
  status: 'real data',
  rulesOnly: false,
  turn: 'envelope',
  detect,
  parse: parseCloudWatch,
};

function detect(probe: Probe): Verdict {
  const own = probe.samples.filter(({ value }) => {
    const object = asObject(value);
    return object !== null && readLogEvents(object, null) !== null;
  });
  const [first] = own;
  if (first !== undefined) {
    const alike = probe.samples.filter(({ framing }) => framing === first.framing);
    const count = own.filter(({ framing }) => framing === first.framing).length;
    const reason = `${count} of the first ${alike.length} records are events of CloudWatch Logs (message with timestamp).`;
    return { claim: true, framing: first.framing, reason };
  }
  const lines = probe.samples.filter(({ framing }) => framing.kind === 'lines');
  const dated = lines.filter(({ value }) => typeof value === 'string' && exportedLine(value).time !== null);
  if (dated.some(({ value }) => typeof value === 'string' && isPlatformLine(value)) && dated.length * 2 >= lines.length)
    return {
      claim: true,
      framing: { kind: 'lines' },
      reason: `${dated.length} of the first ${lines.length} lines begin with a time, and lines of Lambda's platform are among them: an export of CloudWatch Logs.`,
    };
  return { claim: false, reason: 'No record is an event of CloudWatch Logs (message with timestamp).' };
}
