import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { k8sAdmissionReview } from '../../../../parsers/formats/k8s-admission-review/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const request = {
  uid: 'r-1',
  kind: { group: '', version: 'v1', kind: 'Pod' },
  resource: { group: '', version: 'v1', resource: 'pods' },
  requestResource: { group: '', version: 'v1', resource: 'pods' },
  name: 'web-1',
  namespace: 'shop',
  operation: 'CREATE',
  userInfo: {
    username: 'system:serviceaccount:shop:ci',
    uid: 'u-1',
    groups: ['system:serviceaccounts', 'system:authenticated'],
    extra: { 'authentication.kubernetes.io/pod-name': ['ci-7'], 'authentication.kubernetes.io/node-name': ['node-1'] },
  },
  object: {
    metadata: { name: 'web-1', uid: 'p-1' },
    spec: { hostPID: true, containers: [{ name: 'c', image: 'nginx:1.27', securityContext: { privileged: true } }] },
  },
  oldObject: null,
  dryRun: false,
};

const parse = (changes: object, outside: object = {}) =>
  k8sAdmissionReview.parse(
    recordInput({
      kind: 'AdmissionReview',
      apiVersion: 'admission.k8s.io/v1',
      request: { ...request, ...changes },
      ...outside,
    }),
  );
const fieldsOf = (changes: object, outside: object = {}) => onlyEvent(parse(changes, outside)).fields;

test('a pod asked for', () => {
  const event = onlyEvent(parse({}));
  expect(event.time).toBeNull();
  expect(event.fields).toEqual({
    'exhibit.layer': 'cluster',
    'exhibit.lane': 'k8s/-/shop/web-1',
    'exhibit.outcome': 'unknown',
    'exhibit.act': 'r-1',
    'exhibit.k8s.privileged': 'c',
    'exhibit.k8s.host_namespaces': 'pid',
    'exhibit.actor.pod': 'ci-7',
    'exhibit.actor.node': 'node-1',
    'event.action': 'create pods',
    'event.category': ['api', 'configuration'],
    'event.kind': 'event',
    'event.type': 'creation',
    'event.outcome': 'unknown',
    'event.provider': 'admission',
    'event.id': 'r-1',
    'user.name': 'system:serviceaccount:shop:ci',
    'user.id': 'u-1',
    'user.group.name': ['system:serviceaccounts', 'system:authenticated'],
    'orchestrator.namespace': 'shop',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': 'web-1',
    'orchestrator.resource.id': 'p-1',
    'orchestrator.api_version': 'v1',
    'container.name': 'c',
    'container.image.name': 'nginx',
    'container.image.tag': '1.27',
  });
  expect(event.message).toBe(
    'system:serviceaccount:shop:ci asked to create pods web-1 in namespace shop: no answer in this record.',
  );
});

test('exec into a pod', () => {
  const object = { kind: 'PodExecOptions', command: ['sh', '-c', 'id'], container: 'web' };
  expect(fieldsOf({ operation: 'CONNECT', subResource: 'exec', object })).toMatchObject({
    'event.action': 'connect pods/exec',
    'event.category': ['api', 'session'],
    'event.type': 'access',
    'process.command_line': 'sh -c id',
    'container.name': 'web',
    'exhibit.lane': 'k8s/-/shop/web-1',
  });
});

test('a binding, deleted: the object that was is named', () => {
  const oldObject = { metadata: { name: 'b' } };
  const resource = { group: 'rbac.authorization.k8s.io', version: 'v1', resource: 'rolebindings' };
  expect(fieldsOf({ operation: 'DELETE', requestResource: resource, name: '', object: null, oldObject })).toMatchObject(
    {
      'event.category': ['api', 'iam'],
      'orchestrator.resource.name': 'b',
      'orchestrator.api_version': 'rbac.authorization.k8s.io/v1',
    },
  );
});

test('the answer, where the logger keeps it, and a dry run', () => {
  expect(fieldsOf({}, { response: { allowed: false, status: { message: 'no privileged pods' } } })).toMatchObject({
    'exhibit.outcome': 'denied',
    'event.reason': 'no privileged pods',
    'event.type': ['creation', 'denied'],
  });
  expect(fieldsOf({}, { response: { allowed: true } })['exhibit.outcome']).toBe('allowed');
  expect(onlyEvent(parse({ dryRun: true })).message).toContain('nothing is stored');
});

test('a time that the logger added', () => {
  expect(onlyEvent(parse({}, { requestReceivedTimestamp: '2024-05-01T10:00:00.123456Z' })).time).toMatchObject({
    resolution: 'us',
  });
  expect(parse({}, { requestReceivedTimestamp: 'x' })).toMatchObject({ problems: [{ code: 'bad-time' }] });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.constantFrom(...Object.keys(request)), (one, two, key) => {
      parse({ [key]: one });
      expect(parse({ object: one, userInfo: two, requestResource: one }, { response: two }).kind).toBe('events');
    }),
  );
});
