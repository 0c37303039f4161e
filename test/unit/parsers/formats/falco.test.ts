import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { falco } from '../../../../parsers/formats/falco/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const facts = {
  'evt.time': '1618082841002873265',
  'evt.type': 'execve',
  'container.id': '97c9868ea832',
  'container.image.repository': 'docker.io/library/alpine',
  'container.image.tag': '3.19',
  'k8s.ns.name': 'shop',
  'k8s.pod.name': 'web-1',
  'proc.name': 'sh',
  'proc.cmdline': 'sh -c uptime',
  'proc.pname': 'runc',
  'proc.tty': 34816,
  'user.name': 'root',
  'user.uid': 0,
  'user.loginuid': -1,
};

const alert = {
  hostname: 'node-1',
  output: '19:27:21.002873265: Notice A shell was spawned (user=root container_id=97c9868ea832)',
  priority: 'Notice',
  rule: 'Terminal shell in container',
  source: 'syscall',
  tags: ['container', 'mitre_privilege_escalation', 'T1611', 'T1059.004'],
  time: '2021-04-10T19:27:21.002873265Z',
  output_fields: facts,
};

const parse = (changes: object) => onlyEvent(falco.parse(recordInput({ ...alert, ...changes })));
const withFacts = (changes: object) => parse({ output_fields: { ...facts, ...changes } });

test('an alert over a system call in a pod', () => {
  const event = parse({});
  expect(event.time).toMatchObject({ text: alert.time, resolution: 'ns', zone: 'record' });
  expect(event.fields).toMatchObject({
    'exhibit.layer': 'container',
    'exhibit.lane': 'k8s/-/shop/web-1',
    'exhibit.outcome': 'detected',
    'exhibit.severity': 3,
    'event.kind': 'alert',
    'event.action': 'execve',
    'event.category': 'process',
    'rule.name': 'Terminal shell in container',
    'threat.tactic.name': 'privilege-escalation',
    'threat.technique.id': ['T1611', 'T1059.004'],
    'container.id': '97c9868ea832',
    'container.image.name': 'docker.io/library/alpine',
    'container.image.tag': '3.19',
    'orchestrator.resource.name': 'web-1',
    'process.command_line': 'sh -c uptime',
    'process.tty': '34816',
    'user.id': '0',
    'host.name': 'node-1',
  });
  expect(event.fields).not.toHaveProperty('user.audit.id');
  expect(event.message).toBe('Falco rule "Terminal shell in container" matched: sh -c uptime by root in shop/web-1.');
});

describe('time', () => {
  test('evt.time stands in where the time cannot be read, and the ledger says so', () => {
    const parsed = falco.parse(recordInput({ ...alert, time: '2021-04-13T20:58:00.746609046Z+2' }));
    expect(onlyEvent(parsed).time).toMatchObject({ text: '1618082841002873265', resolution: 'ns' });
    expect(parsed).toMatchObject({ problems: [{ code: 'bad-time' }] });
  });

  test('without either the alert is undated', () => {
    const parsed = falco.parse(recordInput({ ...alert, time: '` + now + `', output_fields: {} }));
    expect(onlyEvent(parsed).time).toBeNull();
    expect(parsed).toMatchObject({ problems: [{ code: 'bad-time' }] });
  });
});

describe('where', () => {
  test('the word host means outside of any container', () => {
    const { fields } = withFacts({
      'container.id': 'host',
      'container.name': 'host',
      'k8s.ns.name': '<NA>',
      'k8s.pod.name': null,
    });
    expect(fields).toMatchObject({ 'exhibit.layer': 'host', 'exhibit.lane': 'node/node-1' });
    expect(fields).not.toHaveProperty('container.id');
    expect(fields).not.toHaveProperty('container.name');
    expect(fields).not.toHaveProperty('orchestrator.namespace');
  });

  test('a container without a pod has a lane of its own, by its full id where known', () => {
    const full = '97c9868ea832'.padEnd(64, 'a');
    const { fields } = withFacts({ 'container.full_id': full, 'k8s.ns.name': null, 'k8s.pod.name': null });
    expect(fields).toMatchObject({ 'container.id': full, 'exhibit.lane': 'container/97c9868ea832' });
  });

  test('a kubelet-made container name tells the pod', () => {
    const { fields } = withFacts({
      'k8s.ns.name': null,
      'k8s.pod.name': null,
      'container.name': 'k8s_app_web-2_shop_5b94-88ae_0',
    });
    expect(fields).toMatchObject({
      'exhibit.lane': 'k8s/-/shop/web-2',
      'container.name': 'app',
      'orchestrator.resource.id': '5b94-88ae',
    });
  });

  test("Falco's own pod is no node", () => {
    const { fields } = parse({ hostname: 'falco-xczjd' });
    expect(fields).not.toHaveProperty('host.name');
    expect(fields['exhibit.envelope']).toBe('Falco pod falco-xczjd');
    expect(parse({ hostname: 'falco-xczjd', output_fields: { 'evt.hostname': 'node-2' } }).fields['host.name']).toBe(
      'node-2',
    );
  });
});

