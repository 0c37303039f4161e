import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { k8sAudit } from '../../../../parsers/formats/k8s-audit/index.js';
import type { Framing } from '../../../../parsers/model/framing.js';
import { eventsOf, onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const audit = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'RequestResponse',
  auditID: '033d17af-082d-4b24-aa22-627752e83d71',
  stage: 'ResponseComplete',
  requestURI: '/api/v1/namespaces/shop/pods/web-1',
  verb: 'get',
  user: { username: 'anna', uid: 'u1', groups: ['dev', 'system:authenticated'] },
  sourceIPs: ['10.0.0.1'],
  userAgent: 'kubectl/v1.30.0',
  objectRef: { resource: 'pods', namespace: 'shop', name: 'web-1', apiVersion: 'v1' },
  responseStatus: { code: 200 },
  requestReceivedTimestamp: '2024-01-02T03:04:05.000001Z',
  stageTimestamp: '2024-01-02T03:04:06.000001Z',
};

const parse = (changes: object) => onlyEvent(k8sAudit.parse(recordInput({ ...audit, ...changes })));

describe('time', () => {
  test('starts when the request was received; the stage is another time', () => {
    const event = parse({});
    expect(event.time).toMatchObject({
      text: '2024-01-02T03:04:05.000001Z',
      resolution: 'us',
      zone: 'record',
      kind: 'happened',
    });
    expect(event.otherTimes?.map((time) => time.text)).toEqual(['2024-01-02T03:04:06.000001Z']);
  });

  test('an old `timestamp` is taken where the start is missing, else the stage', () => {
    expect(parse({ requestReceivedTimestamp: undefined, timestamp: '2017-09-11T19:55:05Z' }).time?.text).toBe(
      '2017-09-11T19:55:05Z',
    );
    const late = parse({ requestReceivedTimestamp: undefined });
    expect(late.time?.text).toBe(audit.stageTimestamp);
    expect(late.otherTimes).toBeUndefined();
  });

  test('a time without zone is UTC by definition', () => {
    expect(parse({ requestReceivedTimestamp: '2022-11-29 00:09:04.38' }).time).toMatchObject({
      zone: 'format',
      resolution: 'ms',
    });
  });

  test('a record without any time is undated', () => {
    expect(parse({ requestReceivedTimestamp: undefined, stageTimestamp: undefined }).time).toBeNull();
  });
});

describe('outcome', () => {
  test.each([
    [{ responseStatus: { code: 200 } }, 'allowed', 'success', '200'],
    [{ responseStatus: { code: 101 } }, 'allowed', 'success', '101'],
    [{ responseStatus: { code: 403, reason: 'Forbidden' } }, 'denied', 'failure', '403 Forbidden'],
    [{ responseStatus: { code: 401 } }, 'denied', 'failure', '401'],
    [{ responseStatus: { code: 404 } }, 'failed', 'failure', '404'],
    [{ responseStatus: { code: 500 }, stage: 'Panic' }, 'failed', 'failure', '500'],
    [{ responseStatus: undefined, stage: 'Panic' }, 'failed', 'failure', 'Panic'],
    [
      { responseStatus: undefined, annotations: { 'authorization.k8s.io/decision': 'forbid' } },
      'denied',
      'failure',
      'forbid',
    ],
    [
      { responseStatus: undefined, annotations: { 'authorization.k8s.io/decision': 'allow' } },
      'allowed',
      'unknown',
      'allow',
    ],
    [{ responseStatus: undefined, stage: 'RequestReceived' }, 'unknown', 'unknown', undefined],
    [
      { responseStatus: { code: 403 }, annotations: { 'authorization.k8s.io/decision': 'allow' } },
      'denied',
      'failure',
      '403',
    ],
  ])('%j is %s', (changes, outcome, ecs, original) => {
    const { fields } = parse(changes);
    expect([fields['exhibit.outcome'], fields['event.outcome'], fields['exhibit.outcome.original']]).toEqual([
      outcome,
      ecs,
      original,
    ]);
  });
});

