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
