import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awsVpcFlow } from '../../../../parsers/formats/aws-vpc-flow/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { eventsOf, onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const line =
  '2 123456789012 eni-0d4e5f60718293a4b 10.0.1.10 198.51.100.7 40312 443 6 42 8400 1714557600 1714557660 ACCEPT OK';

const row = {
  version: '5',
  'interface-id': 'eni-0d4',
  'account-id': '123456789012',
  srcaddr: '10.0.1.10',
  dstaddr: '198.51.100.7',
  srcport: '40312',
  dstport: '443',
  protocol: '17',
  packets: '42',
  bytes: '8400',
  start: '1714557600',
  end: '1714557660',
  action: 'REJECT',
  'log-status': 'OK',
};

const parse = (value: unknown) => awsVpcFlow.parse(recordInput(value));
const fieldsOf = (changes: object) => onlyEvent(parse({ ...row, ...changes })).fields;

async function imported(text: string) {
  const { members } = await collectImport([memoryFile(new TextEncoder().encode(text))], { formats: FORMATS });
  const [member] = members;
  if (member === undefined) throw new TypeError('no member');
  return member;
}

test('a line of version 2', () => {
  const event = onlyEvent(parse(line));
  expect(event.time).toMatchObject({ text: '1714557600', resolution: 's', zone: 'format', kind: 'happened' });
  expect(event.otherTimes).toMatchObject([{ text: '1714557660', kind: 'happened' }]);
  expect(event.fields).toEqual({
    'exhibit.layer': 'cloud',
    'exhibit.lane': 'cloud/aws/123456789012',
    'exhibit.outcome': 'allowed',
    'exhibit.outcome.original': 'ACCEPT',
    'exhibit.target': 'eni-0d4e5f60718293a4b',
    'event.action': 'accept',
    'event.category': 'network',
    'event.kind': 'event',
    'event.type': ['connection', 'allowed'],
    'event.outcome': 'success',
    'event.provider': 'eni-0d4e5f60718293a4b',
    'source.ip': '10.0.1.10',
    'source.port': 40312,
    'destination.ip': '198.51.100.7',
    'destination.port': 443,
    'network.iana_number': '6',
    'network.transport': 'tcp',
    'network.type': 'ipv4',
    'network.bytes': 8400,
    'network.packets': 42,
    'cloud.provider': 'aws',
    'cloud.account.id': '123456789012',
  });
  expect(event.message).toBe(
    '10.0.1.10:40312 to 198.51.100.7:443 (tcp), 42 packets, 8400 bytes on eni-0d4e5f60718293a4b: allowed (ACCEPT).',
  );
});

describe('rows by name', () => {
  test('a refusal, and names that table tools write', () => {
    expect(fieldsOf({})).toMatchObject({
      'exhibit.outcome': 'prevented',
      'network.transport': 'udp',
      'event.outcome': 'failure',
    });
    const athena = {
      account_id: '123456789012',
      interface_id: 'eni-0d4',
      sourceaddress: '10.0.1.10',
      destinationaddress: '198.51.100.7',
      sourceport: 1,
      destinationport: 2,
      numbytes: 5,
      starttime: 1714557600,
      action: 'ACCEPT',
    };
    expect(onlyEvent(parse(athena)).fields).toMatchObject({
      'source.ip': '10.0.1.10',
      'destination.port': 2,
      'network.bytes': 5,
      'cloud.account.id': '123456789012',
    });
  });

  test('a pod behind its interface, a container of ECS', () => {
    expect(fieldsOf({ 'pkt-srcaddr': '10.0.1.77', 'pkt-dstaddr': '198.51.100.7' })).toMatchObject({
      'exhibit.flow.source': '10.0.1.77',
    });
    expect(fieldsOf({ 'pkt-srcaddr': '10.0.1.77', 'pkt-dstaddr': '198.51.100.7' })).not.toHaveProperty(
      'exhibit.flow.destination',
    );
    expect(
      fieldsOf({
        'ecs-cluster-name': 'prod',
        'ecs-container-id': 'c'.repeat(64),
        'ecs-task-arn': 'arn:task',
        'flow-direction': 'egress',
        region: 'eu-west-1',
        'az-id': 'euw1-az1',
      }),
    ).toMatchObject({
      'exhibit.layer': 'container',
      'exhibit.lane': 'container/cccccccccccc',
      'exhibit.target': ['eni-0d4', 'arn:task'],
      'orchestrator.cluster.name': 'prod',
      'network.direction': 'egress',
      'cloud.region': 'eu-west-1',
    });
  });
});

test('what captured nothing gives no event; what skipped records proves a hole', () => {
  const nothing = { srcaddr: '-', dstaddr: '-', action: '-' };
  expect(parse({ ...row, ...nothing, 'log-status': 'NODATA' })).toEqual({ kind: 'events', events: [] });
  const skipped = parse({ ...row, ...nothing, 'log-status': 'SKIPDATA' });
  expect(eventsOf(skipped)).toEqual([]);
  expect(skipped).toMatchObject({ problems: [{ code: 'dropped-events', reason: expect.stringContaining('eni-0d4') }] });
});

