import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { azureActivity } from '../../../../parsers/formats/azure-activity/index.js';
import { k8sAudit } from '../../../../parsers/formats/k8s-audit/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const resource =
  '/SUBSCRIPTIONS/11111111-2222-3333-4444-555555555555/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.COMPUTE/VIRTUALMACHINES/VM1';
const upn = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn';

const diagnostic = {
  time: '2024-12-17T10:30:00.1234567Z',
  resourceId: resource,
  operationName: 'Microsoft.Compute/virtualMachines/runCommand/action',
  category: 'Administrative',
  resultType: 'Success',
  resultSignature: '200',
  callerIpAddress: '203.0.113.75',
  correlationId: 'c-1',
  level: 'Informational',
  location: 'westeurope',
  identity: {
    authorization: { evidence: { role: 'Owner', principalId: 'p-1' } },
    claims: { [upn]: 'eve@shop.example', appid: 'a-1' },
  },
  properties: { eventDataId: 'e-1' },
};

const parse = (record: object) => azureActivity.parse(recordInput(record));
const fieldsOf = (changes: object) => onlyEvent(parse({ ...diagnostic, ...changes })).fields;

test('a diagnostic record', () => {
  const event = onlyEvent(parse(diagnostic));
  expect(event.time).toMatchObject({ text: diagnostic.time, resolution: 'ns', zone: 'record', kind: 'happened' });
  expect(event.fields).toEqual({
    'exhibit.layer': 'cloud',
    'exhibit.lane': 'cloud/azure/11111111-2222-3333-4444-555555555555',
    'exhibit.outcome': 'allowed',
    'exhibit.outcome.original': 'Success, 200',
    'exhibit.act': 'c-1',
    'exhibit.target': resource,
    'exhibit.actor.credential': 'a-1',
    'event.action': diagnostic.operationName,
    'event.category': ['api', 'configuration'],
    'event.kind': 'event',
    'event.type': ['change', 'allowed'],
    'event.outcome': 'success',
    'event.provider': 'Administrative',
    'event.id': 'e-1',
    'event.severity': 'Informational',
    'user.name': 'eve@shop.example',
    'user.email': 'eve@shop.example',
    'user.id': 'p-1',
    'user.roles': 'Owner',
    'source.ip': '203.0.113.75',
    'cloud.provider': 'azure',
    'cloud.account.id': '11111111-2222-3333-4444-555555555555',
    'cloud.region': 'westeurope',
    'cloud.service.name': 'Microsoft.Compute',
    'cloud.instance.id': 'VM1',
  });
  expect(event.message).toBe(
    `eve@shop.example called ${diagnostic.operationName} on ${resource}: allowed (Success, 200).`,
  );
});

describe('the activity API', () => {
  const record = {
    eventTimestamp: '2024-12-17T10:30:00.5Z',
    submissionTimestamp: '2024-12-17T10:32:00Z',
    operationName: { value: 'Microsoft.Storage/storageAccounts/listKeys/action', localizedValue: 'List keys' },
    status: { value: 'Failed', localizedValue: 'Failed' },
    subStatus: { value: 'Forbidden', localizedValue: 'Forbidden (403)' },
    eventName: { value: 'EndRequest', localizedValue: 'End request' },
    category: { value: 'Administrative', localizedValue: 'Administrative' },
    caller: 'eve@shop.example',
    httpRequest: { clientIpAddress: '203.0.113.75', method: 'POST' },
    correlationId: 'c-1',
    eventDataId: 'e-1',
    resourceId: resource,
  };

  test('pairs of value and its translation', () => {
    const event = onlyEvent(parse(record));
    expect(event.otherTimes).toMatchObject([{ text: record.submissionTimestamp, kind: 'ingested' }]);
    expect(event.fields).toMatchObject({
      'event.action': 'Microsoft.Storage/storageAccounts/listKeys/action',
      'event.type': ['access', 'denied'],
      'exhibit.outcome': 'denied',
      'exhibit.outcome.original': 'Failed, Forbidden',
      'exhibit.stage': 'EndRequest',
      'user.name': 'eve@shop.example',
      'http.request.method': 'POST',
      'event.id': 'e-1',
    });
  });

  test('the same with underscores, and under data', () => {
    const snake = {
      event_timestamp: record.eventTimestamp,
      operation_name: record.operationName,
      status: record.status,
      sub_status: record.subStatus,
      http_request: { client_ip_address: '203.0.113.75' },
      event_data_id: 'e-1',
      resource_id: resource,
      caller: record.caller,
    };
    expect(onlyEvent(parse(snake)).fields).toMatchObject({
      'source.ip': '203.0.113.75',
      'event.id': 'e-1',
      'exhibit.outcome': 'denied',
    });
    const { eventTimestamp: _, ...undated } = record;
    const wrapped = onlyEvent(
      parse({
        data: undated,
        eventType: 'Microsoft.Resources.ResourceWriteSuccess',
        eventTime: '2024-12-17T10:30:01Z',
      }),
    );
    expect(wrapped).toMatchObject({ path: 'data', time: { text: '2024-12-17T10:30:01Z', kind: 'logged' } });
  });
});

