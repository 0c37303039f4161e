import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tracee } from '../../../../parsers/formats/tracee/index.js';
import { readJson } from '../../../../parsers/io/json-reader.js';
import { makeProbe } from '../../../../parsers/probe.js';
import { formatUtc } from '../../../../parsers/time/format.js';
import { toParts } from '../../../../parsers/time/instant.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const id = 'c7e3c75bf167348bf79262bf6e688088f9b4d54ebcc79464f40b52b80c73ff55';
const digest = `sha256:${'a'.repeat(64)}`;

const flat = {
  timestamp: '1671119128028881186',
  processId: 9,
  hostProcessId: 6136,
  hostParentProcessId: 6135,
  userId: 0,
  processName: 'sh',
  hostName: id.slice(0, 12),
  containerId: id,
  containerImage: 'docker.io/library/alpine:3.19',
  containerName: 'web',
  podName: 'web-1',
  podNamespace: 'shop',
  podUID: '5cb83966-e274-48f1-89fb-25bd748d2773',
  eventId: '707',
  eventName: 'sched_process_exec',
  argsNum: 3,
  returnValue: 0,
  syscall: 'execve',
  contextFlags: { containerStarted: true },
  args: [
    { name: 'cmdpath', type: 'const char*', value: '/bin/ls' },
    { name: 'pathname', type: 'const char*', value: '/usr/bin/ls' },
    { name: 'argv', type: 'const char**', value: ['ls', '-la'] },
  ],
};

const parse = (changes: object) => onlyEvent(tracee.parse(recordInput({ ...flat, ...changes })));
const timeOf = (changes: object) => {
  const { time } = parse(changes);
  return time && formatUtc(toParts(time.instant));
};
const withArgs = (eventName: string, ...args: readonly (readonly [string, unknown])[]) =>
  parse({ eventName, args: args.map(([name, value]) => ({ name, type: 'x', value })) });

test('an execution in a pod', () => {
  const event = parse({ processEntityId: 77, parentEntityId: 76, matchedPolicies: ['exec'] });
  expect(event.time).toMatchObject({ text: flat.timestamp, resolution: 'ns', kind: 'happened' });
  expect(event.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.lane': 'k8s/-/shop/web-1',
    'exhibit.outcome': 'detected',
    'exhibit.container.started': 'true',
    'orchestrator.namespace': 'shop',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': 'web-1',
    'orchestrator.resource.id': flat.podUID,
    'container.id': id,
    'container.name': 'web',
    'container.image.name': 'docker.io/library/alpine',
    'container.image.tag': '3.19',
    'event.action': 'sched_process_exec',
    'event.category': 'process',
    'event.kind': 'event',
    'event.type': 'start',
    'event.outcome': 'unknown',
    'event.provider': 'tracee',
    'rule.ruleset': 'exec',
    'user.id': '0',
    'process.name': 'sh',
    'process.executable': '/usr/bin/ls',
    'process.args': ['ls', '-la'],
    'process.command_line': 'ls -la',
    'process.pid': 6136,
    'process.vpid': 9,
    'process.parent.pid': 6135,
    'process.entity_id': '77',
    'process.parent.entity_id': '76',
    'file.path': '/usr/bin/ls',
  });
  expect(event.message).toBe('sh (pid 6136): sched_process_exec ls -la, in shop/web-1.');
});

