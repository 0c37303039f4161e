import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { awsCloudwatch } from '../../../../parsers/formats/aws-cloudwatch/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { eventsOf, onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const run = 'f08bb4c8-d6b2-4f05-ac17-af7e2ba005fb';
const lambda = {
  messageType: 'DATA_MESSAGE',
  owner: '123456789012',
  logGroup: '/aws/lambda/pay',
  logStream: '2024/05/01/[$LATEST]a',
};
const framing = { kind: 'json', envelope: ['logEvents'] } as const;

const element = (message: string, envelope: Readonly<Record<string, unknown>> = lambda) =>
  awsCloudwatch.parse(recordInput({ id: '1', timestamp: 1714557600123, message }, { framing, envelope }));
const fieldsOf = (message: string, envelope?: Readonly<Record<string, unknown>>) =>
  onlyEvent(element(message, envelope)).fields;

async function imported(text: string) {
  const { members } = await collectImport([memoryFile(new TextEncoder().encode(text))], { formats: FORMATS });
  const [member] = members;
  if (member === undefined) throw new TypeError('no member');
  return member;
}

describe('Lambda', () => {
  test('an event of a delivery', () => {
    const parsed = element(`START RequestId: ${run} Version: $LATEST\n`);
    expect(onlyEvent(parsed)).toEqual({
      time: expect.objectContaining({ text: '1714557600123', resolution: 'ms', zone: 'format', kind: 'logged' }),
      message: `START RequestId: ${run} Version: $LATEST`,
      fields: {
        'exhibit.layer': 'function',
        'exhibit.lane': 'function/aws/123456789012/pay',
        'exhibit.outcome': 'unknown',
        'exhibit.envelope': 'CloudWatch /aws/lambda/pay 2024/05/01/[$LATEST]a',
        'event.action': 'start',
        'event.category': 'process',
        'event.kind': 'event',
        'event.type': 'start',
        'event.outcome': 'unknown',
        'event.provider': '/aws/lambda/pay',
        'event.id': '1',
        'event.original': `START RequestId: ${run} Version: $LATEST`,
        'cloud.provider': 'aws',
        'cloud.account.id': '123456789012',
        'cloud.service.name': 'lambda',
        'faas.name': 'pay',
        'faas.execution': run,
      },
    });
    expect(parsed).toMatchObject({ producerKey: { key: '/aws/lambda/pay/1' } });
  });

  test.each([
    [`END RequestId: ${run}`, 'end', 'unknown'],
    [`REPORT RequestId: ${run}\tDuration: 1 ms`, 'report', 'unknown'],
    [`REPORT RequestId: ${run}\tDuration: 3000 ms\tStatus: timeout`, 'report', 'failed'],
    [`2024-05-01T10:00:00.000Z ${run} Task timed out after 3.00 seconds`, 'timeout', 'failed'],
    [
      `{"time":"2024-05-01T10:00:00Z","type":"platform.report","record":{"requestId":"${run}","status":"error"}}`,
      'report',
      'failed',
    ],
    [`{"time":"2024-05-01T10:00:00Z","type":"platform.start","record":{"requestId":"${run}"}}`, 'start', 'unknown'],
    [`2024-05-01T10:00:00.000Z\t${run}\tERROR\tboom`, 'log', 'unknown'],
  ])('%s', (message, action, outcome) => {
    expect(fieldsOf(message)).toMatchObject({
      'event.action': action,
      'exhibit.outcome': outcome,
      'faas.execution': run,
    });
  });
});

describe('EKS and containers', () => {
  const eks = { owner: '123456789012', logGroup: '/aws/eks/prod/cluster', logStream: 'authenticator-0abc' };

  test('who became whom, and from where', () => {
    const line = `time="2024-05-01T10:00:00Z" level=info msg="access granted" arn="arn:aws:iam::123456789012:role/dev" client="198.51.100.7:51000" groups="[system:masters]" uid="aws-iam-authenticator:1:A" username=kubernetes-admin`;
    expect(fieldsOf(line, eks)).toMatchObject({
      'exhibit.lane': 'k8s/prod/(cluster)',
      'exhibit.outcome': 'allowed',
      'event.action': 'authenticate',
      'user.name': 'kubernetes-admin',
      'user.group.name': 'system:masters',
      'exhibit.actor.cloud_identity': 'arn:aws:iam::123456789012:role/dev',
      'source.ip': '198.51.100.7',
    });
    expect(fieldsOf('level=warning msg="access denied" client="198.51.100.7:51000"', eks)['exhibit.outcome']).toBe(
      'denied',
    );
    expect(fieldsOf('level=info msg="generated mapping"', eks)['exhibit.outcome']).toBe('unknown');
  });

  test('a line of Container Insights has its pod', () => {
    const envelope = { logGroup: '/aws/containerinsights/prod/application', logStream: 's' };
    const kubernetes = {
      pod_name: 'web-1',
      namespace_name: 'shop',
      container_name: 'web',
      host: 'node-1',
      docker_id: 'c'.repeat(64),
    };
    expect(fieldsOf(JSON.stringify({ log: 'GET /\n', kubernetes }), envelope)).toMatchObject({
      'exhibit.lane': 'k8s/prod/shop/web-1',
      'container.id': 'c'.repeat(64),
      'host.name': 'node-1',
      'event.original': 'GET /',
    });
  });
});

