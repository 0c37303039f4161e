import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gcpAudit } from '../../../../parsers/formats/gcp-audit/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const payload = {
  '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
  methodName: 'v1.compute.instances.insert',
  serviceName: 'compute.googleapis.com',
  resourceName: 'projects/shop/zones/us-central1-a/instances/miner',
  authenticationInfo: {
    principalEmail: 'ci@shop.iam.gserviceaccount.com',
    principalSubject: 'serviceAccount:ci@shop.iam.gserviceaccount.com',
    serviceAccountKeyName: '//iam.googleapis.com/projects/shop/serviceAccounts/ci/keys/abc',
    serviceAccountDelegationInfo: [{ firstPartyPrincipal: { principalEmail: 'robot@system.gserviceaccount.com' } }],
  },
  requestMetadata: { callerIp: '34.1.2.3', callerSuppliedUserAgent: 'gcloud/1' },
  authorizationInfo: [{ permission: 'compute.instances.create', granted: true }],
};

const entry = {
  insertId: 'abc',
  logName: 'projects/shop/logs/cloudaudit.googleapis.com%2Factivity',
  operation: { id: 'operation-1', first: true, producer: 'compute.googleapis.com' },
  protoPayload: payload,
  receiveTimestamp: '2024-05-01T10:00:02Z',
  resource: { type: 'gce_instance', labels: { project_id: 'shop', zone: 'us-central1-a', instance_id: '123' } },
  severity: 'NOTICE',
  timestamp: '2024-05-01T10:00:01.123456789Z',
};

const parse = (changes: object, payloadChanges: object = {}) =>
  gcpAudit.parse(recordInput({ ...entry, protoPayload: { ...payload, ...payloadChanges }, ...changes }));
const fieldsOf = (changes: object, payloadChanges: object = {}) => onlyEvent(parse(changes, payloadChanges)).fields;

test('a call of a service account', () => {
  const parsed = parse({});
  const event = onlyEvent(parsed);
  expect(event.time).toMatchObject({ text: entry.timestamp, resolution: 'ns', kind: 'happened' });
  expect(event.otherTimes).toMatchObject([{ text: entry.receiveTimestamp, kind: 'ingested' }]);
  expect(event.fields).toEqual({
    'exhibit.layer': 'cloud',
    'exhibit.lane': 'cloud/gcp/shop',
    'exhibit.outcome': 'allowed',
    'exhibit.act': 'operation-1',
    'exhibit.stage': 'first',
    'exhibit.target': payload.resourceName,
    'exhibit.envelope': 'projects/shop/logs/cloudaudit.googleapis.com/activity',
    'exhibit.actor.credential': payload.authenticationInfo.serviceAccountKeyName,
    'exhibit.actor.cloud_identity': 'robot@system.gserviceaccount.com',
    'event.action': 'v1.compute.instances.insert',
    'event.category': ['api', 'configuration'],
    'event.kind': 'event',
    'event.type': ['creation', 'allowed'],
    'event.outcome': 'success',
    'event.provider': 'compute.googleapis.com',
    'event.id': 'abc',
    'event.severity': 'NOTICE',
    'user.name': 'ci@shop.iam.gserviceaccount.com',
    'user.email': 'ci@shop.iam.gserviceaccount.com',
    'user.id': 'serviceAccount:ci@shop.iam.gserviceaccount.com',
    'user_agent.original': 'gcloud/1',
    'source.ip': '34.1.2.3',
    'cloud.provider': 'gcp',
    'cloud.account.id': 'shop',
    'cloud.project.id': 'shop',
    'cloud.region': 'us-central1',
    'cloud.availability_zone': 'us-central1-a',
    'cloud.service.name': 'compute.googleapis.com',
    'cloud.instance.id': '123',
  });
  expect(parsed).toMatchObject({
    producerKey: { key: 'abc/2024-05-01T10:00:01.123456789Z/projects/shop/logs/cloudaudit.googleapis.com/activity' },
  });
});

describe('outcome', () => {
  test.each([
    [{ status: { code: 7, message: 'PERMISSION_DENIED' } }, 'denied', '7 PERMISSION_DENIED'],
    [{ status: { code: 16 } }, 'denied', '16'],
    [{ status: { code: 6, message: 'exists' } }, 'failed', '6 exists'],
    [{ status: {} }, 'allowed', undefined],
    [{ authorizationInfo: [{ permission: 'a', granted: false }] }, 'denied', 'granted: false'],
    [{ authorizationInfo: [{ permission: 'a' }] }, 'denied', 'granted: false'],
    [{ authorizationInfo: [{ permission: 'a' }, { permission: 'b', granted: true }] }, 'allowed', undefined],
    [{ authorizationInfo: undefined }, 'allowed', undefined],
    // No permission was checked.
    [{ authorizationInfo: [{ resourceAttributes: {} }] }, 'allowed', undefined],
  ])('%j', (changes, outcome, original) => {
    const fields = fieldsOf({}, changes);
    expect([fields['exhibit.outcome'], fields['exhibit.outcome.original']]).toEqual([outcome, original]);
  });

  test("the authoriser's decision of GKE", () => {
    const labels = { 'authorization.k8s.io/decision': 'forbid', 'authorization.k8s.io/reason': 'no' };
    expect(fieldsOf({ labels })).toMatchObject({ 'exhibit.outcome': 'denied', 'event.reason': 'no' });
  });
});

test('the log of an organization is of no project', () => {
  const fields = fieldsOf(
    { logName: 'organizations/123/logs/cloudaudit.googleapis.com%2Fdata_access', resource: { type: 'organization' } },
    { resourceName: 'organizations/123', methodName: 'OrganizationsV3Service-SearchOrganizations' },
  );
  expect(fields).toMatchObject({ 'cloud.account.id': '123', 'exhibit.lane': 'cloud/gcp/123' });
  expect(fields['event.type']).toEqual(['access', 'allowed']);
  expect(fields).not.toHaveProperty(['cloud.project.id']);
});