describe('network ends', () => {
  test.each([
    [
      'outgoing',
      { 'fd.name': '10.1.0.5:39526->10.100.0.1:443', 'fd.rip': '10.100.0.1', 'fd.rport': '443' },
      '10.1.0.5',
      '10.100.0.1',
      443,
    ],
    [
      'incoming',
      { 'fd.name': '6.6.6.6:4000->10.1.0.5:80', 'fd.rip': '6.6.6.6', 'fd.rport': 4000 },
      '6.6.6.6',
      '10.1.0.5',
      80,
    ],
    ['remote end only', { 'fd.rip': '8.8.8.8', 'fd.rport': '8888' }, undefined, '8.8.8.8', 8888],
    ['client and server', { 'fd.cip': '1.1.1.1', 'fd.sip': '2.2.2.2', 'fd.sport': 53 }, '1.1.1.1', '2.2.2.2', 53],
  ])('%s', (_, changes, source, destination, port) => {
    const { fields } = withFacts(changes);
    expect([fields['source.ip'], fields['destination.ip'], fields['destination.port']]).toEqual([
      source,
      destination,
      port,
    ]);
    expect(fields).not.toHaveProperty('file.path');
  });

  test('a file', () => {
    expect(withFacts({ 'fd.name': '/etc/shadow', 'evt.type': 'openat' }).fields).toMatchObject({
      'file.path': '/etc/shadow',
      'event.category': 'file',
    });
  });
});

describe('other sources', () => {
  const ka = {
    'ka.user.name': 'anna',
    'ka.verb': 'create',
    'ka.target.resource': 'pods',
    'ka.target.subresource': 'exec',
    'ka.target.namespace': 'shop',
    'ka.target.name': 'web-1',
    'ka.response.code': '403',
    'ka.uri.param[command]': 'sh',
    'ka.sourceips': '6.6.6.6,10.0.0.1',
  };

  test('an alert over an audit event has the lane of the pod it is about', () => {
    expect(parse({ source: 'k8s_audit', output_fields: ka }).fields).toMatchObject({
      'exhibit.layer': 'cluster',
      'exhibit.lane': 'k8s/-/shop/web-1',
      'exhibit.outcome': 'denied',
      'event.action': 'create pods/exec',
      'user.name': 'anna',
      'source.ip': '10.0.0.1',
      'network.forwarded_ip': '6.6.6.6',
      'http.response.status_code': 403,
    });
  });

  test('an answered request is detected, not more', () => {
    expect(parse({ source: 'k8s_audit', output_fields: { ...ka, 'ka.response.code': '200' } }).fields).toMatchObject({
      'exhibit.outcome': 'detected',
      'event.outcome': 'success',
      'exhibit.outcome.original': '200',
    });
  });

  test('AWS and Google Cloud', () => {
    const ct = {
      'ct.name': 'ConsoleLogin',
      'ct.user': 'root',
      'ct.srcip': '1.2.3.4',
      'ct.user.accountid': '123',
      'ct.error': 'AccessDenied',
    };
    expect(parse({ source: 'aws_cloudtrail', output_fields: ct }).fields).toMatchObject({
      'exhibit.layer': 'cloud',
      'exhibit.lane': 'cloud/aws/123',
      'exhibit.outcome': 'denied',
      'event.action': 'ConsoleLogin',
    });
    const gcp = { 'gcp.methodName': 'SetIamPolicy', 'gcp.user': 'a@b.c', 'gcp.projectId': 'p' };
    expect(parse({ source: 'gcp_auditlog', output_fields: gcp }).fields).toMatchObject({
      'exhibit.lane': 'cloud/gcp/p',
      'user.name': 'a@b.c',
    });
  });

  test('metrics are no alert', () => {
    expect(parse({ source: 'internal', rule: 'Falco internal: metrics snapshot' }).fields).toMatchObject({
      'event.kind': 'metric',
      'exhibit.outcome': 'unknown',
    });
  });

  test('a notice of dropped events is no alert, and a ledger line', () => {
    const notice = { ...alert, rule: 'Falco internal: syscall event drop', output_fields: { n_drops: '815508' } };
    const parsed = falco.parse(recordInput(notice));
    expect(onlyEvent(parsed).fields['event.kind']).toBe('event');
    expect(parsed).toMatchObject({ problems: [{ code: 'dropped-events', reason: expect.stringContaining('815508') }] });
  });
});

