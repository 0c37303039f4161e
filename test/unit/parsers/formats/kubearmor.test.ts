import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kubearmor } from '../../../../parsers/formats/kubearmor/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const container = '8'.repeat(64);

const alert = {
  Timestamp: 1686475183,
  UpdatedTime: '2023-06-11T09:19:43.451704Z',
  ClusterName: 'prod',
  HostName: 'node-1',
  NamespaceName: 'shop',
  PodName: 'web-1',
  Owner: { Ref: 'Deployment', Name: 'web', Namespace: 'shop' },
  ContainerID: container,
  ContainerName: 'web',
  ContainerImage: `docker.io/library/nginx:1.27@sha256:${'a'.repeat(64)}`,
  HostPPID: 3341922,
  HostPID: 3341928,
  PPID: 786,
  PID: 792,
  UID: 0,
  ParentProcessName: '/bin/dash',
  ProcessName: '/usr/bin/apt',
  PolicyName: 'block-pkg-mgmt-tools-exec',
  Severity: '8',
  Tags: 'MITRE,MITRE_T1562.001_impair',
  Message: 'no package managers',
  Type: 'MatchedPolicy',
  Source: '/bin/dash',
  Operation: 'Process',
  Resource: '/usr/bin/apt update',
  Data: 'syscall=SYS_EXECVE',
  Enforcer: 'BPFLSM',
  Action: 'Block',
  Result: 'Permission denied',
};

const parse = (changes: object) => kubearmor.parse(recordInput({ ...alert, ...changes }));
const fieldsOf = (changes: object) => onlyEvent(parse(changes)).fields;

test('a program that was blocked', () => {
  const event = onlyEvent(parse({}));
  expect(event.time).toMatchObject({ text: alert.UpdatedTime, resolution: 'us', zone: 'record' });
  expect(event.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.lane': 'k8s/prod/shop/web-1',
    'exhibit.outcome': 'prevented',
    'exhibit.outcome.original': 'Block, Permission denied',
    'exhibit.severity': 8,
    'event.action': 'execve',
    'event.category': 'process',
    'event.kind': 'alert',
    'event.type': 'start',
    'event.outcome': 'failure',
    'event.provider': 'BPFLSM',
    'event.reason': 'no package managers',
    'event.severity': '8',
    'rule.name': 'block-pkg-mgmt-tools-exec',
    'rule.category': ['MITRE', 'MITRE_T1562.001_impair'],
    'threat.technique.id': 'T1562.001',
    'host.name': 'node-1',
    'orchestrator.cluster.name': 'prod',
    'orchestrator.namespace': 'shop',
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': 'web-1',
    'exhibit.k8s.owner': 'Deployment/web',
    'container.id': container,
    'container.name': 'web',
    'container.image.name': 'docker.io/library/nginx',
    'container.image.tag': '1.27',
    'container.image.hash.all': `sha256:${'a'.repeat(64)}`,
    'user.id': '0',
    'process.name': 'apt',
    'process.executable': '/usr/bin/apt',
    'process.command_line': '/usr/bin/apt update',
    'process.pid': 3341928,
    'process.vpid': 792,
    'process.parent.name': 'dash',
    'process.parent.executable': '/bin/dash',
    'process.parent.command_line': '/bin/dash',
    'process.parent.pid': 3341922,
  });
  expect(event.message).toBe(
    'KubeArmor policy "block-pkg-mgmt-tools-exec": Process /usr/bin/apt update by /bin/dash, in shop/web-1: prevented (Block, Permission denied).',
  );
});

test.each([
  ['Block', 'Passed', 'detected', 'success'],
  ['Audit', 'Passed', 'detected', 'success'],
  ['Audit (Block)', 'Passed', 'detected', 'success'],
  ['Audit', 'No such file or directory', 'failed', 'failure'],
  ['Allow', 'Passed', 'allowed', 'success'],
  [undefined, 'Passed', 'detected', 'success'],
  [undefined, undefined, 'detected', 'unknown'],
])('%s with %s is %s', (Action, Result, outcome, ecs) => {
  const fields = fieldsOf({ Action, Result });
  expect([fields['exhibit.outcome'], fields['event.outcome']]).toEqual([outcome, ecs]);
});

