import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { k8sObjects } from '../../../../parsers/formats/k8s-objects/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { eventsOf, onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const now = 'a'.repeat(64);
const before = 'b'.repeat(64);
const digest = `sha256:${'c'.repeat(64)}`;

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-1',
    namespace: 'shop',
    uid: 'u1',
    creationTimestamp: '2024-03-01T10:00:00Z',
    ownerReferences: [
      { kind: 'Node', name: 'x' },
      { kind: 'ReplicaSet', name: 'web-77b4', controller: true },
    ],
  },
  spec: {
    nodeName: 'node-1',
    serviceAccountName: 'builder',
    hostPID: true,
    containers: [{ name: 'web', image: 'registry/shop/web:1.4', securityContext: { privileged: true } }],
    volumes: [{ name: 'root', hostPath: { path: '/' } }],
  },
  status: {
    hostIP: '10.0.0.11',
    podIP: '10.1.0.5',
    podIPs: [{ ip: '10.1.0.5' }, { ip: 'fd00::5' }],
    startTime: '2024-03-01T10:00:02Z',
    conditions: [{ type: 'PodScheduled', status: 'True', lastTransitionTime: '2024-03-01T10:00:01Z' }],
    containerStatuses: [
      {
        name: 'web',
        containerID: `containerd://${now}`,
        image: 'registry/shop/web:1.4',
        imageID: `registry/shop/web@${digest}`,
        restartCount: 1,
        state: { running: { startedAt: '2024-03-01T10:05:00Z' } },
        lastState: {
          terminated: {
            containerID: `containerd://${before}`,
            startedAt: '2024-03-01T10:00:03Z',
            finishedAt: '2024-03-01T10:04:59Z',
            exitCode: 137,
            reason: 'OOMKilled',
          },
        },
      },
    ],
  },
};

const parse = (value: unknown, options: Parameters<typeof recordInput>[1] = {}) =>
  eventsOf(k8sObjects.parse(recordInput(value, options)));
const life = (value: unknown) =>
  parse(value).map(({ time, fields }) => [
    time && formatUtc(toParts(time.instant)).slice(11, 19),
    fields['event.action'],
    fields['container.id'],
  ]);
const withStatus = (changes: object) => ({
  ...pod,
  status: { ...pod.status, containerStatuses: [{ ...pod.status.containerStatuses[0], ...changes }] },
});

test('the life of a pod; of the container before only its end is left', () => {
  expect(life(pod)).toEqual([
    ['10:00:00', 'pod created', undefined],
    ['10:00:01', 'pod scheduled', undefined],
    ['10:00:02', 'pod started', undefined],
    ['10:00:03', 'container started', before],
    ['10:04:59', 'container terminated', before],
    ['10:05:00', 'container started', now],
  ]);
});

test('what a pod says of itself', () => {
  const [created] = parse(pod);
  expect(created?.time).toMatchObject({ resolution: 's', zone: 'record', kind: 'happened' });
  expect(created?.fields).toMatchObject({
    'exhibit.layer': 'cluster',
    'exhibit.lane': 'k8s/-/shop/web-1',
    'exhibit.outcome': 'unknown',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.id': 'u1',
    'host.name': 'node-1',
    'host.ip': '10.0.0.11',
    'exhibit.k8s.owner': 'ReplicaSet/web-77b4',
    'exhibit.k8s.pod_ip': ['10.1.0.5', 'fd00::5'],
    'exhibit.k8s.privileged': 'web',
    'exhibit.k8s.host_path': '/',
    'exhibit.k8s.host_namespaces': 'pid',
    'exhibit.k8s.service_account': 'builder',
    'event.type': 'creation',
  });
});

