import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { ipAddress, portNumber } from '../../model/address.js';
import { containerIdentity } from '../../model/container-identity.js';
import type { Outcome, RecordProblem } from '../../model/event.js';
import type { EventFields } from '../../model/fields.js';
import { asWhole } from '../../model/json.js';
import { cloudLane, workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { isFlowRecord, LOGGED, readFlowRecord } from './schema.js';
import type { FlowRecord } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

export const flowRecords: PayloadFormat = {
  what: 'VPC flow record',
  known: 'the fields of a flow log by name, or a line in the order of the user guide',
  isOwn: isFlowRecord,
  read,
};

function read({ value }: Payload): ReadPayload {
  const flow = readFlowRecord(value);
  const hole = silence(flow);
  // A record of an interval in which nothing was captured has no ends.
  if (!flow.has('srcaddr') && !flow.has('dstaddr') && isSilent(flow)) return { events: [], problems: hole };
  const [start, end] = [parseTime(flow.get('start')), parseTime(flow.get('end'))];
  const logged = parseTime(flow.get(LOGGED), { kind: 'logged' });
  const fields = flowFields(flow);
  const time = start ?? end;
  return {
    events: [
      {
        time,
        otherTimes: [end, logged].filter((each) => each !== null).filter((each) => each !== time),
        fields,
        message: sentence(flow, fields),
      },
    ],
    problems: [...hole, ...(time === null && flow.has('start') ? [badStart(flow)] : [])],
  };
}

function badStart(flow: FlowRecord): RecordProblem {
  return { code: 'bad-time', reason: `The start "${(flow.get('start') ?? '').slice(0, 80)}" cannot be read.` };
}

function isSilent(flow: FlowRecord): boolean {
  return flow.get('log-status') === 'NODATA' || flow.get('log-status') === 'SKIPDATA';
}

/** No traffic says nothing more; skipped records prove a hole. */
function silence(flow: FlowRecord): readonly RecordProblem[] {
  if (flow.get('log-status') !== 'SKIPDATA') return [];
  const place = flow.get('interface-id') ?? flow.get('tgw-attachment-id') ?? 'an interface not stated';
  return [
    {
      code: 'dropped-events',
      reason: `The flow log of ${place} skipped records between ${flow.get('start') ?? '?'} and ${flow.get('end') ?? '?'} (epoch seconds).`,
    },
  ];
}

const OUTCOMES = lookupTable<Outcome>({ ACCEPT: 'allowed', REJECT: 'prevented' });
const TRANSPORTS = lookupTable<string>({
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'ipv6-icmp',
  '132': 'sctp',
});

function flowFields(flow: FlowRecord): EventFields {
  const text = (name: string) => flow.get(name) ?? null;
  const outcome = OUTCOMES[text('action') ?? ''] ?? 'unknown';
  const account = text('account-id')?.replace(/^unknown$/, '') || null;
  const id = containerIdentity(text('ecs-container-id') ?? '');
  return statedFields({
    'exhibit.layer': id === null ? 'cloud' : 'container',
    'exhibit.lane': workloadLane({ containerId: id }) ?? cloudLane('aws', account),
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': text('action'),
    'exhibit.target': [
      text('interface-id'),
      text('tgw-id'),
      text('tgw-attachment-id'),
      text('ecs-task-arn') ?? text('ecs-task-id'),
    ].filter((each) => each !== null),
    // Behind an interface that serves pods the packet has other addresses than the interface.
    'exhibit.flow.source': inner(flow, 'srcaddr'),
    'exhibit.flow.destination': inner(flow, 'dstaddr'),
    'event.action': text('action')?.toLowerCase() ?? 'flow',
    'event.category': 'network',
    'event.kind': 'event',
    'event.type': ['connection', ...(outcome === 'allowed' ? ['allowed'] : outcome === 'prevented' ? ['denied'] : [])],
    'event.outcome': outcome === 'allowed' ? 'success' : outcome === 'prevented' ? 'failure' : 'unknown',
    'event.provider': text('interface-id') ?? text('tgw-attachment-id'),
    'event.reason': text('reject-reason'),
    'source.ip': ipAddress(text('srcaddr')),
    'source.port': portNumber(text('srcport')),
    'destination.ip': ipAddress(text('dstaddr')),
    'destination.port': portNumber(text('dstport')),
    'network.iana_number': text('protocol'),
    'network.transport': TRANSPORTS[text('protocol') ?? ''],
    'network.type': text('type')?.toLowerCase() ?? familyOf(text('srcaddr')),
    'network.direction': text('flow-direction'),
    'network.bytes': asWhole(text('bytes')),
    'network.packets': asWhole(text('packets')),
    'cloud.provider': 'aws',
    'cloud.account.id': account,
    'cloud.region': text('region'),
    'cloud.availability_zone': text('az-id'),
    'cloud.service.name': text('pkt-src-aws-service') ?? text('pkt-dst-aws-service'),
    'cloud.instance.id': text('instance-id') ?? text('ecs-container-instance-id'),
    'service.name': text('ecs-service-name'),
    'orchestrator.cluster.name': text('ecs-cluster-name') ?? text('ecs-cluster-arn')?.split('/').at(-1),
    'container.id': id,
  });
}

function inner(flow: FlowRecord, end: 'srcaddr' | 'dstaddr'): string | null {
  const packet = flow.get(`pkt-${end}`);
  return packet === undefined || packet === flow.get(end) ? null : packet;
}

function familyOf(address: string | null): string | null {
  return ipAddress(address) === null ? null : address?.includes(':') === true ? 'ipv6' : 'ipv4';
}

/** `10.0.0.5:40000 to 198.51.100.7:443 (tcp), 10 packets, 840 bytes on eni-0abc: allowed (ACCEPT).` */
function sentence(flow: FlowRecord, fields: EventFields): string {
  const end = (side: 'src' | 'dst') =>
    [flow.get(`${side}addr`) ?? '?', flow.get(`${side}port`)].filter(Boolean).join(':');
  const via = fields['network.transport'] ?? (flow.has('protocol') ? `protocol ${flow.get('protocol') ?? ''}` : null);
  const amount = flow.has('packets')
    ? `, ${flow.get('packets') ?? '?'} packets, ${flow.get('bytes') ?? '?'} bytes`
    : '';
  const on = flow.get('interface-id') ?? flow.get('tgw-attachment-id');
  const place = on === undefined ? '' : ` on ${on}`;
  return `${end('src')} to ${end('dst')}${via === null ? '' : ` (${String(via)})`}${amount}${place}: ${String(fields['exhibit.outcome'])} (${flow.get('action') ?? 'no action'}).`;
}