describe('time', () => {
  test('nineteen digits survive the way through JSON', () => {
    const text = JSON.stringify(flat).replace('"1671119128028881186"', '1671119128028881186');
    const read = readJson(text, 100);
    const value = read.ok ? read.value : null;
    const { time } = onlyEvent(tracee.parse(recordInput(value, { text })));
    expect(time && formatUtc(toParts(time.instant))).toBe('2022-12-15T15:45:28.028881186Z');
  });

  test.each([
    ['seconds since boot', '5323.321532'],
    ['nanoseconds since boot', 82_281_540_079],
    ['a number that was cut', '167111912802888118'],
    ['nothing but zero', 0],
  ])('%s is no time, and the ledger says where the boot time is', (_, timestamp) => {
    const parsed = tracee.parse(recordInput({ ...flat, timestamp }));
    expect(onlyEvent(parsed).time).toBeNull();
    expect(parsed).toMatchObject({ problems: [{ code: 'bad-time', reason: expect.stringContaining('tracee_info') }] });
  });

  test('what is no time at all is said, what is missing is not', () => {
    expect(tracee.parse(recordInput({ ...flat, timestamp: 'soon' }))).toMatchObject({
      problems: [{ code: 'bad-time', reason: expect.stringContaining('"soon"') }],
    });
    expect(tracee.parse(recordInput({ ...flat, timestamp: undefined }))).not.toHaveProperty('problems');
  });

  test.each([
    [{ seconds: '1732454400', nanos: 123_456_789 }, '2024-11-24T13:20:00.123456789Z'],
    ['2024-11-24T13:20:00.123456789Z', '2024-11-24T13:20:00.123456789Z'],
    ['1657321167.356748797', '2022-07-08T22:59:27.356748797Z'],
  ])('%j as other serialisers write it', (timestamp, utc) => {
    expect(timeOf({ timestamp })).toBe(utc);
  });

  test('the small seconds of an object count from boot as well', () => {
    expect(timeOf({ timestamp: { seconds: '5323', nanos: 321_532_000 } })).toBeNull();
  });

  test('a time inside the arguments of a packet is none of the event', () => {
    const event = withArgs('net_packet_tcp', ['metadata', { timestamp: '1671119128028881', src_ip: '10.0.0.1' }]);
    expect(event.time?.text).toBe(flat.timestamp);
  });
});

describe('container', () => {
  test('hostName is the name of the container inside one, and of the host outside', () => {
    expect(parse({}).fields).not.toHaveProperty('host.name');
    const outside = {
      containerId: '',
      containerImage: '',
      containerName: '',
      podName: '',
      podNamespace: '',
      podUID: '',
    };
    expect(parse({ ...outside, hostName: 'node-1' }).fields).toMatchObject({
      'exhibit.layer': 'host',
      'exhibit.lane': 'node/node-1',
      'host.name': 'node-1',
    });
  });

  test('the nested object may be empty beside the old keys, or take their place', () => {
    expect(parse({ container: {}, kubernetes: {} }).fields).toMatchObject({
      'container.id': id,
      'container.name': 'web',
    });
    const nested = {
      containerId: undefined,
      podName: undefined,
      container: { id: 'B'.repeat(64), name: 'db', image: 'db:9', imageDigest: digest },
      kubernetes: { podName: 'db-0', podNamespace: 'data', podUID: 'u' },
    };
    expect(parse(nested).fields).toMatchObject({
      'container.id': 'b'.repeat(64),
      'container.image.hash.all': digest,
      'exhibit.lane': 'k8s/-/data/db-0',
    });
  });

  test('an imageDigest that holds the name of the image is no digest', () => {
    const { fields } = parse({ containerImage: '', container: { id, imageDigest: 'docker.io/library/alpine:3.19' } });
    expect(fields).not.toHaveProperty('container.image.hash.all');
    expect(fields).toMatchObject({ 'container.image.name': 'docker.io/library/alpine', 'container.image.tag': '3.19' });
  });

  test('an event before the entry point is marked', () => {
    const event = parse({ contextFlags: { containerStarted: false } });
    expect(event.fields['exhibit.container.started']).toBe('false');
    expect(event.message).toContain("before the container's own program began");
  });
});