test('what a container says of itself', () => {
  const ended = parse(pod)[4];
  expect(ended?.fields).toMatchObject({
    'exhibit.layer': 'container',
    'exhibit.lane': 'k8s/-/shop/web-1',
    'exhibit.outcome.original': 'OOMKilled',
    'container.name': 'web',
    'container.runtime': 'containerd',
    'container.image.name': 'registry/shop/web',
    'container.image.tag': '1.4',
    'container.image.hash.all': digest,
    'event.outcome': 'failure',
    'process.exit_code': 137,
  });
  expect(ended?.message).toBe(
    'Container web of pod shop/web-1 ended (OOMKilled, exit code 137) (the run before the present one).',
  );
});

describe('images', () => {
  test('an id instead of the name in the status: the specification knows the name', () => {
    const [, , , , , started] = parse(withStatus({ image: digest, imageID: digest }));
    expect(started?.fields).toMatchObject({
      'container.image.name': 'registry/shop/web',
      'container.image.tag': '1.4',
      'container.image.id': digest,
    });
    expect(started?.fields).not.toHaveProperty('container.image.hash.all');
  });

  test('the prefix of Docker', () => {
    const [, , , , , started] = parse(withStatus({ imageID: `docker-pullable://nginx@${digest}` }));
    expect(started?.fields['container.image.hash.all']).toBe(digest);
  });

  test('no image id while it is pulled', () => {
    const events = parse(
      withStatus({
        imageID: '',
        containerID: undefined,
        state: { waiting: { reason: 'ContainerCreating' } },
        lastState: {},
      }),
    );
    expect(events.map(({ fields }) => fields['event.action'])).toEqual(['pod created', 'pod scheduled', 'pod started']);
  });
});

test('init and ephemeral containers, and one that ended', () => {
  const status = {
    initContainerStatuses: [
      {
        name: 'i',
        containerID: `docker://${now}`,
        state: {
          terminated: {
            startedAt: '2024-03-01T10:00:01Z',
            finishedAt: '2024-03-01T10:00:02Z',
            exitCode: 0,
            reason: 'Completed',
          },
        },
      },
    ],
    ephemeralContainerStatuses: [{ name: 'debugger', state: { running: { startedAt: '2024-03-01T11:00:00Z' } } }],
  };
  const events = parse({ ...pod, status }).filter(({ fields }) => fields['exhibit.layer'] === 'container');
  expect(
    events.map(({ fields }) => [fields['container.name'], fields['event.action'], fields['event.outcome']]),
  ).toEqual([
    ['i', 'container started', 'unknown'],
    ['i', 'container terminated', 'success'],
    ['debugger', 'container started', 'unknown'],
  ]);
  expect(events[0]?.fields).toMatchObject({ 'container.id': now, 'container.runtime': 'docker' });
});

test('deletion stands at the time by which the object is to be gone, and says when it was asked for', () => {
  const metadata = { ...pod.metadata, deletionTimestamp: '2024-03-01T12:00:30Z', deletionGracePeriodSeconds: 30 };
  const event = parse({ ...pod, metadata }).find(({ fields }) => fields['event.type'] === 'deletion');
  expect(event?.time?.text).toBe('2024-03-01T12:00:30Z');
  expect(event?.message).toBe('Pod shop/web-1 is to be gone at this time, asked for 30 s before.');
});

test("a pod of no stated namespace takes no other pod's lane", () => {
  const metadata = { name: 'web-1' };
  expect(parse({ ...pod, metadata }).map(({ fields }) => fields['exhibit.lane'])).toEqual([
    'node/node-1',
    'node/node-1',
    `container/${before.slice(0, 12)}`,
    `container/${before.slice(0, 12)}`,
    `container/${now.slice(0, 12)}`,
  ]);
});