test('a path of the Kubernetes API that is no object', () => {
  const fields = fieldsOf({}, { serviceName: 'k8s.io', methodName: 'io.k8s.get', resourceName: 'api/v1' });
  expect(fields).toMatchObject({ 'exhibit.layer': 'cluster', 'event.action': 'io.k8s.get' });
  expect(Object.keys(fields).filter((name) => /^orchestrator\.(?:api|res|name)/.test(name))).toEqual([]);
});

describe('Kubernetes', () => {
  const gke = (resourceName: string, methodName: string, request?: object) =>
    fieldsOf(
      {
        resource: {
          type: 'k8s_cluster',
          labels: { cluster_name: 'prod', project_id: 'shop', location: 'europe-west1' },
        },
      },
      { serviceName: 'k8s.io', resourceName, methodName, request },
    );

  test('exec into a pod opens a session', () => {
    expect(
      gke('core/v1/namespaces/shop/pods/web-1/exec', 'io.k8s.core.v1.pods.exec.create', {
        command: ['sh', '-c', 'id'],
      }),
    ).toMatchObject({
      'exhibit.layer': 'cluster',
      'exhibit.lane': 'k8s/prod/shop/web-1',
      'event.category': ['api', 'session'],
      'event.type': ['access', 'allowed'],
      'orchestrator.cluster.name': 'prod',
      'orchestrator.namespace': 'shop',
      'orchestrator.resource.type': 'pods',
      'orchestrator.resource.name': 'web-1',
      'orchestrator.api_version': 'v1',
      'process.command_line': 'sh -c id',
      'cloud.region': 'europe-west1',
    });
  });

  test('objects outside of any namespace; what a written object asks for', () => {
    const binding = { roleRef: { name: 'cluster-admin' }, subjects: [{ kind: 'User', name: 'eve' }] };
    expect(
      gke('rbac.authorization.k8s.io/v1/clusterrolebindings/b', 'io.k8s.rbac.v1.clusterrolebindings.create', binding),
    ).toMatchObject({
      'exhibit.lane': 'k8s/prod/(cluster)',
      'exhibit.k8s.role': 'cluster-admin',
      'orchestrator.api_version': 'rbac.authorization.k8s.io/v1',
      'orchestrator.resource.name': 'b',
    });
    const pod = {
      spec: { hostNetwork: true, containers: [{ name: 'c', image: 'nginx:1', securityContext: { privileged: true } }] },
    };
    expect(gke('core/v1/namespaces/shop/pods/p', 'io.k8s.core.v1.pods.create', pod)).toMatchObject({
      'exhibit.k8s.privileged': 'c',
      'container.image.name': 'nginx',
    });
    expect(gke('core/v1/namespaces/shop/pods/p', 'io.k8s.core.v1.pods.get', pod)).not.toHaveProperty('container.name');
  });
});

describe('time', () => {
  test('a time without a zone is UTC by definition', () => {
    expect(onlyEvent(parse({ timestamp: '2024-05-01 10:00:01.5' })).time).toMatchObject({ zone: 'format' });
  });

  test('the time of the payload or request stands in; the time of receipt does not', () => {
    expect(onlyEvent(parse({ timestamp: undefined }, { timestamp: '2024-05-01T09:00:00Z' })).time?.text).toBe(
      '2024-05-01T09:00:00Z',
    );
    expect(onlyEvent(parse({ timestamp: undefined })).time).toBeNull();
    expect(parse({ timestamp: 'x' })).toMatchObject({ problems: [{ code: 'bad-time' }] });
  });
});

describe('spellings', () => {
  test('names in small letters', () => {
    const { insertId, logName, ...rest } = entry;
    const parsed = gcpAudit.parse(recordInput({ ...rest, insertid: insertId, logname: logName }));
    expect(onlyEvent(parsed).fields['event.id']).toBe('abc');
    expect(parsed).toHaveProperty('producerKey');
  });

  test('BigQuery, callerIP and an address that is none', () => {
    const { protoPayload, ...rest } = entry;
    expect(
      onlyEvent(gcpAudit.parse(recordInput({ ...rest, protopayload_auditlog: protoPayload }))).fields['user.name'],
    ).toBe('ci@shop.iam.gserviceaccount.com');
    expect(fieldsOf({}, { requestMetadata: { callerIP: '1.2.3.4' } })['source.ip']).toBe('1.2.3.4');
    expect(fieldsOf({}, { requestMetadata: { callerIp: 'private' } })['source.address']).toBe('private');
  });

  test('a message of Pub/Sub holds the entry in base64', () => {
    const data = Buffer.from(JSON.stringify(entry)).toString('base64');
    const event = onlyEvent(
      gcpAudit.parse(
        recordInput({ message: { data, messageId: '1', publishTime: '2024-05-01T10:00:03Z' }, subscription: 's' }),
      ),
    );
    expect(event).toMatchObject({
      path: 'message.data',
      otherTimes: [{ text: entry.receiveTimestamp }, { text: '2024-05-01T10:00:03Z', kind: 'ingested' }],
      fields: {
        'event.id': 'abc',
        'exhibit.envelope': ['Pub/Sub s', 'projects/shop/logs/cloudaudit.googleapis.com/activity'],
      },
    });
  });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom(...Object.keys(payload)),
      fc.constantFrom(...Object.keys(entry)),
      (one, inner, outer) => {
        expect(parse({}, { [inner]: one }).kind).toBe('events');
        parse({ [outer]: one });
      },
    ),
  );
});
