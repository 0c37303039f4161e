import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { k8sEvents } from '../../../../parsers/formats/k8s-events/index.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const core = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'web-1.15b', namespace: 'shop', uid: 'e1', creationTimestamp: '2024-03-01T10:00:09Z' },
  involvedObject: {
    apiVersion: 'v1',
    kind: 'Pod',
    name: 'web-1',
    namespace: 'shop',
    uid: 'u1',
    fieldPath: 'spec.containers{web}',
  },
  reason: 'Started',
  message: 'Started container web',
  type: 'Normal',
  count: 1,
  eventTime: null,
  firstTimestamp: '2024-03-01T10:00:05Z',
  lastTimestamp: '2024-03-01T10:00:05Z',
  source: { component: 'kubelet', host: 'node-1' },
};

const parse = (changes: object) => onlyEvent(k8sEvents.parse(recordInput({ ...core, ...changes })));
const times = (changes: object) => {
  const { time, otherTimes = [] } = parse(changes);
  return [time, ...otherTimes].map((each) => each && formatUtc(toParts(each.instant)).replace('.000000000', ''));
};

test('a container started in a pod', () => {
  const event = parse({});
  expect(event.time).toMatchObject({ text: core.firstTimestamp, resolution: 's', zone: 'record' });
  expect(event).not.toHaveProperty('otherTimes');
  expect(event.fields).toEqual({
    'exhibit.layer': 'cluster',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': 'k8s/-/shop/web-1',
    'exhibit.severity': 2,
    'event.action': 'Started',
    'event.category': 'process',
    'event.kind': 'event',
    'event.type': 'start',
    'event.outcome': 'unknown',
    'event.provider': 'kubelet',
    'event.id': 'e1',
    'event.severity': 'Normal',
    'event.original': 'Started container web',
    'host.name': 'node-1',
    'orchestrator.namespace': 'shop',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': 'web-1',
    'orchestrator.resource.id': 'u1',
    'orchestrator.api_version': 'v1',
    'container.name': 'web',
  });
  expect(event.message).toBe('Started of Pod shop/web-1 (kubelet on node-1): Started container web.');
});

describe('time', () => {
  const last = '2024-03-01T10:30:00Z';

  test('of several occurrences the first, with the last beside it', () => {
    expect(times({ count: 7, lastTimestamp: last })).toEqual(['2024-03-01T10:00:05Z', last]);
    expect(parse({ count: 7, lastTimestamp: last }).message).toContain('7 times, the last at 2024-03-01T10:30:00Z.');
  });

  test('of one occurrence the last is the event', () => {
    expect(times({ firstTimestamp: null, lastTimestamp: last })).toEqual([last]);
  });

  test('eventTime counts before both, to the microsecond', () => {
    const event = parse({ eventTime: '2024-03-01T10:00:04.123456Z', firstTimestamp: null, lastTimestamp: null });
    expect(event.time).toMatchObject({ text: '2024-03-01T10:00:04.123456Z', resolution: 'us' });
  });

  test('all null: when the record was made; not even that: undated', () => {
    const none = { eventTime: null, firstTimestamp: null, lastTimestamp: null };
    expect(times(none)).toEqual(['2024-03-01T10:00:09Z']);
    expect(times({ ...none, metadata: {} })).toEqual([null]);
  });

  test('what cannot be read is said', () => {
    expect(k8sEvents.parse(recordInput({ ...core, lastTimestamp: 'yesterday' }))).toMatchObject({
      problems: [{ code: 'bad-time', reason: expect.stringContaining('2024-03-01T10:00:05Z was taken instead') }],
    });
  });
});

test('events.k8s.io/v1', () => {
  const event = onlyEvent(
    k8sEvents.parse(
      recordInput({
        apiVersion: 'events.k8s.io/v1',
        kind: 'Event',
        metadata: { name: 'n', uid: 'e2' },
        regarding: { kind: 'Pod', namespace: 'shop', name: 'web-1' },
        note: 'Back-off restarting failed container',
        reason: 'BackOff',
        type: 'Warning',
        eventTime: '2024-03-01T10:00:04.123456Z',
        series: { count: 12, lastObservedTime: '2024-03-01T10:09:00.5Z' },
        reportingController: 'kubelet',
        reportingInstance: 'node-1',
        deprecatedCount: 1,
      }),
    ),
  );
  expect([event.time?.text, event.otherTimes?.[0]?.text]).toEqual([
    '2024-03-01T10:00:04.123456Z',
    '2024-03-01T10:09:00.5Z',
  ]);
  expect(event.fields).toMatchObject({
    'event.action': 'BackOff',
    'event.provider': 'kubelet',
    'host.name': 'node-1',
    'exhibit.outcome': 'failed',
    'exhibit.severity': 5,
    'event.original': 'Back-off restarting failed container',
  });
});

describe('what the message says', () => {
  test.each([
    ['Successfully pulled image "registry:5000/team/app:1.2" in 3s', 'registry:5000/team/app', '1.2'],
    ['Container image "nginx@sha256:00" already present on machine', 'nginx', undefined],
  ])('%s', (message, name, tag) => {
    const { fields } = parse({ reason: 'Pulled', message });
    expect([fields['container.image.name'], fields['container.image.tag']]).toEqual([name, tag]);
  });

  test('a process that the kernel ended', () => {
    const node = { kind: 'Node', name: 'node-1' };
    const message = 'Memory cgroup out of memory: Killed process 4321 (miner) total-vm:1kB';
    const { fields } = parse({ involvedObject: node, reason: 'OOMKilling', message });
    expect(fields).toMatchObject({
      'exhibit.lane': 'node/node-1',
      'process.pid': 4321,
      'process.name': 'miner',
      'host.name': 'node-1',
    });
    expect(fields).not.toHaveProperty('orchestrator.namespace');
  });

  test('a refusal of the API server is denied, another failure failed', () => {
    const message = 'Error creating: pods "x" is forbidden: violates PodSecurity "restricted"';
    expect(parse({ reason: 'FailedCreate', message }).fields).toMatchObject({
      'exhibit.outcome': 'denied',
      'event.outcome': 'failure',
    });
    expect(parse({ reason: 'FailedMount', message: 'no such secret' }).fields['exhibit.outcome']).toBe('failed');
  });
});

test('elements of an API list have neither kind nor version', () => {
  const { kind: _kind, apiVersion: _apiVersion, ...element } = core;
  expect(onlyEvent(k8sEvents.parse(recordInput(element))).fields['event.action']).toBe('Started');
});

test('an audit event is none', () => {
  const audit = { kind: 'Event', apiVersion: 'audit.k8s.io/v1', auditID: 'a', stage: 'ResponseComplete', verb: 'get' };
  expect(k8sEvents.parse(recordInput(audit))).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
});

test('whatever stands where a field should be, the record is answered', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(core), 'series', 'regarding'), fc.jsonValue(), (key, value) => {
      expect(['events', 'rejected']).toContain(k8sEvents.parse(recordInput({ ...core, [key]: value })).kind);
    }),
    { numRuns: 300 },
  );
});