describe('who and from where', () => {
  test('whom the user acts as stands apart', () => {
    const event = parse({ impersonatedUser: { username: 'system:serviceaccount:ns1:sa1' } });
    expect(event.fields).toMatchObject({ 'user.name': 'anna', 'user.effective.name': 'system:serviceaccount:ns1:sa1' });
    expect(event.message).toBe(
      'anna, acting as system:serviceaccount:ns1:sa1, requested get pods web-1 in namespace shop: allowed (200).',
    );
  });

  test('only the last address is the peer, earlier ones are claimed', () => {
    expect(parse({ sourceIPs: ['6.6.6.6', '7.7.7.7', '10.0.0.1'] }).fields).toMatchObject({
      'source.ip': '10.0.0.1',
      'network.forwarded_ip': ['6.6.6.6', '7.7.7.7'],
    });
  });

  test('what the authenticator knows of the credential', () => {
    const extra = {
      'authentication.kubernetes.io/pod-name': ['web-1'],
      authentication_kubernetes_io_slash_node_name: ['ignored'],
      'authentication.kubernetes.io/node-name': ['node-7'],
      'authentication.kubernetes.io/credential-id': ['JTI=1'],
      arn: ['arn:aws:sts::1:assumed-role/r/s'],
    };
    expect(parse({ user: { username: 'system:serviceaccount:shop:web', extra } }).fields).toMatchObject({
      'exhibit.actor.pod': 'shop/web-1',
      'exhibit.actor.node': 'node-7',
      'exhibit.actor.credential': 'JTI=1',
      'exhibit.actor.cloud_identity': 'arn:aws:sts::1:assumed-role/r/s',
    });
  });

  test('a kubelet names its node', () => {
    expect(parse({ user: { username: 'system:node:ip-10-0-0-1' } }).fields['host.name']).toBe('ip-10-0-0-1');
  });
});

describe('what was asked for', () => {
  const exec = {
    verb: 'create',
    objectRef: { ...audit.objectRef, subresource: 'exec' },
    requestURI:
      '/api/v1/namespaces/shop/pods/web-1/exec?command=sh&command=-c&command=echo%20a%26b+c&container=app&stdin=true',
    responseStatus: { code: 101 },
  };

  test('an exec command is decoded from the request URI', () => {
    const event = parse(exec);
    expect(event.fields).toMatchObject({
      'event.action': 'create pods/exec',
      'process.args': ['sh', '-c', 'echo a&b c'],
      'process.command_line': 'sh -c echo a&b c',
      'container.name': 'app',
      'exhibit.lane': 'k8s/-/shop/web-1',
      'event.category': ['api', 'session'],
    });
    expect(event.message).toContain('command sh -c echo a&b c: allowed (101)');
  });

  test('an escape that cannot be decoded stays as written', () => {
    expect(parse({ ...exec, requestURI: '/x?command=%E0%A4%A' }).fields['process.args']).toBe('%E0%A4%A');
  });

  const spec = {
    hostPID: true,
    hostNetwork: true,
    serviceAccountName: 'builder',
    volumes: [{ hostPath: { path: '/' } }, { emptyDir: {} }],
    initContainers: [{ name: 'init', image: 'busybox' }],
    containers: [
      {
        name: 'app',
        image: 'r:5000/app:1@sha256:aa',
        securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } },
      },
    ],
  };
  const requested = {
    'exhibit.k8s.privileged': 'app',
    'exhibit.k8s.host_path': '/',
    'exhibit.k8s.host_namespaces': ['network', 'pid'],
    'exhibit.k8s.service_account': 'builder',
    'exhibit.k8s.capabilities': 'SYS_ADMIN',
    'container.name': ['init', 'app'],
    'container.image.name': ['busybox', 'r:5000/app'],
    'container.image.tag': '1',
    'container.image.hash.all': 'sha256:aa',
  };

  test.each([
    ['a pod', { spec }],
    ['a template', { spec: { template: { spec } } }],
    ['a cron job', { spec: { jobTemplate: { spec: { template: { spec } } } } }],
  ])('privileges of %s', (_, requestObject) => {
    expect(parse({ verb: 'create', requestObject }).fields).toMatchObject(requested);
  });

  test('a pod that was merely read asks for nothing', () => {
    expect(parse({ verb: 'get', responseObject: { spec } }).fields['exhibit.k8s.privileged']).toBeUndefined();
  });

  test('a role binding', () => {
    const requestObject = {
      roleRef: { name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', namespace: 'shop', name: 'web' }],
    };
    expect(
      parse({ verb: 'create', objectRef: { resource: 'clusterrolebindings', name: 'x' }, requestObject }).fields,
    ).toMatchObject({
      'exhibit.k8s.role': 'cluster-admin',
      'exhibit.k8s.subject': 'ServiceAccount/shop/web',
      'event.category': ['api', 'iam'],
      'exhibit.lane': 'k8s/-/(cluster)',
    });
  });

  test('a pod named by the server has its name in the answer', () => {
    const created = {
      verb: 'create',
      objectRef: { resource: 'pods', namespace: 'shop' },
      responseObject: { metadata: { name: 'web-2' } },
    };
    expect(parse(created).fields).toMatchObject({
      'orchestrator.resource.name': 'web-2',
      'exhibit.lane': 'k8s/-/shop/web-2',
    });
  });

  test('bodies that the API server removed are named', () => {
    const event = parse({ annotations: { 'audit.k8s.io/truncated': 'true' } });
    expect(event.fields['exhibit.cut']).toBe('request and response bodies');
    expect(event.message).toContain('Bodies were removed by the API server.');
  });
});

