import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../../../parsers/registry.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';

const samples = new URL('../../../../sample-evidence/', import.meta.url);
const lines = (path: string) => readFileSync(new URL(path, samples), 'utf8').trim().split('\n');

const audits = lines('k8s-audit/audit2rbac/audit2rbac-demo.log').slice(0, 3);
const alerts = lines('falco/talon/talon-examples.ndjson').slice(0, 3);
const calls = (
  JSON.parse(lines('aws-cloudtrail/stratus/aws.lateral-movement.ec2-instance-connect.json').join('\n')) as object[]
).map((call) => JSON.stringify(call));

/** Imports text as a file without a telling name; answers format, outcome of every record, time and path of every event. */
async function imported(text: string) {
  const { members } = await collectImport([memoryFile(new TextEncoder().encode(text))], { formats: FORMATS });
  const [member] = members;
  const results = member?.records.map(({ result }) => result) ?? [];
  const events = results.flatMap((result) => (result.kind === 'events' ? result.events : []));
  return {
    format: member?.end.format,
    records: results.map((result) => (result.kind === 'events' ? result.events.length : result.code)),
    times: events.map(({ time }) => time && formatUtc(toParts(time.instant))),
    paths: events.map(({ path }) => path ?? ''),
    fields: events.map(({ fields }) => fields),
  };
}

const delivery = (group: string, messages: readonly string[]) => ({
  messageType: 'DATA_MESSAGE',
  owner: '123456789012',
  logGroup: group,
  logStream: 's',
  subscriptionFilters: ['f'],
  logEvents: messages.map((message, index) => ({ id: String(index), timestamp: 1_440_442_987_000 + index, message })),
});

const auditTimes = [
  '2017-09-11T19:55:05.000000000Z',
  '2017-09-11T19:55:34.000000000Z',
  '2017-09-11T19:58:37.000000000Z',
];
const alertTimes = [
  '2019-05-17T15:31:56.746609046Z',
  '2019-05-17T15:31:56.746609046Z',
  '2019-05-17T15:31:56.746609046Z',
];
const callTimes = [
  '2024-08-01T13:24:47.000000000Z',
  '2024-08-01T13:24:47.000000000Z',
  '2024-08-01T13:24:47.000000000Z',
];

const parsed = (texts: readonly string[]) => texts.map((text) => JSON.parse(text) as unknown);

/** A row of an audit log that a shipper wrote without a header. */
const row = (second: number) =>
  `2024-01-02T03:04:0${second}.5Z,create,ResponseComplete,/api/v1/namespaces/shop/pods,0c0d86ba-4cbd-4e35-ba05-25df8e630bc${second},system:admin,201`;

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const ndjson = (objects: readonly object[]) => objects.map((each) => JSON.stringify(each)).join('\n');
const hit = (source: object) => ({ _index: 'logs', _id: 'x', _source: source });
const lookup = (text: string) => ({ EventId: 'x', EventName: 'y', CloudTrailEvent: text });

