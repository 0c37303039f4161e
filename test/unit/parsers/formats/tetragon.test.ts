import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tetragon } from '../../../../parsers/formats/tetragon/index.js';
import { onlyEvent } from '../../../support/parsed.js';
import { recordInput } from '../../../support/record-input.js';

const container = 'f'.repeat(64);

const process = {
  exec_id: 'bm9kZTox',
  parent_exec_id: 'bm9kZTow',
  pid: 4242,
  uid: 0,
  auid: 4294967295,
  cwd: '/srv',
  binary: '/usr/bin/cat',
  arguments: '/etc/passwd',
  flags: 'execve clone',
  start_time: '2024-05-01T10:00:00.000000001Z',
  cap: { effective: ['CAP_SYS_ADMIN', 'CAP_CHOWN'] },
  docker: container.slice(0, 31),
  pod: {
    namespace: 'shop',
    name: 'web-1',
    workload: 'web',
    workload_kind: 'Deployment',
    container: {
      id: `containerd://${container}`,
      name: 'web',
      pid: 7,
      image: { id: `docker.io/library/nginx@sha256:${'a'.repeat(64)}`, name: 'docker.io/library/nginx:1.27' },
    },
  },
};
const parent = { exec_id: 'bm9kZTow', pid: 1, binary: '/bin/sh', arguments: '-c "cat /etc/passwd"' };
const stamp = { node_name: 'node-1', cluster_name: 'prod', time: '2024-05-01T10:00:01.123456789Z' };

const parse = (event: object) => tetragon.parse(recordInput(event));
const kprobe = (changes: object) =>
  onlyEvent(
    parse({
      process_kprobe: {
        process,
        parent,
        function_name: '__x64_sys_openat',
        action: 'KPROBE_ACTION_POST',
        policy_name: 'files',
        ...changes,
      },
      ...stamp,
    }),
  );

test('a program started in a pod', () => {
  const event = onlyEvent(parse({ process_exec: { process, parent }, ...stamp }));
  expect(event.time).toMatchObject({ text: stamp.time, resolution: 'ns', zone: 'record', kind: 'happened' });
  expect(event.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.lane': 'k8s/prod/shop/web-1',
    'exhibit.outcome': 'detected',
    'event.action': 'process_exec',
    'event.category': 'process',
    'event.kind': 'event',
    'event.type': 'start',
    'event.outcome': 'unknown',
    'event.provider': 'process_exec',
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
    'container.runtime': 'containerd',
    'user.id': '0',
    'process.name': 'cat',
    'process.executable': '/usr/bin/cat',
    'process.command_line': '/usr/bin/cat /etc/passwd',
    'process.working_directory': '/srv',
    'process.start': '2024-05-01T10:00:00.000000001Z',
    'process.pid': 4242,
    'process.vpid': 7,
    'process.entity_id': 'bm9kZTox',
    'process.thread.capabilities.effective': ['CAP_SYS_ADMIN', 'CAP_CHOWN'],
    'process.parent.name': 'sh',
    'process.parent.executable': '/bin/sh',
    'process.parent.command_line': '/bin/sh -c "cat /etc/passwd"',
    'process.parent.pid': 1,
    'process.parent.entity_id': 'bm9kZTow',
  });
  expect(event.message).toBe('/usr/bin/cat /etc/passwd (pid 4242) started, in shop/web-1.');
});