describe('arguments', () => {
  test('their types change between events', () => {
    expect(withArgs('openat', ['pathname', '/etc/shadow'], ['flags', 524_288]).fields['file.path']).toBe('/etc/shadow');
    expect(withArgs('openat', ['pathname', ['a']], ['flags', 'O_RDONLY']).fields).not.toHaveProperty('file.path');
  });

  test('argv is a list, empty words included', () => {
    expect(withArgs('execve', ['argv', ['sh', '', '-c']]).fields['process.command_line']).toBe('sh -c');
  });

  test.each([
    ['security_socket_connect', 'remote_addr', 'destination'],
    ['security_socket_accept', 'remote_addr', 'source'],
    ['security_socket_bind', 'local_addr', 'destination'],
  ])('the socket of %s', (eventName, name, end) => {
    const four = withArgs(eventName, [name, { sa_family: 'AF_INET', sin_addr: '10.0.0.9', sin_port: '443' }]);
    expect(four.fields).toMatchObject({ [`${end}.ip`]: '10.0.0.9', [`${end}.port`]: 443 });
    const six = withArgs(eventName, [name, { sa_family: 'AF_INET6', sin6_addr: 'fd00::9', sin6_port: 80 }]);
    expect(six.fields).toMatchObject({ [`${end}.ip`]: 'fd00::9', [`${end}.port`]: 80 });
  });

  test('a socket in the file system', () => {
    const { fields } = withArgs('connect', ['addr', { sa_family: 'AF_UNIX', sun_path: '/var/run/docker.sock' }]);
    expect(fields['file.path']).toBe('/var/run/docker.sock');
  });

  test('an HTTP request', () => {
    const request = { method: 'GET', host: 'evil.example', uri_path: '/x', headers: { 'User-Agent': ['curl/8'] } };
    expect(withArgs('net_packet_http_request', ['http_request', request]).fields).toMatchObject({
      'http.request.method': 'GET',
      'url.original': '/x',
      'destination.domain': 'evil.example',
      'user_agent.original': 'curl/8',
    });
  });

  test('the SHA-256 of a program, where it is one', () => {
    expect(withArgs('sched_process_exec', ['sha256', 'A'.repeat(64)]).fields['file.hash.sha256']).toBe('a'.repeat(64));
    expect(withArgs('sched_process_exec', ['sha256', '']).fields).not.toHaveProperty('file.hash.sha256');
  });
});

describe('outcome', () => {
  test('a negative return value is an error number; Tracee itself stops nothing', () => {
    const event = parse({ eventName: 'openat', eventId: '257', returnValue: -13 });
    expect(event.fields).toMatchObject({
      'exhibit.outcome': 'failed',
      'exhibit.outcome.original': 'return value -13',
      'event.outcome': 'failure',
    });
  });

  test('a large value is an address, and a system call that answered was a success', () => {
    const event = parse({ eventName: 'mmap', eventId: '9', returnValue: '140737488355328' });
    expect(event.fields).toMatchObject({ 'exhibit.outcome': 'detected', 'event.outcome': 'success' });
  });
});

describe('findings', () => {
  const metadata = {
    Version: '1',
    Description: 'Why it matters.',
    Properties: {
      Category: 'defense-evasion',
      Severity: 3,
      Technique: 'Debugger Evasion',
      external_id: 'T1622',
      signatureID: 'TRC-102',
      signatureName: 'Anti-Debugging detected',
    },
  };

  test('a signature is an alert with tactic, technique and severity', () => {
    const event = parse({ eventName: 'anti_debugging', args: [], metadata });
    expect(event.fields).toMatchObject({
      'event.kind': 'alert',
      'event.action': 'anti_debugging',
      'event.reason': 'Why it matters.',
      'exhibit.severity': 7,
      'event.severity': '3',
      'rule.id': 'TRC-102',
      'rule.name': 'Anti-Debugging detected',
      'threat.tactic.name': 'defense-evasion',
      'threat.technique.id': 'T1622',
      'threat.technique.name': 'Debugger Evasion',
    });
    expect(event.message).toBe(
      'Tracee signature "Anti-Debugging detected" (TRC-102) matched: sh (pid 6136), in shop/web-1.',
    );
  });

  test('metadata without a signature makes no alert', () => {
    expect(parse({ metadata: { Properties: null } }).fields['event.kind']).toBe('event');
  });

  test('what set a finding off speaks for it', () => {
    const trigger = {
      id: 1,
      name: 'security_socket_connect',
      args: [{ name: 'remote_addr', value: { sin_addr: '10.0.0.9' } }],
    };
    const { fields } = parse({ metadata, args: [{ name: 'triggeredBy', value: trigger }] });
    expect(fields['destination.ip']).toBe('10.0.0.9');
  });

  test('the rule engine of old', () => {
    const finding = {
      Data: null,
      Context: { ...flat, eventName: 'ptrace' },
      SigMetadata: {
        ID: 'TRC-2',
        Name: 'Anti-Debugging',
        Description: 'd',
        Properties: { Severity: 1, 'MITRE ATT&CK': 'Defense Evasion: Execution Guardrails' },
      },
    };
    const event = onlyEvent(tracee.parse(recordInput(finding)));
    expect(event.time?.text).toBe(flat.timestamp);
    expect(event.fields).toMatchObject({
      'rule.id': 'TRC-2',
      'event.action': 'Anti-Debugging',
      'threat.tactic.name': 'defense-evasion',
      'threat.technique.name': 'Execution Guardrails',
      'container.id': id,
    });
    expect(event.message).toContain('derived from ptrace');
  });
});