describe('wrappers', () => {
  test('an EKS record in CloudWatch names cluster and stream', () => {
    const element = { id: '1', timestamp: 1704164646000, message: JSON.stringify(audit) };
    const framing: Framing = { kind: 'json', envelope: ['logEvents'] };
    const envelope = { logGroup: '/aws/eks/prod/cluster', logStream: 'kube-apiserver-audit-1' };
    const event = onlyEvent(k8sAudit.parse(recordInput(element, { framing, envelope })));
    expect(event.path).toBe('message');
    expect(event.fields).toMatchObject({ 'orchestrator.cluster.name': 'prod', 'exhibit.lane': 'k8s/prod/shop/web-1' });
    expect(event.otherTimes?.map((time) => time.kind)).toEqual(['happened', 'logged']);
  });

  test('an AKS record keeps the cluster of its resource id', () => {
    const record = {
      category: 'kube-audit',
      resourceId: '/X/MANAGEDCLUSTERS/PROD',
      properties: { log: JSON.stringify(audit) },
    };
    const event = onlyEvent(k8sAudit.parse(recordInput(record)));
    expect(event).toMatchObject({ path: 'properties.log', fields: { 'orchestrator.cluster.name': 'PROD' } });
  });

  test('an EventList on one line gives one event per item', () => {
    const list = { kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: [audit, { ...audit, verb: 'list' }] };
    expect(eventsOf(k8sAudit.parse(recordInput(list))).map((event) => event.path)).toEqual(['items[0]', 'items[1]']);
  });

  test('an AKS text that was cut off is rejected as such', () => {
    const record = { category: 'kube-audit', properties: { log: JSON.stringify(audit).slice(0, -10) } };
    expect(k8sAudit.parse(recordInput(record))).toMatchObject({ kind: 'rejected', code: 'truncated' });
  });

  test('another stream of the same log group costs only itself', () => {
    const delivery = {
      logGroup: 'g',
      logEvents: [
        { id: '1', timestamp: 1, message: JSON.stringify(audit) },
        { id: '2', timestamp: 2, message: 'time="..." msg="access granted"' },
      ],
    };
    const parsed = k8sAudit.parse(recordInput(delivery));
    expect(parsed).toMatchObject({ kind: 'events', problems: [{ code: 'wrong-shape' }] });
    expect(eventsOf(parsed)).toHaveLength(1);
  });
});

describe('tables', () => {
  const columns = [
    'RequestReceivedTime',
    'AuditId',
    'Stage',
    'Verb',
    'RequestUri',
    'User',
    'ObjectRef',
    'ResponseStatus',
    'SourceIps',
  ];
  const framing: Framing = { kind: 'csv', delimiter: ',', header: true, columns };
  const row = {
    RequestReceivedTime: '2024-01-02 03:04:05.000001',
    AuditId: audit.auditID,
    Stage: 'ResponseComplete',
    Verb: 'get',
    RequestUri: audit.requestURI,
    User: '{"username":"anna"}',
    ObjectRef: JSON.stringify(audit.objectRef),
    ResponseStatus: '{"code":403}',
    SourceIps: '["6.6.6.6","10.0.0.1"]',
  };

  test('with a header', () => {
    const probe = { name: 'x.csv', head: new Uint8Array(), text: '', samples: [{ value: row, framing }] };
    expect(k8sAudit.detect(probe)).toMatchObject({ claim: true, framing });
    expect(onlyEvent(k8sAudit.parse(recordInput(row, { framing }))).fields).toMatchObject({
      'user.name': 'anna',
      'orchestrator.resource.name': 'web-1',
      'exhibit.outcome': 'denied',
      'source.ip': '10.0.0.1',
    });
  });

  test('without a header the columns are known by what is in them', () => {
    const first = [
      '2024-01-02T03:04:05.1Z',
      '2024-01-02T03:04:05.2Z',
      'ResponseComplete',
      'create',
      '/api/v1/namespaces/shop/pods',
      audit.auditID,
    ];
    const cells = [...first, '201', 'system:admin', '10.0.0.1', 'pods', 'kubectl/v1.30.0 (linux/amd64)', 'x'];
    const guessed: Framing = { kind: 'csv', delimiter: ',', header: true, columns: cells };
    const probe = {
      name: 'x.csv',
      head: new Uint8Array(),
      text: cells.join(','),
      samples: [{ value: Object.fromEntries(cells.map((cell) => [cell, cell])), framing: guessed }],
    };
    const verdict = k8sAudit.detect(probe);
    if (!verdict.claim || verdict.framing.kind !== 'csv') throw new TypeError(verdict.reason);
    expect(verdict.framing).toMatchObject({ header: false });
    expect(verdict.framing.columns.slice(0, 3)).toEqual(['requestReceivedTimestamp', 'stageTimestamp', 'stage']);
    expect(verdict.framing.columns.at(-1)).toBe('column 12');
    const value = Object.fromEntries(verdict.framing.columns.map((column, index) => [column, cells[index]]));
    expect(onlyEvent(k8sAudit.parse(recordInput(value, { framing: verdict.framing }))).fields).toMatchObject({
      'event.action': 'create pods',
      'user.name': 'system:admin',
      'source.ip': '10.0.0.1',
      'http.response.status_code': 201,
    });
  });

  test('a table of something else is refused', () => {
    const other: Framing = { kind: 'csv', delimiter: ',', header: true, columns: ['verb', 'stage', 'count'] };
    const probe = {
      name: 'x.csv',
      head: new Uint8Array(),
      text: '',
      samples: [{ value: { verb: 'get', stage: 'x', count: '1' }, framing: other }],
    };
    expect(k8sAudit.detect(probe).claim).toBe(false);
  });
});

