import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { structText } from '../../../../parsers/formats/aws-cloudtrail/struct-text.js';
import { awsCloudtrail } from '../../../../parsers/formats/aws-cloudtrail/index.js';
import type { Framing } from '../../../../parsers/model/framing.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const record = {
  eventVersion: '1.08',
  userIdentity: {
    type: 'IAMUser',
    arn: 'arn:aws:iam::123456789012:user/anna',
    accountId: '123456789012',
    userName: 'anna',
    accessKeyId: 'AKIAEXAMPLE',
    principalId: 'AIDA1',
  },
  eventTime: '2024-07-30T21:31:10Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'StopInstances',
  awsRegion: 'eu-central-1',
  sourceIPAddress: '192.0.2.1',
  userAgent: 'aws-cli/2',
  requestParameters: { instancesSet: { items: [{ instanceId: 'i-0aaa' }] } },
  responseElements: null as unknown,
  requestID: 'r1',
  eventID: 'e1',
  readOnly: false,
  recipientAccountId: '999999999999',
};

const parse = (changes: object) => onlyEvent(awsCloudtrail.parse(recordInput({ ...record, ...changes })));

test('a call', () => {
  const event = parse({});
  expect(event.time).toMatchObject({ text: '2024-07-30T21:31:10Z', resolution: 's', zone: 'record', kind: 'happened' });
  expect(event.fields).toMatchObject({
    'exhibit.layer': 'cloud',
    'exhibit.outcome': 'allowed',
    'exhibit.lane': 'cloud/aws/999999999999',
    'event.action': 'StopInstances',
    'event.provider': 'ec2.amazonaws.com',
    'event.type': ['deletion', 'allowed'],
    'user.name': 'anna',
    'source.ip': '192.0.2.1',
    'cloud.account.id': '999999999999',
    'cloud.service.name': 'ec2',
    'cloud.instance.id': 'i-0aaa',
    'aws.cloudtrail.access_key_id': 'AKIAEXAMPLE',
  });
  expect(event.message).toBe('anna called StopInstances (ec2) on i-0aaa in eu-central-1: allowed.');
});