describe('protobuf JSON', () => {
  const wrapped = {
    timestamp: { seconds: '1732454400', nanos: 5 },
    id: 'security_socket_connect',
    name: 'security_socket_connect',
    policies: { matched: ['net'] },
    workload: {
      process: {
        thread: { name: 'curl', syscall: 'connect' },
        pid: { value: 7 },
        host_pid: { value: 4007 },
        unique_id: { value: 1234567890 },
        real_user: { id: { value: 1000 } },
        executable: { path: '/usr/bin/curl' },
        ancestors: [{ unique_id: { value: 55 }, host_pid: { value: 4000 } }],
      },
      container: {
        id,
        name: 'web',
        started: true,
        image: { id: `sha256:${'b'.repeat(64)}`, name: 'alpine:3.19', repo_digests: [`docker.io/alpine@${digest}`] },
      },
      k8s: { pod: { name: 'web-1', uid: 'u' }, namespace: { name: 'shop' } },
    },
    data: [
      { name: 'remote_addr', sockaddr: { sa_family: 'AF_INET', sin_addr: '10.0.0.9', sin_port: 443 } },
      { name: 'returnValue', int64: '-111' },
    ],
  };

  const expected = {
    'exhibit.lane': 'k8s/-/shop/web-1',
    'exhibit.outcome': 'failed',
    'exhibit.container.started': 'true',
    'container.id': id,
    'container.image.id': `sha256:${'b'.repeat(64)}`,
    'container.image.hash.all': digest,
    'destination.ip': '10.0.0.9',
    'destination.port': 443,
    'user.id': '1000',
    'process.name': 'curl',
    'process.executable': '/usr/bin/curl',
    'process.pid': 4007,
    'process.vpid': 7,
    'process.entity_id': '1234567890',
    'process.parent.pid': 4000,
    'process.parent.entity_id': '55',
    'rule.ruleset': 'net',
  };

  test('numbers in wrappers, keys in snake case', () => {
    const event = onlyEvent(tracee.parse(recordInput(wrapped)));
    expect(event.time && formatUtc(toParts(event.time.instant))).toBe('2024-11-24T13:20:00.000000005Z');
    expect(event.fields).toMatchObject(expected);
  });

  test('numbers bare, keys in camel case, the time as text', () => {
    const camel = {
      ...wrapped,
      timestamp: '2024-11-24T13:20:00.000000005Z',
      workload: {
        ...wrapped.workload,
        process: {
          thread: { name: 'curl' },
          pid: 7,
          hostPid: 4007,
          uniqueId: 1234567890,
          realUser: { id: 1000 },
          executable: { path: '/usr/bin/curl' },
          ancestors: [{ uniqueId: 55, hostPid: 4000 }],
        },
        container: {
          id,
          name: 'web',
          started: true,
          image: {
            id: wrapped.workload.container.image.id,
            name: 'alpine:3.19',
            repoDigests: [`docker.io/alpine@${digest}`],
          },
        },
      },
      data: [
        { name: 'remote_addr', sockaddr: { saFamily: 'AF_INET', sinAddr: '10.0.0.9', sinPort: 443 } },
        { name: 'returnValue', int64: -111 },
      ],
    };
    expect(onlyEvent(tracee.parse(recordInput(camel))).fields).toMatchObject(expected);
  });

  test('a threat with the chain it was derived from', () => {
    const threat = {
      ...wrapped,
      name: 'dropped_executable',
      threat: {
        description: 'd',
        severity: 'HIGH',
        mitre: { tactic: { name: 'Defense Evasion' }, technique: { id: 'T1036', name: 'Masquerading' } },
        properties: { signatureID: 'TRC-1022' },
      },
      data: [],
      detected_from: {
        name: 'magic_write',
        data: [{ name: 'pathname', str: '/tmp/x' }],
        parent: { name: 'vfs_write', data: [{ name: 'pathname', str: '/tmp/other' }] },
      },
    };
    const event = onlyEvent(tracee.parse(recordInput(threat)));
    expect(event.fields).toMatchObject({
      'event.kind': 'alert',
      'file.path': '/tmp/x',
      'rule.id': 'TRC-1022',
      'rule.name': 'dropped_executable',
      'exhibit.severity': 7,
      'threat.tactic.name': 'defense-evasion',
      'threat.technique.id': 'T1036',
    });
    expect(event.message).toContain('derived from magic_write, vfs_write');
  });

  test('lists in their wrapper', () => {
    const data = [
      { name: 'argv', str_array: { value: ['ls', '-la'] } },
      { name: 'dns_questions', dnsQuestions: { questions: [{ query: 'a.example' }] } },
      {
        name: 'dns_response',
        dnsResponses: { responses: [{ dnsQueryData: {}, dnsAnswer: [{ answer: '10.0.0.7' }] }] },
      },
    ];
    expect(onlyEvent(tracee.parse(recordInput({ ...wrapped, data }))).fields).toMatchObject({
      'process.args': ['ls', '-la'],
      'dns.question.name': 'a.example',
      'dns.resolved_ip': '10.0.0.7',
    });
  });

  test('the pod directly under the workload, as the pages of the migration write it', () => {
    const workload = { process: {}, pod: { name: 'web-1' }, namespace: { name: 'shop' } };
    expect(onlyEvent(tracee.parse(recordInput({ ...wrapped, workload }))).fields['exhibit.lane']).toBe(
      'k8s/-/shop/web-1',
    );
  });
});

