import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gcpLog } from '../../../../parsers/formats/gcp-log/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const entry = {
  insertId: 'abc',
  logName: 'projects/shop/logs/stdout',
  textPayload: 'GET /shell.php',
  labels: { 'compute.googleapis.com/resource_name': 'node-1' },
  resource: {
    type: 'k8s_container',
    labels: {
      cluster_name: 'prod',
      namespace_name: 'shop',
      pod_name: 'web-1',
      container_name: 'web',
      project_id: 'shop',
      location: 'us-central1-a',
    },
  },
  severity: 'INFO',
  timestamp: '2024-05-01T10:00:01.5Z',
  receiveTimestamp: '2024-05-01T10:00:02Z',
};

test('a line of a container', () => {
  const parsed = gcpLog.parse(recordInput(entry));
  expect(onlyEvent(parsed)).toMatchObject({
    time: { text: entry.timestamp, kind: 'logged' },
    otherTimes: [{ text: entry.receiveTimestamp, kind: 'ingested' }],
    message: 'GET /shell.php',
    fields: {
      'exhibit.layer': 'container',
      'exhibit.lane': 'k8s/prod/shop/web-1',
      'container.name': 'web',
      'host.name': 'node-1',
      'cloud.region': 'us-central1',
      'event.action': 'stdout',
      'event.provider': 'k8s_container',
    },
  });
  expect(parsed).toMatchObject({ producerKey: { key: 'abc/2024-05-01T10:00:01.5Z/projects/shop/logs/stdout' } });
});

test('a structured line has its text in message, else the payload is the text', () => {
  const line = (jsonPayload: object) =>
    onlyEvent(gcpLog.parse(recordInput({ ...entry, textPayload: undefined, jsonPayload }))).message;
  expect(line({ message: 'started' })).toBe('started');
  expect(line({ a: 1 })).toBe('{"a":1}');
});

describe('networks', () => {
  const connection = { src_ip: '10.0.0.5', src_port: 40000, dest_ip: '198.51.100.7', dest_port: 443, protocol: 6 };
  const read = (jsonPayload: object) =>
    onlyEvent(gcpLog.parse(recordInput({ ...entry, textPayload: undefined, jsonPayload })));

  test('a flow begins and ends before it is logged', () => {
    const event = read({
      connection,
      start_time: '2024-05-01T09:59:00Z',
      end_time: '2024-05-01T09:59:55Z',
      bytes_sent: '840',
      packets_sent: '10',
      src_gke_details: { pod: { pod_name: 'web-1', pod_namespace: 'shop' } },
    });
    expect(event.time).toMatchObject({ text: '2024-05-01T09:59:00Z', kind: 'happened' });
    expect(event.otherTimes?.map(({ text, kind }) => [text, kind])).toEqual([
      ['2024-05-01T09:59:55Z', 'happened'],
      [entry.timestamp, 'logged'],
      [entry.receiveTimestamp, 'ingested'],
    ]);
    expect(event.message).toBe('10.0.0.5:40000 to 198.51.100.7:443 (tcp).');
    expect(event.fields).toMatchObject({
      'exhibit.outcome': 'unknown',
      'exhibit.flow.source': 'shop/web-1',
      'event.category': 'network',
      'source.ip': '10.0.0.5',
      'destination.port': 443,
      'network.bytes': 840,
      'network.packets': 10,
    });
  });

  test.each([
    ['ALLOWED', 'allowed', 'success', 'allowed'],
    ['DENIED', 'prevented', 'failure', 'denied'],
  ])('the firewall: %s', (disposition, outcome, ecs, type) => {
    const rule_details = { reference: 'network:default/firewall:no-egress', direction: 'EGRESS' };
    const { fields, message } = read({ connection, disposition, rule_details, instance: { vm_name: 'node-2' } });
    expect(message).toBe(`10.0.0.5:40000 to 198.51.100.7:443 (tcp): ${outcome} (${disposition}).`);
    expect(fields).toMatchObject({
      'exhibit.outcome': outcome,
      'event.outcome': ecs,
      'event.type': ['connection', type],
      'rule.name': rule_details.reference,
      'network.direction': 'egress',
      'host.name': 'node-2',
    });
  });

  test('a question to Cloud DNS', () => {
    const { fields, message } = read({
      queryName: 'pool.example.',
      queryType: 'A',
      responseCode: 'NOERROR',
      sourceIP: '10.0.0.5',
      protocol: 'UDP',
      structuredRdata: [{ rvalue: '198.51.100.7' }],
    });
    expect(message).toBe('10.0.0.5 asked for pool.example.');
    expect(fields).toMatchObject({
      'dns.question.name': 'pool.example',
      'dns.question.type': 'A',
      'dns.answers.data': '198.51.100.7',
      'network.transport': 'udp',
    });
  });
});

test('what an entry carries for others is theirs', async () => {
  const { textPayload: _, ...bare } = entry;
  const clusterEvent = {
    kind: 'Event',
    apiVersion: 'v1',
    involvedObject: { kind: 'Pod', name: 'web-1', namespace: 'shop' },
    reason: 'Killing',
    lastTimestamp: '2024-05-01T09:00:00Z',
  };
  const lines = [entry, { ...bare, insertId: 'd', jsonPayload: clusterEvent }]
    .map((each) => JSON.stringify(each))
    .join('\n');
  const { members } = await collectImport([memoryFile(new TextEncoder().encode(lines))], { formats: FORMATS });
  expect(members[0]?.records.map(({ format }) => format)).toEqual(['gcp-log', 'k8s-events']);
  expect(members[0]?.records[1]?.result).toMatchObject({
    events: [
      {
        fields: {
          'orchestrator.cluster.name': 'prod',
          'exhibit.envelope': 'Google Cloud Logging projects/shop/logs/stdout',
        },
      },
    ],
  });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(entry)), (one, key) => {
      gcpLog.parse(recordInput({ ...entry, [key]: one }));
      expect(gcpLog.parse(recordInput({ ...entry, resource: one, labels: one })).kind).toBe('events');
    }),
  );
});