test('the producer key is audit id and stage, with the record to compare', () => {
  expect(k8sAudit.parse(recordInput(audit))).toMatchObject({
    producerKey: { key: '033d17af-082d-4b24-aa22-627752e83d71/ResponseComplete', content: audit },
  });
  expect(k8sAudit.parse(recordInput({ ...audit, auditID: undefined }))).not.toHaveProperty('producerKey');
});

test('a hand-cut record that names neither version nor id', () => {
  const cut = { kind: 'Event', verb: 'create', objectRef: { resource: 'pods', namespace: 'shop', name: 'web-1' } };
  expect(onlyEvent(k8sAudit.parse(recordInput(cut))).fields).toMatchObject({
    'event.action': 'create pods',
    'orchestrator.resource.name': 'web-1',
  });
  expect(k8sAudit.parse(recordInput({ kind: 'Event', involvedObject: {}, metadata: {} })).kind).toBe('rejected');
});

test('an admission review is no audit event', () => {
  expect(k8sAudit.parse(recordInput({ kind: 'AdmissionReview', request: { uid: '1' } }))).toMatchObject({
    kind: 'rejected',
    code: 'wrong-shape',
  });
});

test('whatever stands where a field should be, the record is answered', () => {
  const keys = [
    ...Object.keys(audit),
    'impersonatedUser',
    'annotations',
    'requestObject',
    'responseObject',
    'timestamp',
  ];
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
      const parsed = k8sAudit.parse(recordInput({ ...audit, [key]: value }));
      expect(['events', 'rejected']).toContain(parsed.kind);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['objects', (value: unknown) => value],
  ['text', (value: unknown) => JSON.stringify(value)],
])('a row of AKSAudit with %s in its dynamic columns', (_, written) => {
  const event = onlyEvent(
    k8sAudit.parse(
      recordInput({
        TimeGenerated: '2026-03-03T10:00:05Z',
        AuditId: 'a1',
        Stage: 'ResponseComplete',
        Verb: 'create',
        RequestUri: '/api/v1/namespaces/default/pods/x/exec',
        User: written({ username: 'eve', groups: ['system:masters'] }),
        SourceIps: written(['203.0.113.5']),
        ObjectRef: written({ resource: 'pods', subresource: 'exec', namespace: 'default', name: 'x' }),
        ResponseStatus: written({ code: 101 }),
        RequestReceivedTime: '2026-03-03T10:00:01.000001Z',
        Type: 'AKSAudit',
        _ResourceId: '/subscriptions/s/managedclusters/prod',
      }),
    ),
  );
  expect(event.time).toMatchObject({ text: '2026-03-03T10:00:01.000001Z' });
  expect(event.fields).toMatchObject({
    'event.action': 'create pods/exec',
    'exhibit.outcome': 'allowed',
    'user.name': 'eve',
    'source.ip': '203.0.113.5',
    'orchestrator.cluster.name': 'prod',
    'orchestrator.resource.name': 'x',
  });
});