describe('outcome', () => {
  test.each([
    [{ resultType: 'Started', resultSignature: 'Started.' }, 'unknown'],
    [{ resultType: 'Failed', resultSignature: '403' }, 'denied'],
    [{ resultType: 'Failure', resultSignature: '409' }, 'failed'],
    [{ resultType: 'Failed', resultDescription: 'AuthorizationFailed: no' }, 'denied'],
    [
      {
        category: 'StorageRead',
        resultType: undefined,
        resultSignature: undefined,
        statusCode: 403,
        statusText: 'AuthorizationFailure',
      },
      'denied',
    ],
    [
      {
        category: 'StorageRead',
        resultType: undefined,
        resultSignature: undefined,
        statusCode: 206,
        statusText: 'Success',
      },
      'allowed',
    ],
    [
      { category: 'SignInLogs', operationName: 'Sign-in activity', resultType: '50126', resultSignature: 'None' },
      'denied',
    ],
    [
      { category: 'SignInLogs', operationName: 'Sign-in activity', resultType: '0', resultSignature: 'None' },
      'allowed',
    ],
  ])('%j', (changes, outcome) => {
    expect(fieldsOf(changes)['exhibit.outcome']).toBe(outcome);
  });
});

describe('Entra', () => {
  const entra = {
    time: '2024-12-17T10:32:00Z',
    resourceId: '/tenants/t-1/providers/Microsoft.aadiam',
    tenantId: 't-1',
    resultSignature: 'None',
    callerIpAddress: '203.0.113.75',
    correlationId: 'c-2',
    Level: 4,
  };
  const signIn = {
    ...entra,
    operationName: 'Sign-in activity',
    resultType: '0',
    location: 'GB',
    identity: 'Eve Example',
  };

  test('a sign-in is dated by its own record, and its country is no region', () => {
    const properties = {
      createdDateTime: '2024-12-17T10:30:51.9248761+00:00',
      userPrincipalName: 'eve@shop.example',
      userId: 'u-1',
      appId: 'a-1',
      resourceDisplayName: 'Microsoft Graph',
      userAgent: 'curl/8',
    };
    const event = onlyEvent(parse({ ...signIn, category: 'NonInteractiveUserSignInLogs', properties }));
    expect(event.time).toMatchObject({ text: properties.createdDateTime, kind: 'happened', zone: 'record' });
    expect(event.otherTimes).toMatchObject([{ text: entra.time, kind: 'logged' }]);
    expect(event.fields).toMatchObject({
      'user.name': 'eve@shop.example',
      'user.id': 'u-1',
      'exhibit.actor.credential': 'a-1',
      'exhibit.outcome': 'allowed',
      'exhibit.outcome.original': '0',
      'exhibit.target': [entra.resourceId, 'Microsoft Graph'],
      'event.category': 'authentication',
      'event.type': ['start', 'allowed'],
      'event.severity': '4',
      'user_agent.original': 'curl/8',
    });
    expect(event.fields).not.toHaveProperty(['cloud.region']);
  });

  test('of a service principal, of a user without a principal name', () => {
    const principal = { servicePrincipalName: 'deployer', servicePrincipalId: 's-1', userId: null };
    expect(
      onlyEvent(
        parse({ ...signIn, category: 'ServicePrincipalSignInLogs', identity: undefined, properties: principal }),
      ).fields,
    ).toMatchObject({ 'user.name': 'deployer', 'user.id': 's-1' });
    const application = { servicePrincipalName: '', appDisplayName: 'Deployer' };
    expect(
      onlyEvent(
        parse({ ...signIn, category: 'ServicePrincipalSignInLogs', identity: undefined, properties: application }),
      ).fields['user.name'],
    ).toBe('Deployer');
    expect(onlyEvent(parse({ ...signIn, category: 'SignInLogs', properties: {} })).fields['user.name']).toBe(
      'Eve Example',
    );
  });

  test.each([
    ['success', 'Add', ['creation', 'allowed'], 'allowed'],
    ['failure', 'Delete', 'deletion', 'failed'],
  ])('a change: %s, %s', (result, operationType, type, outcome) => {
    const properties = {
      result,
      operationType,
      activityDateTime: '2024-12-17T10:31:00+00:00',
      initiatedBy: { user: { id: 'u-1', userPrincipalName: 'eve@shop.example', ipAddress: '203.0.113.9' } },
      targetResources: [{ id: 'u-2', type: 'User', displayName: null, userPrincipalName: 'new@shop.example' }],
    };
    const record = {
      ...entra,
      callerIpAddress: undefined,
      category: 'AuditLogs',
      operationName: 'Add user',
      properties,
    };
    const { fields, time } = onlyEvent(parse(record));
    expect(time).toMatchObject({ text: properties.activityDateTime });
    expect(fields).toMatchObject({
      'exhibit.outcome': outcome,
      'exhibit.target': [entra.resourceId, 'new@shop.example'],
      'event.category': 'iam',
      'event.type': type,
      'user.name': 'eve@shop.example',
      'user.id': 'u-1',
      'user.target.name': 'new@shop.example',
      'user.target.id': 'u-2',
      'source.ip': '203.0.113.9',
    });
  });

  test('what its protection found is an alert', () => {
    const properties = {
      riskEventType: 'passwordSpray',
      userPrincipalName: 'eve@shop.example',
      location: { city: 'Berlin', countryOrRegion: 'DE' },
      activityDateTime: '2024-12-16T08:00:00Z',
    };
    const risk = { ...entra, time: '12/17/2024 2:05:06 PM', category: 'UserRiskEvents', location: 'de', properties };
    const event = onlyEvent(parse({ ...risk, operationName: 'User Risk Detection' }));
    expect(event.time).toMatchObject({ text: '2024-12-16T08:00:00Z' });
    expect(event.otherTimes).toMatchObject([{ text: '12/17/2024 2:05:06 PM', zone: 'format', kind: 'logged' }]);
    expect(event.fields).toMatchObject({
      'exhibit.outcome': 'detected',
      'event.kind': 'alert',
      'rule.name': 'passwordSpray',
    });
    expect(event.fields).not.toHaveProperty(['cloud.region']);
  });

  test('a call of Graph', () => {
    const properties = { requestMethod: 'GET', requestUri: 'https://graph.example/me', responseStatusCode: 404 };
    const call = { ...entra, category: 'MicrosoftGraphActivityLogs', location: 'West Europe', resultSignature: '404' };
    expect(
      onlyEvent(
        parse({ ...call, operationName: 'Microsoft Graph Activity', properties: { ...properties, userId: 'u-1' } }),
      ).fields,
    ).toMatchObject({
      'user.id': 'u-1',
      'exhibit.outcome': 'failed',
      'http.request.method': 'GET',
      'http.response.status_code': 404,
      'url.original': 'https://graph.example/me',
      'cloud.region': 'West Europe',
    });
  });

  test('by an application', () => {
    const properties = { initiatedBy: { app: { displayName: 'Managed Service Identity', servicePrincipalId: 's-2' } } };
    expect(
      onlyEvent(parse({ ...entra, category: 'AuditLogs', operationName: 'Update device', properties })).fields,
    ).toMatchObject({ 'user.name': 'Managed Service Identity', 'user.id': 's-2', 'exhibit.outcome': 'unknown' });
  });
});