describe('outcome', () => {
  test.each([
    [{ errorCode: 'AccessDenied' }, 'denied'],
    [{ errorCode: 'AccessDeniedException' }, 'denied'],
    [{ errorCode: 'Client.UnauthorizedOperation' }, 'denied'],
    [{ errorCode: 'UnauthorizedOperation' }, 'denied'],
    [{ errorCode: 'Client.InvalidInstanceID.NotFound' }, 'failed'],
    [{ errorCode: 'ThrottlingException' }, 'failed'],
    [
      {
        eventName: 'ConsoleLogin',
        responseElements: { ConsoleLogin: 'Failure' },
        errorMessage: 'Failed authentication',
      },
      'denied',
    ],
    [{ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Success' } }, 'allowed'],
    [{ eventName: 'CheckMfa', responseElements: { CheckMfa: 'Failure' } }, 'denied'],
    [{ eventName: 'CredentialVerification', serviceEventDetails: { CredentialVerification: 'Failure' } }, 'denied'],
    [{ eventName: 'CredentialVerification', serviceEventDetails: { CredentialVerification: 'Success' } }, 'allowed'],
    [{ eventName: 'CreateAccountResult', serviceEventDetails: { createAccountStatus: { state: 'FAILED' } } }, 'failed'],
    [{ errorMessage: 'You have requested more instances than allowed.' }, 'failed'],
    [{ errorMessage: 'Failed authentication' }, 'denied'],
  ])('%j is %s', (changes, outcome) => {
    const { fields } = parse(changes);
    expect(fields['exhibit.outcome']).toBe(outcome);
    expect(fields['event.outcome']).toBe(outcome === 'allowed' ? 'success' : 'failure');
  });
});

test('a user of the Identity Center is named beside its identity', () => {
  const userIdentity = { type: 'IdentityCenterUser', accountId: '123456789012', onBehalfOf: { userId: '94d0-1' } };
  expect(parse({ userIdentity, additionalEventData: { UserName: 'anna' } }).fields).toMatchObject({
    'user.name': 'anna',
    'user.id': '94d0-1',
  });
});

test('an Insight names to whom it attributes the calls', () => {
  const insight = [{ value: 'arn:aws:iam::123456789012:user/anna', average: 2 }];
  const insightDetails = {
    state: 'Start',
    eventName: 'AttachUserPolicy',
    insightContext: { attributions: [{ attribute: 'userIdentityArn', insight }, { attribute: 'userAgent' }] },
  };
  const { userIdentity: _, ...rest } = record;
  const { fields } = onlyEvent(
    awsCloudtrail.parse(recordInput({ ...rest, eventType: 'AwsCloudTrailInsight', insightDetails })),
  );
  expect(fields).toMatchObject({ 'user.id': insight[0]!.value, 'event.kind': 'alert' });
});

const role = (session: string) => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::123456789012:assumed-role/web/${session}`,
  principalId: `AROA1:${session}`,
  sessionContext: { sessionIssuer: { userName: 'web', arn: 'arn:aws:iam::123456789012:role/web' } },
});

describe('who', () => {
  test('a role acts under its own name, the session stays in the ARN', () => {
    expect(parse({ userIdentity: role('mallory') }).fields).toMatchObject({
      'user.name': 'web',
      'user.id': 'arn:aws:sts::123456789012:assumed-role/web/mallory',
      'user.roles': 'arn:aws:iam::123456789012:role/web',
    });
  });

  test('the session of an instance role names the instance', () => {
    expect(parse({ userIdentity: role('i-0123456789abcdef0') }).fields['exhibit.actor.instance']).toBe(
      'i-0123456789abcdef0',
    );
    expect(parse({ userIdentity: role('i-am-anna') }).fields).not.toHaveProperty('exhibit.actor.instance');
  });

  test('a web identity is its service account; what it assumes stands apart', () => {
    const identity = {
      type: 'WebIdentityUser',
      principalId: 'arn:aws:iam::1:oidc-provider/oidc.eks:sts.amazonaws.com:system:serviceaccount:shop:web',
      identityProvider: 'arn:aws:iam::1:oidc-provider/oidc.eks',
    };
    const changes = {
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRoleWithWebIdentity',
      userIdentity: identity,
      requestParameters: { roleArn: 'arn:aws:iam::1:role/web' },
    };
    expect(parse(changes).fields).toMatchObject({
      'user.name': 'system:serviceaccount:shop:web',
      'user.effective.name': 'arn:aws:iam::1:role/web',
      'exhibit.actor.cloud_identity': identity.identityProvider,
      'event.category': ['api', 'authentication', 'iam'],
    });
    expect(
      parse({ ...changes, userIdentity: { ...identity, userName: 'system:serviceaccount:shop:web' } }).fields[
        'user.name'
      ],
    ).toBe('system:serviceaccount:shop:web');
  });

  test.each([
    [{ type: 'Root', arn: 'arn:aws:iam::1:root' }, 'root'],
    [{ type: 'AWSService', invokedBy: 'ecs.amazonaws.com' }, 'ecs.amazonaws.com'],
    [{ type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL', principalId: '' }, 'ANONYMOUS_PRINCIPAL'],
    [{ type: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, 'HIDDEN_DUE_TO_SECURITY_REASONS'],
  ])('%j is %s', (userIdentity, name) => {
    expect(parse({ userIdentity }).fields['user.name']).toBe(name);
  });

  test('a service as source is an address, not an IP', () => {
    const { fields } = parse({ sourceIPAddress: 'AWS Internal' });
    expect(fields['source.address']).toBe('AWS Internal');
    expect(fields).not.toHaveProperty('source.ip');
  });
});

describe('what ties calls to containers', () => {
  test('ECR', () => {
    const pushed = {
      eventSource: 'ecr.amazonaws.com',
      eventName: 'PutImage',
      requestParameters: { repositoryName: 'shop/web', imageTag: '1.2' },
      responseElements: { image: { imageId: { imageTag: '1.2', imageDigest: 'sha256:aa' } } },
    };
    expect(parse(pushed).fields).toMatchObject({
      'container.image.name': 'shop/web',
      'container.image.tag': '1.2',
      'container.image.hash.all': 'sha256:aa',
    });
    const pulled = {
      eventName: 'BatchGetImage',
      requestParameters: { repositoryName: 'shop/web', imageIds: [{ imageDigest: 'sha256:bb' }] },
    };
    expect(parse({ ...pushed, ...pulled, responseElements: null }).fields['container.image.hash.all']).toBe(
      'sha256:bb',
    );
  });

  test('EKS and ECS name their cluster, ECS its task', () => {
    expect(
      parse({ eventSource: 'eks.amazonaws.com', eventName: 'DescribeCluster', requestParameters: { name: 'prod' } })
        .fields,
    ).toMatchObject({
      'orchestrator.cluster.name': 'prod',
    });
    const run = {
      eventSource: 'ecs.amazonaws.com',
      eventName: 'RunTask',
      requestParameters: { cluster: 'arn:aws:ecs:eu-central-1:1:cluster/jobs' },
      responseElements: {
        tasks: [{ taskArn: 'arn:aws:ecs:eu-central-1:1:task/jobs/1', containerInstanceArn: 'arn:ci' }],
      },
    };
    expect(parse(run).fields).toMatchObject({
      'orchestrator.cluster.name': 'jobs',
      'exhibit.target': expect.arrayContaining(['arn:aws:ecs:eu-central-1:1:task/jobs/1', 'arn:ci']),
    });
  });

  test('the call of a function is drawn with the function', () => {
    const invoke = {
      eventSource: 'lambda.amazonaws.com',
      eventName: 'Invoke',
      requestParameters: { functionName: 'arn:aws:lambda:x:1:function:resize' },
    };
    expect(parse(invoke).fields['exhibit.lane']).toBe('function/aws/999999999999/resize');
  });
});

describe('deliveries', () => {
  test('LookupEvents: the inner record counts, under its path', () => {
    const outer = { EventId: 'e1', EventTime: '2024-07-31 08:31:10+11:00', CloudTrailEvent: JSON.stringify(record) };
    const parsed = awsCloudtrail.parse(recordInput(outer));
    expect(onlyEvent(parsed)).toMatchObject({ path: 'CloudTrailEvent', time: { text: '2024-07-30T21:31:10Z' } });
    expect(parsed).toMatchObject({ producerKey: { key: 'e1', content: record } });
  });

  test('EventBridge', () => {
    const event = onlyEvent(
      awsCloudtrail.parse(
        recordInput({ 'detail-type': 'AWS API Call via CloudTrail', time: '2024-07-30T21:31:12Z', detail: record }),
      ),
    );
    expect(event).toMatchObject({ path: 'detail', otherTimes: [{ kind: 'logged' }] });
  });

  test('a delivery per line gives one event per record', () => {
    const parsed = awsCloudtrail.parse(recordInput({ Records: [record, { ...record, eventID: 'e2' }] }));
    expect(parsed).toMatchObject({ kind: 'events', events: [{ path: 'Records[0]' }, { path: 'Records[1]' }] });
    expect(parsed).not.toHaveProperty('producerKey');
  });

  test("a shipper's time stands in where eventTime was dropped, and is marked as logged", () => {
    const { eventTime: _, ...shipped } = { ...record, '@timestamp': '2024-07-30T21:31:15.123Z' };
    expect(onlyEvent(awsCloudtrail.parse(recordInput(shipped))).time).toMatchObject({
      kind: 'logged',
      resolution: 'ms',
    });
  });

  test('an Insight is a detection', () => {
    const insight = {
      eventVersion: '1.08',
      eventTime: '2024-07-30T21:31:10Z',
      awsRegion: 'eu-central-1',
      eventID: 'i1',
      eventType: 'AwsCloudTrailInsight',
      recipientAccountId: '1',
      insightDetails: {
        state: 'Start',
        eventSource: 'ec2.amazonaws.com',
        eventName: 'RunInstances',
        insightType: 'ApiCallRateInsight',
      },
    };
    expect(onlyEvent(awsCloudtrail.parse(recordInput(insight)))).toMatchObject({
      fields: { 'exhibit.outcome': 'detected', 'event.kind': 'alert', 'event.action': 'RunInstances' },
      message: 'CloudTrail Insight: ApiCallRateInsight, Start, RunInstances, eu-central-1.',
    });
  });

  test('a digest is recognised, not rejected', () => {
    const digest = {
      awsAccountId: '1',
      digestStartTime: '2024-07-30T20:00:00Z',
      digestEndTime: '2024-07-30T21:00:00Z',
      digestS3Object: 'AWSLogs/1/CloudTrail-Digest/x',
      logFiles: [{}, {}],
    };
    expect(onlyEvent(awsCloudtrail.parse(recordInput(digest)))).toMatchObject({
      time: { text: '2024-07-30T20:00:00Z' },
      fields: { 'event.kind': 'state', 'cloud.account.id': '1' },
      message: 'CloudTrail digest of 2 delivered log files of account 1.',
    });
  });
});

describe('tables', () => {
  test('Athena writes nested values as text of its own', () => {
    const columns = [
      'eventversion',
      'useridentity',
      'eventtime',
      'eventsource',
      'eventname',
      'awsregion',
      'sourceipaddress',
      'errorcode',
      'requestparameters',
      'eventid',
    ];
    const framing: Framing = { kind: 'csv', delimiter: ',', header: true, columns };
    const row = {
      eventversion: '1.08',
      useridentity:
        '{type=AssumedRole, principalid=AROA1:s, arn=arn:aws:sts::1:assumed-role/web/s, accountid=1, username=null, ' +
        'sessioncontext={attributes={mfaauthenticated=false}, sessionissuer={type=Role, username=web}}}',
      eventtime: '2024-07-30T21:31:10Z',
      eventsource: 'ec2.amazonaws.com',
      eventname: 'StopInstances',
      awsregion: 'eu-central-1',
      sourceipaddress: '192.0.2.1',
      errorcode: '',
      requestparameters: '{"instancesSet":{"items":[{"instanceId":"i-0aaa"}]}}',
      eventid: 'e1',
    };
    const probe = { name: 'x.csv', head: new Uint8Array(), text: '', samples: [{ value: row, framing }] };
    expect(awsCloudtrail.detect(probe)).toMatchObject({ claim: true, framing });
    const parsed = awsCloudtrail.parse(recordInput(row, { framing }));
    expect(onlyEvent(parsed).fields).toMatchObject({
      'user.name': 'web',
      'exhibit.outcome': 'allowed',
      'cloud.instance.id': 'i-0aaa',
      'cloud.account.id': '1',
    });
    expect(parsed).toMatchObject({ producerKey: { key: 'e1' } });
  });

  test('Log Analytics flattens the identity', () => {
    const row = {
      EventName: 'StopInstances',
      EventSource: 'ec2.amazonaws.com',
      AWSRegion: 'x',
      SourceIpAddress: '192.0.2.1',
      UserIdentityUserName: 'anna',
    };
    const framing: Framing = { kind: 'csv', delimiter: ',', header: true, columns: Object.keys(row) };
    expect(onlyEvent(awsCloudtrail.parse(recordInput(row, { framing }))).fields['user.name']).toBe('anna');
  });

  test('struct text', () => {
    expect(structText('{a=1, b={c=x=y, d=null}, e=[{f=1,2}, {f=3}]}')).toEqual({
      a: '1',
      b: { c: 'x=y' },
      e: [{ f: '1,2' }, { f: '3' }],
    });
    expect(structText('{a=1} trailing')).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '=', ',', ' ', 'a') }), (text) => {
        expect(() => structText(text)).not.toThrow();
      }),
    );
  });
});

test('an unreadable time is a ledger line', () => {
  expect(awsCloudtrail.parse(recordInput({ ...record, eventTime: 'soon' }))).toMatchObject({
    events: [{ time: null }],
    problems: [{ code: 'bad-time' }],
  });
});

test('a record of something else is rejected', () => {
  expect(awsCloudtrail.parse(recordInput({ eventName: 'x' }))).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
});

test('whatever stands where a field should be, the record is answered', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(record), 'insightDetails', 'errorCode', 'resources'),
      fc.jsonValue(),
      (key, value) => {
        expect(['events', 'rejected']).toContain(awsCloudtrail.parse(recordInput({ ...record, [key]: value })).kind);
      },
    ),
    { numRuns: 500 },
  );
});