describe('output as the only place with facts', () => {
  const output =
    '19:27:21.0: Notice A shell (evt_type=execve user=root user_loginuid=1000 process=sh proc_exepath=/bin/sh parent=runc command=sh -c (a b); x terminal=34816 ' +
    'container_id=97c9868ea832 container_image=alpine:3.19 k8s_ns=shop k8s_pod_name=web-1)';

  test('its pairs are read, values with blanks too', () => {
    expect(parse({ output, output_fields: undefined }).fields).toMatchObject({
      'event.action': 'execve',
      'user.name': 'root',
      'user.audit.id': 1000,
      'process.name': 'sh',
      'process.executable': '/bin/sh',
      'process.command_line': 'sh -c (a b); x',
      'container.id': '97c9868ea832',
      'container.image.name': 'alpine',
      'container.image.tag': '3.19',
      'exhibit.lane': 'k8s/-/shop/web-1',
    });
  });

  test('they never add to output_fields, since a command line can hold pairs of its own', () => {
    const { fields } = parse({
      output: 'x (command=sh k8s_ns=kube-system k8s_pod_name=victim)',
      output_fields: { 'proc.cmdline': 'sh' },
    });
    expect(fields).not.toHaveProperty('orchestrator.namespace');
  });
});

describe('text alerts', () => {
  test('a time of day without a date is no time, the text is kept', () => {
    const line = '16:31:56.746609046: Error File opened for writing (user=root command=touch /bin/hack file=/bin/hack)';
    const event = onlyEvent(falco.parse(recordInput(line, { framing: { kind: 'lines' } })));
    expect(event.time).toBeNull();
    expect(event.fields).toMatchObject({
      'event.original': line,
      'file.path': '/bin/hack',
      'user.name': 'root',
      'exhibit.severity': 7,
    });
  });

  test('with a date it has a time', () => {
    const line = '2020-03-18T20:25:12.163837824+0000: Notice A shell (user=root)';
    expect(onlyEvent(falco.parse(recordInput(line))).time).toMatchObject({ resolution: 'ns', zone: 'record' });
  });

  test('behind a syslog header the host is known', () => {
    const line = '<134>Jan  2 03:04:05 node-9 falco[1]: 16:31:56.7: Error text (user=root)';
    expect(onlyEvent(falco.parse(recordInput(line))).fields).toMatchObject({
      'host.name': 'node-9',
      'exhibit.envelope': 'syslog node-9 falco',
    });
  });

  test("a line of Falco's own log is an event, not an alert", () => {
    const event = onlyEvent(
      falco.parse(recordInput('Tue May 28 10:12:13 2019: Loading rules from file /etc/falco/falco_rules.yaml:')),
    );
    expect(event.fields).toMatchObject({ 'event.kind': 'event', 'exhibit.outcome': 'unknown' });
  });

  test('another line is rejected', () => {
    expect(falco.parse(recordInput('hello'))).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
  });
});

test('dotted keys are never split, and a nested object is no dotted key', () => {
  expect(parse({ output_fields: { k8s: { ns: { name: 'evil' } } } }).fields).not.toHaveProperty(
    'orchestrator.namespace',
  );
});

test('a fragment with facts alone is kept undated', () => {
  const event = onlyEvent(falco.parse(recordInput({ output_fields: { 'fd.rport': 8080 } })));
  expect(event).toMatchObject({ time: null, fields: { 'destination.port': 8080 } });
});

test('priority in any letter case', () => {
  expect(parse({ priority: 'WARNING' }).fields['exhibit.severity']).toBe(5);
  expect(parse({ priority: 'shrug' }).fields).not.toHaveProperty('exhibit.severity');
});