test('a service with names of its own, and times of .NET', () => {
  const event = onlyEvent(
    parse({
      Caller: 'Portal',
      EventName: 'Create ConsumerGroup',
      EventTimeString: '1/31/2024 2:05:06 PM +00:00',
      Region: 'West Europe',
      Status: 'Succeeded',
      category: 'OperationalLogs',
      resourceId: '/SUBSCRIPTIONS/S-1/RESOURCEGROUPS/RG/PROVIDERS/MICROSOFT.EVENTHUB/NAMESPACES/N',
    }),
  );
  expect(event.time?.instant).toBe(BigInt(Date.parse('2024-01-31T14:05:06Z')) * 1_000_000n);
  expect(event.fields).toMatchObject({
    'event.action': 'Create ConsumerGroup',
    'exhibit.outcome': 'allowed',
    'user.name': 'Portal',
    'cloud.account.id': 'S-1',
    'cloud.region': 'West Europe',
  });
});

test('a time without a zone: UTC by definition, but for the activity API', () => {
  const zoneless = '2024-12-17T10:30:00';
  expect(onlyEvent(parse({ ...diagnostic, time: zoneless })).time).toMatchObject({ zone: 'format' });
  const { time: _, ...undated } = diagnostic;
  expect(onlyEvent(parse({ ...undated, eventTimestamp: zoneless, operationName: { value: 'x' } })).time).toMatchObject({
    zone: 'unknown',
  });
});