test('pretty-printed copies are recognised', () => {
  const bytes = new TextEncoder().encode(`${JSON.stringify(flat, null, 2)}\n${JSON.stringify(flat, null, 2)}\n`);
  expect(tracee.detect(makeProbe('x', bytes, true))).toMatchObject({ claim: true, framing: { kind: 'json' } });
});

test('a log prefix and a container log around the event', () => {
  const line = `2022/12/15 15:45:28 ${JSON.stringify(flat)}`;
  expect(onlyEvent(tracee.parse(recordInput(flat, { text: line }))).time?.text).toBe(flat.timestamp);
  const log = {
    log: `${JSON.stringify(flat)}\n`,
    stream: 'stdout',
    time: '2022-12-15T15:45:29Z',
    kubernetes: { host: 'node-1' },
  };
  const event = onlyEvent(tracee.parse(recordInput(log)));
  expect(event).toMatchObject({ path: 'log', otherTimes: [{ kind: 'logged' }], fields: { 'host.name': 'node-1' } });
});

test.each([
  [{ rule: 'x', output: 'y', priority: 'z' }, 'wrong-shape'],
  [{ eventName: 'GetObject', eventSource: 's3.amazonaws.com' }, 'wrong-shape'],
  [{ _raw: JSON.stringify(flat).slice(0, -9) }, 'truncated'],
])('%j is rejected', (value, code) => {
  expect(tracee.parse(recordInput(value))).toMatchObject({ kind: 'rejected', code });
});

test('whatever stands where a field should be, the record is answered', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(flat)), fc.jsonValue(), (key, value) => {
      expect(['events', 'rejected']).toContain(tracee.parse(recordInput({ ...flat, [key]: value })).kind);
      const args = [
        { name: 'remote_addr', value },
        { name: 'proto_dns', value },
        { name: 'http_request', value },
        value,
      ];
      expect(tracee.parse(recordInput({ ...flat, args })).kind).toBe('events');
      const odd = {
        name: 'x',
        timestamp: value,
        workload: { process: value, container: {} },
        data: [value],
        detected_from: value,
      };
      expect(['events', 'rejected']).toContain(tracee.parse(recordInput(odd)).kind);
    }),
    { numRuns: 300 },
  );
});