describe('carried', () => {
  test('by CloudWatch, with its group and times', async () => {
    const delivery = {
      messageType: 'DATA_MESSAGE',
      logGroup: 'flows',
      logStream: 'eni-0d4',
      logEvents: [{ id: '1', timestamp: 1714557661000, message: line }],
    };
    const { end, records } = await imported(JSON.stringify(delivery));
    expect(end.format).toBe('aws-vpc-flow');
    expect(records[0]?.result).toMatchObject({
      events: [
        {
          fields: { 'exhibit.envelope': 'CloudWatch flows eni-0d4' },
          otherTimes: [{ text: '1714557660' }, { kind: 'logged', text: '1714557661000' }],
        },
      ],
    });
  });

  test('as the only member of an object; files with and without a header', async () => {
    expect(onlyEvent(parse({ message: line })).fields['source.ip']).toBe('10.0.1.10');
    const header =
      'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
    for (const text of [`${line}\n${line}\n`, `${header}\n${line}\n${line}\n`]) {
      const { end, records } = await imported(text);
      expect([end.format, records.length, onlyEvent(records[1]!.result).fields['destination.port']]).toEqual([
        'aws-vpc-flow',
        2,
        443,
      ]);
    }
  });
});

describe('lines without a header', () => {
  const further = (count: number) => Array.from({ length: count }, () => '-').join(' ');

  test('all fields of versions 5, 7 and 8, in the order of the user guide', async () => {
    const five = `${line.replace(/^2/, '5')} vpc-0a subnet-0b i-0c3d4e5f60718293a 2 IPv4 10.0.1.77 198.51.100.7 eu-west-1 euw1-az1 - - - AMAZON egress 1`;
    const ecs = `arn:c/prod prod arn:i i-0f0f0f0f0f0f0f0f0 ${'c'.repeat(64)} - web arn:d arn:task/prod/1 1`;
    const eight = `3 123456789012 - 203.0.113.9 10.0.1.10 1 22 6 1 40 1714557600 1714557660 REJECT OK ${further(13)} ingress - ${ecs} BPA`;
    for (const [text, count] of [
      [five, 29],
      [eight, 40],
    ] as const) {
      const { end } = await imported(`${text}\n`);
      expect([end.format, end.formatReason]).toEqual([
        'aws-vpc-flow',
        `Lines of a VPC flow log without a header; ${count} fields, taken in the order of the user guide.`,
      ]);
    }
    expect(onlyEvent(parse(five)).fields).toMatchObject({
      'cloud.instance.id': 'i-0c3d4e5f60718293a',
      'cloud.region': 'eu-west-1',
      'cloud.service.name': 'AMAZON',
      'exhibit.flow.source': '10.0.1.77',
      'network.direction': 'egress',
    });
    expect(onlyEvent(parse(eight)).fields).toMatchObject({
      'cloud.instance.id': 'i-0f0f0f0f0f0f0f0f0',
      'container.id': 'c'.repeat(64),
      'event.reason': 'BPA',
      'network.direction': 'ingress',
      'orchestrator.cluster.name': 'prod',
      'service.name': 'web',
    });
  });

  test('a flow of a transit gateway has no action', async () => {
    const gateway = `6 TransitGateway 123456789012 tgw-0a1 tgw-attach-0b2 111111111111 222222222222 vpc-1 vpc-2 subnet-1 subnet-2 eni-1 eni-2 euw1-az1 euw1-az2 tgw-attach-0c3 10.1.0.5 10.2.0.9 40000 5432 6 12 3400 1714557600 1714557660 OK IPv4 0 0 0 0 19 eu-west-1 ingress - -`;
    const { end, records } = await imported(`${gateway}\n${gateway}\n`);
    expect([end.format, records.length]).toEqual(['aws-vpc-flow', 2]);
    expect(onlyEvent(parse(gateway)).fields).toMatchObject({
      'exhibit.outcome': 'unknown',
      'exhibit.target': ['tgw-0a1', 'tgw-attach-0b2'],
      'source.ip': '10.1.0.5',
      'destination.port': 5432,
      'network.direction': 'ingress',
      'cloud.region': 'eu-west-1',
    });
  });

  test('an export of CloudWatch Logs writes when it received each line', async () => {
    const { end, records } = await imported(`2024-05-01T10:01:02.000Z ${line}\n`);
    expect(end.format).toBe('aws-vpc-flow');
    expect(onlyEvent(records[0]!.result)).toMatchObject({
      time: { text: '1714557600', kind: 'happened' },
      otherTimes: [{ text: '1714557660' }, { text: '2024-05-01T10:01:02.000Z', kind: 'logged' }],
    });
  });

  test('in documents of Elasticsearch and rows of Splunk', async () => {
    const document = JSON.stringify({ '@timestamp': '2024-05-01T10:02:00Z', message: line });
    const rows = `"_raw","_time","source"\n"${line}","2024-05-01T10:02:00.000+0000","s3://flows"\n`;
    for (const text of [document, rows]) {
      const { end, records } = await imported(text);
      expect([end.format, onlyEvent(records[0]!.result).fields['source.port']]).toEqual(['aws-vpc-flow', 40312]);
    }
  });
});

test('files put together repeat their header', async () => {
  const header = Object.keys(row).join(' ');
  const cells = Object.values(row).join(' ');
  const { records } = await imported(`${header}\n${cells}\n${header}\n${cells}\n`);
  expect(records.map(({ result }) => onlyEvent(result).fields['source.ip'])).toEqual(['10.0.1.10', '10.0.1.10']);
});

test('records that were skipped beside others prove a hole too', () => {
  expect(parse({ ...row, 'log-status': 'SKIPDATA' })).toMatchObject({
    events: [{ fields: { 'source.ip': '10.0.1.10' } }],
    problems: [{ code: 'dropped-events' }],
  });
});

test('an unreadable start is said', () => {
  expect(parse({ ...row, start: 'x', end: '-' })).toMatchObject({
    events: [{ time: null }],
    problems: [{ code: 'bad-time' }],
  });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(row)), (one, key) => {
      expect(parse({ ...row, [key]: one }).kind).toBe('events');
      parse(one);
    }),
  );
});