describe('who and where', () => {
  test('address and port in one, and an address that is none', () => {
    expect(fieldsOf({ callerIpAddress: '203.0.113.75:55443' })).toMatchObject({
      'source.ip': '203.0.113.75',
      'source.port': 55443,
      'source.address': '203.0.113.75:55443',
    });
    expect(fieldsOf({ callerIpAddress: '203.0.113.75' })).not.toHaveProperty('source.address');
    expect(fieldsOf({ callerIpAddress: 'internal' })).toMatchObject({ 'source.address': 'internal' });
  });

  test('properties as text, and those of a sign-in', () => {
    expect(fieldsOf({ properties: '{"userAgentHeader":"curl/8","objectKey":"/a/b"}' })).toMatchObject({
      'user_agent.original': 'curl/8',
      'file.path': '/a/b',
    });
    expect(
      fieldsOf({ category: 'SignInLogs', identity: 'Eve', properties: { userPrincipalName: 'eve@shop.example' } }),
    ).toMatchObject({
      'user.name': 'eve@shop.example',
      'event.category': 'authentication',
    });
  });

  test('a push to a container registry', () => {
    const properties = {
      repository: 'web',
      tag: '1.2',
      digest: `sha256:${'a'.repeat(64)}`,
      loginServer: 'shop.azurecr.io',
      identity: 'ci',
    };
    expect(
      fieldsOf({ category: 'ContainerRegistryRepositoryEvents', operationName: 'Push', properties }),
    ).toMatchObject({
      'container.image.name': 'shop.azurecr.io/web',
      'container.image.tag': '1.2',
      'container.image.hash.all': `sha256:${'a'.repeat(64)}`,
    });
  });
});

describe('AKS', () => {
  const cluster = '/subscriptions/s/resourceGroups/r/providers/Microsoft.ContainerService/managedClusters/PROD';
  const record = (category: string, log: string) => ({
    time: diagnostic.time,
    resourceId: cluster,
    operationName: 'Microsoft.ContainerService/managedClusters/diagnosticLogs/Read',
    category,
    properties: { log, pod: 'kube-apiserver-1' },
  });

  test('lines of the control plane', () => {
    expect(onlyEvent(parse(record('guard', 'I1217 token verified\n')))).toMatchObject({
      message: 'I1217 token verified',
      fields: {
        'exhibit.lane': 'k8s/PROD/(cluster)',
        'orchestrator.cluster.name': 'PROD',
        'host.name': 'kube-apiserver-1',
      },
    });
  });

  test('audit events are the audit log of the cluster', () => {
    const audit = record(
      'kube-audit',
      '{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a","stage":"ResponseComplete","verb":"get"}',
    );
    expect(parse(audit)).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
    expect(onlyEvent(k8sAudit.parse(recordInput(audit))).fields['orchestrator.cluster.name']).toBe('PROD');
  });
});

test('an unreadable time is said', () => {
  expect(parse({ ...diagnostic, time: 'x' })).toMatchObject({
    events: [{ time: null }],
    problems: [{ code: 'bad-time' }],
  });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.constantFrom(...Object.keys(diagnostic)), (one, two, key) => {
      parse({ ...diagnostic, [key]: one });
      expect(parse({ ...diagnostic, identity: one, properties: two, resultType: two }).kind).toBe('events');
      parse({ operationName: { value: one }, status: two });
    }),
  );
});