describe('what is acted upon', () => {
  test('a file: the source is the command line of who acts', () => {
    const fields = fieldsOf({
      Operation: 'File',
      Source: '/bin/cat /etc/shadow',
      Resource: '/etc/shadow',
      Data: 'syscall=SYS_OPENAT flags=O_RDONLY',
    });
    expect(fields).toMatchObject({
      'file.path': '/etc/shadow',
      'process.command_line': '/bin/cat /etc/shadow',
      'event.action': 'openat',
      'event.category': 'file',
    });
    expect(fields).not.toHaveProperty('process.parent.command_line');
  });

  test.each([
    [
      'sa_family=AF_INET sin_port=53 sin_addr=10.0.0.10',
      'syscall=SYS_CONNECT fd=10',
      undefined,
      { 'destination.ip': '10.0.0.10', 'destination.port': 53 },
    ],
    [
      'remoteip=1.2.3.4 port=443 protocol=TCP',
      'kprobe=tcp_connect',
      undefined,
      { 'destination.ip': '1.2.3.4', 'destination.port': 443, 'network.transport': 'tcp' },
    ],
    [
      'google.com',
      'lsm=SOCKET_SENDMSG domain=google.com.shop.svc',
      { Domain: 'google.com.shop.svc' },
      { 'destination.domain': 'google.com', 'dns.question.name': 'google.com.shop.svc' },
    ],
    ['domain=AF_UNIX type=SOCK_STREAM protocol=0', 'syscall=SYS_SOCKET', undefined, { 'event.action': 'socket' }],
  ])('%s', (Resource, Data, EventData, found) => {
    const fields = fieldsOf({ Operation: 'Network', Source: '/bin/x', Resource, Data, EventData });
    expect(fields).toMatchObject({ 'event.category': 'network', ...found });
    if (!('network.transport' in found)) expect(fields).not.toHaveProperty('network.transport');
  });

  test('a firewall of the host: both ends and the direction', () => {
    const EventData = {
      SourceIP: '192.168.29.42',
      SourcePort: '53262',
      DestinationIP: '192.168.29.76',
      DestinationPort: '22',
      Protocol: 'TCP',
    };
    expect(
      fieldsOf({
        Operation: 'NetworkFirewall',
        Type: 'MatchedNetworkPolicy',
        Resource: 'INGRESS',
        Source: undefined,
        EventData,
      }),
    ).toMatchObject({
      'source.ip': '192.168.29.42',
      'source.port': 53262,
      'destination.ip': '192.168.29.76',
      'destination.port': 22,
      'network.direction': 'ingress',
      'network.transport': 'tcp',
    });
  });
});

describe('time', () => {
  test('the whole second stands in, an unreadable time is said', () => {
    expect(onlyEvent(parse({ UpdatedTime: undefined })).time).toMatchObject({ text: '1686475183', resolution: 's' });
    const parsed = parse({ UpdatedTime: 'soon' });
    expect(onlyEvent(parsed).time?.text).toBe('1686475183');
    expect(parsed).toMatchObject({ problems: [{ code: 'bad-time' }] });
  });

  test('without either it is undated', () => {
    expect(onlyEvent(parse({ UpdatedTime: undefined, Timestamp: undefined })).time).toBeNull();
  });
});

test('a host log has no pid inside a container', () => {
  const fields = fieldsOf({ Type: 'HostLog', NamespaceName: undefined, PodName: undefined, ContainerID: undefined });
  expect(fields).toMatchObject({ 'exhibit.layer': 'host', 'exhibit.lane': 'node/node-1', 'event.kind': 'event' });
  expect(fields).not.toHaveProperty('process.vpid');
});

test('numbers in scientific form, a cluster that nobody named', () => {
  expect(fieldsOf({ HostPID: '1.252488e+06', HostPPID: 'x', ClusterName: 'Default' })).toMatchObject({
    'process.pid': 1252488,
    'exhibit.lane': 'k8s/-/shop/web-1',
  });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.constantFrom(...Object.keys(alert)), (one, two, key) => {
      parse({ [key]: one, EventData: two, Owner: one });
      expect(parse({ Data: one, Resource: two }).kind).toBe('events');
    }),
  );
});