describe('Kubernetes audit in', () => {
  test.each([
    [
      'an EventList, indented',
      JSON.stringify({ kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: parsed(audits) }, null, 2),
      '',
    ],
    ['an array', JSON.stringify(parsed(audits)), ''],
    ['lines behind a time stamp', audits.map((text) => `2023/03/29 19:44:47 ${text}`).join('\n'), ''],
    ['documents in a row', audits.join(''), ''],
    ['a CloudWatch delivery', JSON.stringify(delivery('/aws/eks/prod/cluster', audits)), 'message'],
    [
      'CloudWatch deliveries in a row',
      audits.map((text) => JSON.stringify(delivery('/aws/eks/prod/cluster', [text]), null, 1)).join(''),
      'message',
    ],
    [
      'Azure diagnostic records',
      audits.map((log) => JSON.stringify({ category: 'kube-audit', properties: { log } })).join('\n'),
      'properties.log',
    ],
    [
      'Azure records of an event hub',
      JSON.stringify({ records: audits.map((log) => ({ category: 'kube-audit', properties: { log } })) }),
      'properties.log',
    ],
    ['syslog', audits.map((text) => `<134>Jan  2 03:04:05 master audit: ${text}`).join('\n'), ''],
    [
      'a Splunk export as a table',
      `host,source,_raw\n${audits.map((text) => `h,s,"${text.replaceAll('"', '""')}"`).join('\n')}\n`,
      '_raw',
    ],
  ])('%s', async (_, text, path) => {
    expect(await imported(text)).toMatchObject({
      format: 'k8s-audit',
      records: [1, 1, 1],
      times: auditTimes,
      paths: [path, path, path],
    });
  });

  test('a CloudWatch delivery: the log group names the cluster', async () => {
    const { fields } = await imported(JSON.stringify(delivery('/aws/eks/prod/cluster', audits)));
    expect(fields[0]).toMatchObject({ 'orchestrator.cluster.name': 'prod', 'exhibit.lane': 'k8s/prod/default' });
  });

  test('a table without header, its last row cut off', async () => {
    const text = [1, 2, 3, 4, 5].map(row).join('\n').slice(0, -30);
    const { format, records, times, fields } = await imported(text);
    expect({ format, records }).toEqual({ format: 'k8s-audit', records: [1, 1, 1, 1, 'truncated'] });
    expect(times[0]).toBe('2024-01-02T03:04:01.500000000Z');
    expect(fields[0]).toMatchObject({ 'user.name': 'system:admin', 'event.action': 'create' });
  });
});

describe('Falco in', () => {
  test.each([
    ['an array', JSON.stringify(parsed(alerts)), ''],
    [
      'CloudEvents',
      parsed(alerts)
        .map((data) => JSON.stringify({ specversion: '1.0', source: 'falco.org', data }))
        .join('\n'),
      'data',
    ],
    [
      'container logs',
      alerts
        .map((text) => JSON.stringify({ log: `${text}\n`, stream: 'stdout', time: '2019-05-17T15:31:57Z' }))
        .join('\n'),
      'log',
    ],
    ['syslog', alerts.map((text) => `<134>1 2019-05-17T15:31:57Z node-1 falco 1 - - ${text}`).join('\n'), ''],
    ['lines with commas behind', alerts.map((text) => `${text},`).join('\n'), ''],
    ['JSON as text', alerts.map((text) => JSON.stringify({ _raw: JSON.stringify(text) })).join('\n'), '_raw'],
  ])('%s', async (_, text, path) => {
    expect(await imported(text)).toMatchObject({
      format: 'falco',
      records: [1, 1, 1],
      times: alertTimes,
      paths: [path, path, path],
    });
  });

  test('a Loki answer: one record, an event per line', async () => {
    const values = alerts.map((text) => ['1558107117000000001', text]);
    const answer = {
      status: 'success',
      data: { resultType: 'streams', result: [{ stream: { job: 'falco' }, values }] },
    };
    const { format, paths, fields } = await imported(JSON.stringify(answer));
    expect({ format, paths }).toEqual({
      format: 'falco',
      paths: [0, 1, 2].map((line) => `data.result[0].values[${line}][1]`),
    });
    expect(fields[0]).toMatchObject({ 'exhibit.envelope': 'Loki falco' });
  });

  test('text behind syslog headers', async () => {
    const text = [1, 2, 3]
      .map(
        (n) => `Jan  2 03:04:0${n} node-1 falco[9]: 16:31:56.74660904${n}: Error File opened (user=root, file=/bin/x)`,
      )
      .join('\n');
    expect(await imported(text)).toMatchObject({ format: 'falco', records: [1, 1, 1], times: [null, null, null] });
  });
});