describe('other objects', () => {
  test('a binding says whom it binds', () => {
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: 'backdoor', creationTimestamp: '2024-03-01T10:00:00Z' },
      roleRef: { name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', namespace: 'shop', name: 'builder' }],
    };
    expect(onlyEvent(k8sObjects.parse(recordInput(binding))).fields).toMatchObject({
      'event.action': 'clusterrolebinding created',
      'exhibit.lane': 'k8s/-/(cluster)',
      'exhibit.k8s.role': 'cluster-admin',
      'exhibit.k8s.subject': 'ServiceAccount/shop/builder',
      'orchestrator.resource.type': 'clusterrolebindings',
    });
  });

  test('without any time it is kept, undated', () => {
    const event = onlyEvent(
      k8sObjects.parse(recordInput({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } })),
    );
    expect(event).toMatchObject({ time: null, fields: { 'event.kind': 'state', 'event.action': 'configmap listed' } });
  });

  test('a time that cannot be read costs that moment alone', () => {
    const metadata = { ...pod.metadata, creationTimestamp: 'then' };
    const parsed = k8sObjects.parse(recordInput({ ...pod, metadata }));
    expect(parsed).toMatchObject({
      problems: [{ code: 'bad-time', reason: expect.stringContaining('"then" of shop/web-1') }],
    });
    expect(eventsOf(parsed)).toHaveLength(5);
  });
});

describe('lists', () => {
  const formatsOf = async (document: unknown, indent?: number) => {
    const bytes = new TextEncoder().encode(JSON.stringify(document, null, indent));
    const { members } = await collectImport([memoryFile(bytes)], { formats: FORMATS });
    return members[0]?.records.map(({ format, result }) => [
      format,
      result.kind === 'events' ? result.events.length : result.code,
    ]);
  };
  const { kind: _kind, apiVersion: _apiVersion, ...element } = pod;

  test.each([
    ['of kubectl, indented', { apiVersion: 'v1', items: [pod, pod], kind: 'List' }, 4],
    [
      'of the API, whose elements have no kind',
      { kind: 'PodList', apiVersion: 'v1', metadata: {}, items: [element, element] },
      undefined,
    ],
  ])('%s', async (_, list, indent) => {
    expect(await formatsOf(list, indent)).toEqual([
      ['k8s-objects', 6],
      ['k8s-objects', 6],
    ]);
  });

  test('pods and events in one list find their formats', async () => {
    const event = {
      kind: 'Event',
      apiVersion: 'v1',
      metadata: { name: 'e' },
      involvedObject: { kind: 'Pod', name: 'web-1' },
      reason: 'Killing',
    };
    expect(await formatsOf({ apiVersion: 'v1', items: [pod, event, pod], kind: 'List' })).toEqual([
      ['k8s-objects', 6],
      ['k8s-events', 1],
      ['k8s-objects', 6],
    ]);
  });

  test('the kind of an element comes from the list around it', () => {
    const service = { metadata: { name: 's', uid: 'u', creationTimestamp: '2024-03-01T10:00:00Z' }, spec: {} };
    const [event] = parse(service, {
      envelope: { kind: 'ServiceList' },
      framing: { kind: 'json', envelope: ['items'] },
    });
    expect(event?.fields['event.action']).toBe('service created');
  });
});

test.each([
  [{ kind: 'AdmissionReview', apiVersion: 'admission.k8s.io/v1', metadata: { name: 'x' }, request: {} }],
  [{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', metadata: { name: 'x' } }],
  [{ kind: 'Event', apiVersion: 'v1', metadata: { name: 'x' }, involvedObject: {} }],
  [{ kind: 'Config', apiVersion: 'v1', clusters: [] }],
  [{ name: 'x', metadata: { Description: 'd' } }],
])('%j is none', (value) => {
  expect(k8sObjects.parse(recordInput(value))).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
});

test('whatever stands where a field should be, the record is answered', () => {
  fc.assert(
    fc.property(fc.constantFrom('metadata', 'spec', 'status', 'kind'), fc.jsonValue(), (key, value) => {
      expect(['events', 'rejected']).toContain(k8sObjects.parse(recordInput({ ...pod, [key]: value })).kind);
      expect(k8sObjects.parse(recordInput(withStatus({ state: value, lastState: { terminated: value } }))).kind).toBe(
        'events',
      );
    }),
    { numRuns: 300 },
  );
});