describe('shapes', () => {
  const audit = JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    auditID: 'a',
    stage: 'ResponseComplete',
    verb: 'get',
    requestURI: '/',
    requestReceivedTimestamp: '2024-05-01T10:00:00.000001Z',
  });
  const rows = [
    { id: '1', timestamp: 1714557600123, message: audit },
    { id: '2', timestamp: 1714557600124, message: 'I0501 plain' },
  ];

  test('what is known in a delivery is theirs, the rest stays here', async () => {
    const { records } = await imported(
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        logGroup: '/aws/eks/prod/cluster',
        logStream: 'x',
        logEvents: rows,
      }),
    );
    expect(records.map(({ format }) => format)).toEqual(['k8s-audit', 'aws-cloudwatch']);
    expect(records[0]?.result).toMatchObject({
      events: [
        { fields: { 'orchestrator.cluster.name': 'prod', 'exhibit.envelope': 'CloudWatch /aws/eks/prod/cluster x' } },
      ],
    });
  });

  test('also where the known record comes after those that recognition saw', async () => {
    const plain = Array.from({ length: 40 }, (_, index) => ({
      id: `p${index}`,
      timestamp: 1714557600000,
      message: 'plain',
    }));
    const { end, records } = await imported(
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        logGroup: '/aws/eks/prod/cluster',
        logStream: 'x',
        logEvents: [...plain, ...rows],
      }),
    );
    expect(end.format).toBe('aws-cloudwatch');
    expect(records.filter(({ format }) => format === 'k8s-audit')).toHaveLength(1);
  });

  test('the answers of get-log-events and filter-log-events', async () => {
    const events = [{ timestamp: 1714557600123, message: 'hello', ingestionTime: 1714557601000, logStreamName: 's' }];
    const { records } = await imported(JSON.stringify({ events, nextForwardToken: 't' }, null, 2));
    expect(records[0]?.result).toMatchObject({
      events: [{ message: 'hello', otherTimes: [{ kind: 'ingested', text: '1714557601000' }] }],
    });
  });

  test('Logs Insights: a table, and the answer of get-query-results', async () => {
    const table =
      '@timestamp,@message,@logStream\n2024-05-01 10:00:00.123,"hello, you",s\n2024-05-01 10:00:00.124,again,s\n';
    const member = await imported(table);
    expect(member.end.format).toBe('aws-cloudwatch');
    expect(member.records[0]?.result).toMatchObject({
      events: [{ message: 'hello, you', time: { zone: 'format', resolution: 'ms' } }],
    });
    const cells = [
      { field: '@timestamp', value: '2024-05-01 10:00:00.123' },
      { field: '@message', value: 'hello' },
      { field: '@log', value: '123456789012:/aws/lambda/pay' },
    ];
    expect(eventsOf(awsCloudwatch.parse(recordInput({ results: [cells, cells], status: 'Complete' })))).toMatchObject([
      { path: 'results[0].@message', fields: { 'faas.name': 'pay', 'cloud.account.id': '123456789012' } },
      { path: 'results[1].@message' },
    ]);
  });

  test('lines of an export; a line without a time goes on with the one before it', async () => {
    const text = `2024-05-01T10:00:00.123Z START RequestId: ${run} Version: 1\n2024-05-01T10:00:00.124Z Error: x\n  at y\n2024-05-01T10:00:00.125Z END RequestId: ${run}\n`;
    const { end, records } = await imported(text);
    expect(end.format).toBe('aws-cloudwatch');
    expect(records.map(({ result }) => onlyEvent(result).time?.text ?? null)).toEqual([
      '2024-05-01T10:00:00.123Z',
      '2024-05-01T10:00:00.124Z',
      null,
      '2024-05-01T10:00:00.125Z',
    ]);
  });

  test('a trigger of Lambda holds a compressed delivery', async () => {
    const delivery = JSON.stringify({ ...lambda, logGroup: '/aws/eks/prod/cluster', logEvents: rows.slice(0, 1) });
    const data = gzipSync(delivery).toString('base64');
    const { records } = await imported(JSON.stringify({ awslogs: { data } }));
    expect(records.map(({ format }) => format)).toEqual(['k8s-audit']);
    expect(onlyEvent(records[0]!.result).path).toBe('awslogs.data.logEvents[0].message');
  });

  test('control messages hold nothing', () => {
    const control = { ...lambda, messageType: 'CONTROL_MESSAGE' };
    expect(element('CWL CONTROL MESSAGE', control)).toEqual({ kind: 'events', events: [] });
  });
});

test('a time that cannot be read is said', () => {
  const parsed = awsCloudwatch.parse(
    recordInput({ ...lambda, logEvents: [{ id: '1', timestamp: 'x', message: 'm' }] }),
  );
  expect(parsed).toMatchObject({
    problems: [{ code: 'bad-time' }],
    events: [{ time: null, path: 'logEvents[0].message' }],
  });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (one, two, text) => {
      awsCloudwatch.parse(recordInput(one));
      awsCloudwatch.parse(recordInput({ logEvents: one, logGroup: two }));
      awsCloudwatch.parse(recordInput({ results: [one], '@message': text, timestamp: two }));
      expect(element(text, { logGroup: text, logStream: 'authenticator-x', owner: '1' }).kind).toBe('events');
      expect(element(text).kind).toBe('events');
    }),
  );
});