describe('outcome', () => {
  test.each([
    ['KPROBE_ACTION_POST', undefined, 'detected', 'unknown'],
    ['KPROBE_ACTION_POST', { int_arg: 3 }, 'detected', 'success'],
    ['KPROBE_ACTION_POST', { int_arg: -13 }, 'failed', 'failure'],
    ['KPROBE_ACTION_POST', { size_arg: '18446744073709551603' }, 'failed', 'failure'],
    ['KPROBE_ACTION_OVERRIDE', { int_arg: -1 }, 'prevented', 'failure'],
    ['KPROBE_ACTION_NOTIFYENFORCER', undefined, 'prevented', 'failure'],
    ['KPROBE_ACTION_SIGKILL', undefined, 'killed', 'unknown'],
    ['KPROBE_ACTION_SIGNAL', undefined, 'killed', 'unknown'],
  ])('%s answering %j is %s', (action, answer, outcome, ecs) => {
    const { fields } = kprobe({ action, return: answer });
    expect([fields['exhibit.outcome'], fields['event.outcome']]).toEqual([outcome, ecs]);
    expect(fields['event.kind']).toBe(outcome === 'prevented' || outcome === 'killed' ? 'alert' : 'event');
  });

  test('a negative answer of a function of unknown meaning is no failure', () => {
    expect(kprobe({ function_name: 'free_module', return: { int_arg: -1 } }).fields['exhibit.outcome']).toBe(
      'detected',
    );
  });

  test('an action on return counts too', () => {
    expect(kprobe({ return_action: 'KPROBE_ACTION_SIGKILL' }).fields).toMatchObject({
      'exhibit.outcome': 'killed',
      'exhibit.outcome.original': 'KPROBE_ACTION_SIGKILL',
    });
  });

  test('the end of a process: status, or the signal that ended it', () => {
    const exit = (body: object) => onlyEvent(parse({ process_exit: { process, parent, ...body }, ...stamp }));
    expect(exit({}).fields['process.exit_code']).toBe(0);
    expect(exit({ status: 127 }).fields).toMatchObject({ 'process.exit_code': 127, 'event.type': 'end' });
    expect(exit({ signal: 'SIGKILL' }).fields['exhibit.outcome.original']).toBe('signal SIGKILL');
    expect(exit({ signal: 'SIGKILL' }).message).toContain('ended by signal SIGKILL');
  });
});

describe('what is acted upon', () => {
  test.each([
    [{ file_arg: { path: '/etc/shadow' } }, { 'file.path': '/etc/shadow' }],
    [{ path_arg: { path: '/proc/1/root' } }, { 'file.path': '/proc/1/root' }],
    [{ linux_binprm_arg: { path: '/bin/busybox' } }, { 'file.path': '/bin/busybox' }],
    [{ string_arg: '/var/run/docker.sock' }, { 'file.path': '/var/run/docker.sock' }],
    [
      {
        sock_arg: {
          family: 'AF_INET',
          protocol: 'IPPROTO_TCP',
          saddr: '10.0.0.1',
          daddr: '1.2.3.4',
          sport: 4000,
          dport: 443,
        },
      },
      {
        'source.ip': '10.0.0.1',
        'source.port': 4000,
        'destination.ip': '1.2.3.4',
        'destination.port': 443,
        'network.transport': 'tcp',
      },
    ],
    [
      { sockaddr_arg: { family: 'AF_INET', addr: '1.2.3.4', port: 53 } },
      { 'destination.ip': '1.2.3.4', 'destination.port': 53 },
    ],
  ])('%j', (argument, fields) => {
    expect(kprobe({ args: [{ int_arg: 3 }, argument] }).fields).toMatchObject(fields);
  });

  test('bytes are never printed; other arguments stand in the sentence', () => {
    const args = [{ bytes_arg: 'ZGFlbW9u' }, { size_arg: '627' }, { module_arg: { name: 'rootkit' } }];
    expect(kprobe({ args }).message).toBe(
      '/usr/bin/cat /etc/passwd (pid 4242) called __x64_sys_openat (bytes, 627, rootkit), in shop/web-1. [files]',
    );
  });

  test('a connection with its names', () => {
    const event = onlyEvent(
      parse({
        process_connect: {
          process,
          source_ip: '10.0.0.5',
          source_port: 49168,
          destination_ip: '64.225.45.153',
          destination_port: 443,
          destination_names: ['evil.example.'],
          protocol: 'TCP',
        },
        ...stamp,
      }),
    );
    expect(event.fields).toMatchObject({
      'source.ip': '10.0.0.5',
      'destination.ip': '64.225.45.153',
      'destination.port': 443,
      'destination.domain': 'evil.example',
      'network.transport': 'tcp',
      'event.category': 'network',
    });
  });

  test('who listens is the server', () => {
    const event = onlyEvent(
      parse({ process_listen: { process, ip: '0.0.0.0', port: 9080, protocol: 'TCP' }, ...stamp }),
    );
    expect(event.fields).toMatchObject({ 'destination.ip': '0.0.0.0', 'destination.port': 9080 });
  });
});

