import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hubble } from '../../../../parsers/formats/hubble/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const web = {
  namespace: 'shop',
  pod_name: 'web-1',
  labels: ['k8s:app=web', 'k8s:io.cilium.k8s.policy.serviceaccount=web'],
  workloads: [{ name: 'web', kind: 'Deployment' }],
};
const world = { identity: 2, labels: ['reserved:world'] };

const flow = {
  time: '2024-05-01T10:00:00.1234567Z',
  uuid: 'u-1',
  verdict: 'DROPPED',
  drop_reason_desc: 'POLICY_DENIED',
  IP: { source: '10.0.0.5', destination: '1.2.3.4', ipVersion: 'IPv4' },
  l4: { TCP: { source_port: 40000, destination_port: 443, flags: { SYN: true } } },
  source: web,
  destination: world,
  destination_names: ['evil.example.'],
  Type: 'L3_L4',
  node_name: 'prod/node-1',
  event_type: { type: 5 },
  traffic_direction: 'EGRESS',
  is_reply: false,
  Summary: 'TCP Flags: SYN',
};

const parse = (changes: object) =>
  hubble.parse(recordInput({ flow: { ...flow, ...changes }, node_name: flow.node_name, time: flow.time }));
const fieldsOf = (changes: object) => onlyEvent(parse(changes)).fields;

test('a connection that a policy dropped', () => {
  const event = onlyEvent(parse({}));
  expect(event.time).toMatchObject({ text: flow.time, zone: 'record' });
  expect(event.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.lane': 'k8s/prod/shop/web-1',
    'exhibit.outcome': 'prevented',
    'exhibit.outcome.original': 'DROPPED POLICY_DENIED',
    'event.action': 'policy-verdict',
    'event.category': 'network',
    'event.kind': 'event',
    'event.type': ['connection', 'denied'],
    'event.outcome': 'failure',
    'event.provider': 'hubble',
    'event.id': 'u-1',
    'event.reason': 'POLICY_DENIED',
    'event.original': 'TCP Flags: SYN',
    'host.name': 'node-1',
    'orchestrator.cluster.name': 'prod',
    'orchestrator.namespace': 'shop',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': 'web-1',
    'exhibit.k8s.owner': 'Deployment/web',
    'exhibit.k8s.service_account': 'web',
    'source.ip': '10.0.0.5',
    'source.port': 40000,
    'destination.ip': '1.2.3.4',
    'destination.port': 443,
    'destination.domain': 'evil.example',
    'exhibit.flow.source': 'shop/web-1',
    'exhibit.flow.destination': 'reserved:world',
    'network.transport': 'tcp',
    'network.iana_number': '6',
    'network.type': 'ipv4',
    'network.direction': 'egress',
  });
  expect(event.message).toBe(
    'shop/web-1 10.0.0.5:40000 to reserved:world 1.2.3.4:443 (tcp): prevented (DROPPED POLICY_DENIED).',
  );
});

test('a flow without its wrapper is the same flow', () => {
  expect(onlyEvent(hubble.parse(recordInput(flow)))).toEqual(onlyEvent(parse({})));
});

test.each([
  ['FORWARDED', 'allowed'],
  ['REDIRECTED', 'allowed'],
  ['TRACED', 'allowed'],
  ['ERROR', 'prevented'],
  ['AUDIT', 'detected'],
  ['VERDICT_UNKNOWN', 'unknown'],
])('%s is %s', (verdict, outcome) => {
  expect(fieldsOf({ verdict })['exhibit.outcome']).toBe(outcome);
});

describe('the local endpoint', () => {
  test.each([
    ['EGRESS', false, web, world],
    ['EGRESS', true, world, web],
    ['INGRESS', false, world, web],
    ['INGRESS', { value: true }, web, world],
    ['TRAFFIC_DIRECTION_UNKNOWN', undefined, world, web],
  ])('%s, reply %j', (traffic_direction, is_reply, source, destination) => {
    expect(fieldsOf({ traffic_direction, is_reply, source, destination })['exhibit.lane']).toBe('k8s/prod/shop/web-1');
  });

  test('a node that names no cluster, and one that nobody named', () => {
    expect(fieldsOf({ node_name: 'node-1' })['exhibit.lane']).toBe('k8s/-/shop/web-1');
    expect(fieldsOf({ node_name: 'default/node-1' })).toMatchObject({
      'host.name': 'node-1',
      'exhibit.lane': 'k8s/-/shop/web-1',
    });
  });
});

describe('layer 7', () => {
  test('an answer without a code is a success', () => {
    const dns = { query: 'db.shop.svc.', ips: ['10.0.0.9', 'x'], qtypes: ['A'] };
    expect(fieldsOf({ l7: { type: 'RESPONSE', dns } })).toMatchObject({
      'event.action': 'dns-response',
      'network.protocol': 'dns',
      'dns.question.name': 'db.shop.svc',
      'dns.question.type': 'A',
      'dns.resolved_ip': '10.0.0.9',
      'dns.response_code': 'NOERROR',
    });
    expect(fieldsOf({ l7: { type: 'RESPONSE', dns: { ...dns, rcode: 3 } } })['dns.response_code']).toBe('NXDOMAIN');
    expect(fieldsOf({ l7: { type: 'REQUEST', dns } })).not.toHaveProperty('dns.response_code');
  });

  test('a request of HTTP', () => {
    const http = {
      method: 'GET',
      url: 'http://x/metrics',
      code: 200,
      headers: [{ key: 'User-Agent', value: 'curl/8' }],
    };
    expect(fieldsOf({ l7: { type: 'REQUEST', http } })).toMatchObject({
      'event.action': 'http-request',
      'http.request.method': 'GET',
      'url.original': 'http://x/metrics',
      'http.response.status_code': 200,
      'user_agent.original': 'curl/8',
    });
  });
});

test('ICMP has no ports', () => {
  const fields = fieldsOf({ l4: { ICMPv4: { type: 8 } } });
  expect(fields).toMatchObject({ 'network.transport': 'icmp', 'network.iana_number': '1' });
  expect(fields).not.toHaveProperty('destination.port');
});

test('lost events prove a hole; other lines of the stream are no flows', () => {
  const notice = (body: object) => hubble.parse(recordInput({ ...body, node_name: 'node-1', time: flow.time }));
  const lost = notice({ lost_events: { source: 'PERF_EVENT_RING_BUFFER', num_events_lost: '17' } });
  expect(lost).toMatchObject({ problems: [{ code: 'dropped-events', reason: expect.stringContaining('17 events') }] });
  expect(onlyEvent(notice({ node_status: { state_change: 'NODE_CONNECTED' } })).message).toBe(
    'Hubble: NODE_CONNECTED.',
  );
});

test('an unreadable time is said', () => {
  const parsed = parse({ time: 'x' });
  expect(onlyEvent(parsed).time).toBeNull();
  expect(parsed).toMatchObject({ problems: [{ code: 'bad-time' }] });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.constantFrom(...Object.keys(flow)), (one, two, key) => {
      parse({ [key]: one, l7: two });
      expect(parse({ l4: one, source: two, l7: one, is_reply: two }).kind).toBe('events');
    }),
  );
});