test('all that newer rules print of process, image and pod', () => {
  const { fields } = withFacts({
    'container.image.digest': ['sha256:aa'],
    'container.image.id': '1'.repeat(64),
    'k8s.pod.ip': '10.0.0.9',
    'proc.args': '-c uptime',
    'proc.cwd': '/srv',
    'proc.pexepath': '/usr/bin/runc',
    'proc.ppid': 7,
    'thread.tid': 9,
    'group.name': 'wheel',
    'user.loginname': '<NA>',
    'fd.name': '/etc/shadow',
    'fd.filename': 'shadow',
  });
  expect(fields).toMatchObject({
    'container.image.hash.all': 'sha256:aa',
    'container.image.id': `sha256:${'1'.repeat(64)}`,
    'exhibit.k8s.pod_ip': '10.0.0.9',
    'process.args': '-c uptime',
    'process.working_directory': '/srv',
    'process.parent.executable': '/usr/bin/runc',
    'process.parent.pid': 7,
    'process.thread.id': 9,
    'user.group.name': 'wheel',
    'file.name': 'shadow',
  });
  expect(fields).not.toHaveProperty(['user.audit.name']);
});

test.each([
  [{ 'evt.res': 'SUCCESS' }, 'success'],
  [{ 'evt.res': 'ENOENT', 'evt.failed': true }, 'failure'],
  [{ 'evt.failed': 'true' }, 'failure'],
  [{}, 'unknown'],
])('what the call answered, %j: detected all the same', (answer, outcome) => {
  expect(withFacts(answer).fields).toMatchObject({ 'event.outcome': outcome, 'exhibit.outcome': 'detected' });
});

test('local and remote ends without a name of the connection', () => {
  const ends = { 'fd.lip': '10.0.0.5', 'fd.lport': 40000, 'fd.rip': '198.51.100.7', 'fd.rport': 443 };
  expect(withFacts(ends).fields).toMatchObject({
    'source.ip': '10.0.0.5',
    'source.port': 40000,
    'destination.ip': '198.51.100.7',
    'destination.port': 443,
  });
  expect(withFacts({ ...ends, 'fd.name': '198.51.100.7:443->10.0.0.5:40000' }).fields).toMatchObject({
    'source.ip': '198.51.100.7',
    'source.port': 443,
    'destination.ip': '10.0.0.5',
  });
});

test('whatever stands where a field should be, the record is answered', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.keys(alert)),
      fc.constantFrom(...Object.keys(facts)),
      fc.jsonValue(),
      (key, fact, value) => {
        expect(['events', 'rejected']).toContain(falco.parse(recordInput({ ...alert, [key]: value })).kind);
        expect(['events', 'rejected']).toContain(
          falco.parse(recordInput({ ...alert, output_fields: { ...facts, [fact]: value } })).kind,
        );
      },
    ),
    { numRuns: 300 },
  );
});

describe('what Falcosidekick sends', () => {
  const body = JSON.stringify(alert);
  const base64 = Buffer.from(body).toString('base64');
  test.each<[string, object, string]>([
    [
      'CloudEvents',
      { specversion: '1.0', source: 'https://falco.org', type: 'falco.rule.output.v1', data: alert },
      'data',
    ],
    ['Loki, line as JSON', { stream: { rule: 'r' }, values: [['1618082841002873265', body]] }, 'values[0][1]'],
    ['Elasticsearch', { _index: 'falco-2021.04.10', _id: '1', _source: alert }, '_source'],
    [
      'CloudWatch',
      { logGroup: 'falco', logEvents: [{ timestamp: 1618082841002, message: body }] },
      'logEvents[0].message',
    ],
    ['SNS', { Type: 'Notification', MessageId: '1', TopicArn: 'arn:t', Message: body }, 'Message'],
    [
      'SNS, as Lambda gets it',
      { Records: [{ EventSource: 'aws:sns', Sns: { Message: body } }] },
      'Records[0].Sns.Message',
    ],
    ['SQS', { MessageId: '1', Body: body }, 'Body'],
    ['Kinesis', { kinesis: { data: base64, approximateArrivalTimestamp: 1618082842.5 } }, 'kinesis.data'],
    ['Pub/Sub', { message: { data: base64, messageId: '1' } }, 'message.data'],
    ['Event Hubs', { records: [alert] }, 'records[0]'],
  ])('%s', (_, record, path) => {
    expect(onlyEvent(falco.parse(recordInput(record)))).toMatchObject({
      path,
      fields: { 'rule.name': 'Terminal shell in container', 'process.command_line': 'sh -c uptime' },
    });
  });
});