describe('CloudTrail in', () => {
  test.each([
    ['a delivery', JSON.stringify({ Records: parsed(calls) }), ''],
    ['lines', calls.join('\n'), ''],
    ['a LookupEvents answer', JSON.stringify({ Events: calls.map(lookup) }, null, 2), 'CloudTrailEvent'],
    ['LookupEvents, one per line', calls.map((text) => JSON.stringify(lookup(text))).join('\n'), 'CloudTrailEvent'],
    [
      'EventBridge',
      parsed(calls)
        .map((detail) => JSON.stringify({ 'detail-type': 'AWS API Call via CloudTrail', detail }))
        .join('\n'),
      'detail',
    ],
    ['CloudWatch', JSON.stringify(delivery('trail', calls)), 'message'],
    [
      'Logs Insights, two columns',
      `@timestamp,@message\n${calls.map((text) => `2024-08-01 13:24:47.000,${quoted(text)}`).join('\n')}\n`,
      '@message',
    ],
    ['a column of a table', `when,host,payload\n${calls.map((text) => `1,h,${quoted(text)}`).join('\n')}\n`, 'payload'],
    ['a table of one column', `_raw\n${calls.map(quoted).join('\n')}\n`, '_raw'],
    ['Kafka', ndjson(parsed(calls).map((value) => ({ topic: 'trail', partition: 0, offset: 7, value }))), 'value'],
    ["Splunk's collector", ndjson(parsed(calls).map((event) => ({ time: 1.5, sourcetype: 'trail', event }))), 'event'],
    ['Vector', ndjson(calls.map((message) => ({ message, source_type: 'aws_s3' }))), 'message'],
    ['Fluentd', ndjson(calls.map((log) => ({ log, tag: 'trail' }))), 'log'],
    [
      "Datadog's API",
      ndjson(parsed(calls).map((attributes) => ({ id: 'x', type: 'log', attributes: { service: 's', attributes } }))),
      'attributes.attributes',
    ],
    ['Sumo Logic', JSON.stringify({ messages: calls.map((text) => ({ map: { _raw: text } })) }), 'map._raw'],
    [
      'an answer of Kibana',
      JSON.stringify({
        rawResponse: { hits: { hits: calls.map((message) => hit({ '@timestamp': '2024-08-01T13:30:00Z', message })) } },
      }),
      '_source.message',
    ],
  ])('%s', async (_, text, path) => {
    expect(await imported(text)).toMatchObject({
      format: 'aws-cloudtrail',
      records: [1, 1, 1],
      times: callTimes,
      paths: [path, path, path],
    });
  });

  test('logs of OpenTelemetry: one record, an event per body', async () => {
    const value = (written: unknown): unknown =>
      typeof written !== 'object' || written === null
        ? { stringValue: String(written) }
        : { kvlistValue: { values: Object.entries(written).map(([key, inner]) => ({ key, value: value(inner) })) } };
    const logRecords = [
      { timeUnixNano: '1722518700000000001', body: { stringValue: calls[0] } },
      { body: value(JSON.parse(calls[1] ?? '')) },
    ];
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'trail' } }] };
    const { format, times, paths, fields } = await imported(
      JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] }),
    );
    expect({ format, times }).toEqual({ format: 'aws-cloudtrail', times: callTimes.slice(0, 2) });
    expect(paths).toEqual([0, 1].map((at) => `resourceLogs[0].scopeLogs[0].logRecords[${at}].body`));
    expect(fields[1]).toMatchObject({
      'exhibit.envelope': 'OpenTelemetry trail',
      'source.ip': fields[0]!['source.ip'],
    });
  });

  test('what a stream hands to a function has names of the same spelling', async () => {
    const data = Buffer.from(calls[0] ?? '').toString('base64');
    const handed = { eventSource: 'aws:kinesis', eventName: 'aws:kinesis:record', eventVersion: '1.0', awsRegion: 'x' };
    const { format, times, paths } = await imported(JSON.stringify({ Records: [{ ...handed, kinesis: { data } }] }));
    expect({ format, times, paths }).toEqual({
      format: 'aws-cloudtrail',
      times: callTimes.slice(0, 1),
      paths: ['kinesis.data'],
    });
    const notice = { ...handed, eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: { bucket: { name: 'b' } } };
    expect((await imported(JSON.stringify({ Records: [notice] }))).format).toBe('unrecognised');
  });

  test('several deliveries, one per line', async () => {
    const text = calls.map((call) => `{"Records":[${call},${call}]}`).join('\n');
    const { format, times } = await imported(text);
    expect({ format, count: times.length }).toEqual({ format: 'aws-cloudtrail', count: 6 });
  });
});