describe('who and where', () => {
  test('a host process', () => {
    const { fields } = onlyEvent(
      parse({
        process_exec: { process: { ...process, docker: '', pod: undefined } },
        node_name: 'node-1',
        time: stamp.time,
      }),
    );
    expect(fields).toMatchObject({ 'exhibit.layer': 'host', 'exhibit.lane': 'node/node-1' });
    expect(fields).not.toHaveProperty('container.id');
  });

  test('a pod whose name is not known yet has only the cut id', () => {
    const { fields } = onlyEvent(parse({ process_exec: { process: { ...process, pod: undefined } }, ...stamp }));
    expect(fields).toMatchObject({ 'container.id': container.slice(0, 31), 'exhibit.lane': 'container/ffffffffffff' });
  });

  test('a login uid that is set, and what the sensor cut off', () => {
    const { fields } = onlyEvent(
      parse({
        process_exec: { process: { ...process, auid: 1000, flags: 'execve truncArgs truncFilename' } },
        ...stamp,
      }),
    );
    expect(fields['user.audit.id']).toBe(1000);
    expect(fields['exhibit.cut']).toEqual(['process arguments', 'path of the program']);
  });

  test('rule, tags and ATT&CK are what the policy states', () => {
    const { fields } = kprobe({ message: 'Sensitive file', tags: ['observability.filesystem', 'attack.t1552.001'] });
    expect(fields).toMatchObject({
      'rule.name': 'files',
      'event.reason': 'Sensitive file',
      'threat.technique.id': 'T1552.001',
    });
  });
});

describe('time', () => {
  test('the start of the process stands in for a missing time', () => {
    expect(onlyEvent(parse({ process_exec: { process } })).time?.text).toBe(process.start_time);
  });

  test('an unreadable time is said', () => {
    const parsed = parse({ process_exec: { process }, ...stamp, time: 'yesterday' });
    expect(onlyEvent(parsed).time?.text).toBe(process.start_time);
    expect(parsed).toMatchObject({ problems: [{ code: 'bad-time' }] });
  });
});

test('dropped and throttled events prove a hole', () => {
  const dropped = parse({ rate_limit_info: { number_of_dropped_process_events: '12' }, ...stamp });
  expect(dropped).toMatchObject({ problems: [{ code: 'dropped-events' }] });
  expect(onlyEvent(dropped).fields['exhibit.count']).toBe(12);
  const throttle = (type: string) => parse({ process_throttle: { type, cgroup: 'session-429.scope' }, ...stamp });
  expect(throttle('THROTTLE_START')).toMatchObject({ problems: [{ code: 'dropped-events' }] });
  expect(throttle('THROTTLE_STOP')).not.toHaveProperty('problems');
});

test('other objects are refused', () => {
  for (const value of [
    { process_exec: {} },
    { process_exec: { process }, process_exit: { process } },
    { time: stamp.time },
    'text',
  ])
    expect(parse(value as object)).toMatchObject({ kind: 'rejected', code: 'wrong-shape' });
});

test('any JSON in any place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (one, two, three) => {
      const parsed = parse({
        process_kprobe: { process: one, parent: two, args: [three], return: one, tags: two },
        ...stamp,
      });
      expect(parsed.kind).toBe('events');
      parse({ process_kprobe: one, time: two, node_name: three });
    }),
  );
});