test('changes that a watch of the Kubernetes API reports', async () => {
  const meta = (kind: string) => ({ kind, metadata: { name: 'web-1', namespace: 'shop', creationTimestamp: time } });
  const time = '2024-08-23T11:50:28Z';
  const event = {
    ...meta('Event'),
    apiVersion: 'events.k8s.io/v1',
    eventTime: time,
    reason: 'Killing',
    regarding: { kind: 'Pod', name: 'web-1', namespace: 'shop' },
  };
  const pod = { ...meta('Pod'), apiVersion: 'v1', spec: { containers: [{ name: 'web', image: 'nginx' }] } };
  for (const [object, format] of [
    [event, 'k8s-events'],
    [pod, 'k8s-objects'],
  ] as const) {
    expect(await imported(JSON.stringify({ type: 'MODIFIED', object }))).toMatchObject({
      format,
      times: ['2024-08-23T11:50:28.000000000Z'],
      paths: ['object'],
      fields: [{ 'orchestrator.resource.name': 'web-1', 'exhibit.envelope': 'Kubernetes watch MODIFIED' }],
    });
  }
});

test('a list inside of records is no envelope, also where one of them has none', async () => {
  const data = [
    { name: 'pathname', str: '/etc/shadow' },
    { name: 'flags', int32: 0 },
  ];
  const time = '2025-01-02T03:04:05.000000000Z';
  const layouts = [
    { timestamp: time, id: 'SECURITY_FILE_OPEN', name: 'security_file_open', workload: { process: { pid: 1 } }, data },
    { timestamp: 1735787045000000000, eventName: 'openat', hostProcessId: 1, processName: 'sh', argsNum: 0, args: [] },
  ];
  expect(await imported(ndjson(layouts))).toMatchObject({ format: 'tracee', records: [1, 1], times: [time, time] });
});

test('a dump of several sources: each record finds its format', async () => {
  const { members } = await collectImport(
    [memoryFile(new TextEncoder().encode([...audits, ...alerts, calls[0]].join('\n')))],
    { formats: FORMATS },
  );
  expect(members[0]?.records.map(({ format, result }) => [format, result.kind])).toEqual([
    ...audits.map(() => ['k8s-audit', 'events']),
    ...alerts.map(() => ['falco', 'events']),
    ['aws-cloudtrail', 'events'],
  ]);
});

test('text of nobody is refused with what everybody said', async () => {
  const { members } = await collectImport([memoryFile(new TextEncoder().encode('hello\nworld\n'))], {
    formats: FORMATS,
  });
  const reason = members[0]?.end.formatReason ?? '';
  expect(members[0]?.end.format).toBe('unrecognised');
  for (const { id } of FORMATS) expect(reason).toContain(`${id}: `);
});

test('an export of Splunk with one column alone is a table of what its rows hold', async () => {
  const cef = 'CEF:0|Aqua|Enforcer|6.5|exec|Command|8|rt=1543270652000 msg="quoted" act=block';
  const { format, records, fields } = await imported(
    `_raw\n"${cef.replaceAll('"', '""')}"\n"${cef.replaceAll('"', '""')}"\n`,
  );
  expect(format).toBe('cef');
  expect(records).toEqual([1, 1]);
  expect(fields[0]).toMatchObject({ 'event.original': '"quoted"', 'exhibit.outcome': 'prevented' });
});
