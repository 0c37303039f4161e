import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerInspect } from '../../../../parsers/formats/docker-inspect/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = dockerInspect.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

const ID = '4cc3c8ab05e02f13fe1d86cdcac1f8cb4fc5e63fb17802d41c308c6f60bc1c26';
const container = (more: object = {}) => ({
  Id: ID,
  Created: '2026-11-23T02:53:46.395251257Z',
  Path: '/bin/sh',
  Args: ['-c', 'id'],
  State: {
    Pid: 4242,
    ExitCode: 137,
    OOMKilled: true,
    Error: '',
    StartedAt: '2026-11-23T02:53:46.6Z',
    FinishedAt: '2026-11-23T02:53:50.8Z',
  },
  Image: 'sha256:37a1',
  Name: '/shop',
  HostConfig: {
    NetworkMode: 'host',
    PidMode: 'host',
    IpcMode: 'private',
    Privileged: true,
    CapAdd: ['SYS_ADMIN'],
    Binds: ['/:/host:rw', 'data:/data'],
    Runtime: 'runc',
  },
  Mounts: [
    { Type: 'bind', Source: '/var/run/docker.sock' },
    { Type: 'volume', Name: 'data', Source: '/var/lib/docker/volumes/data/_data' },
  ],
  Config: { Image: 'r/shop@sha256:abcd', Env: ['TOKEN=secret'], Labels: null, User: '0', WorkingDir: '/app' },
  NetworkSettings: { IPAddress: '', Networks: { bridge: { IPAddress: '172.17.0.2', GlobalIPv6Address: 'fd00::2' } } },
  ...more,
});

test('a container has its life, what it was and what of the host it was given', () => {
  const found = events(container());
  expect(found.map(({ time, fields, message }) => [time?.text, fields['event.action'], message])).toEqual([
    ['2026-11-23T02:53:46.395251257Z', 'container created', 'Container shop was created'],
    ['2026-11-23T02:53:46.6Z', 'container started', 'Container shop was started, the last time'],
    ['2026-11-23T02:53:50.8Z', 'container terminated', 'Container shop ended (exit code 137, out of memory)'],
  ]);
  expect(found[2]?.fields).toEqual({
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': 'container/4cc3c8ab05e0',
    'exhibit.container.ip': ['172.17.0.2', 'fd00::2'],
    'exhibit.k8s.privileged': 'true',
    'exhibit.k8s.host_path': ['/', '/var/run/docker.sock'],
    'exhibit.k8s.host_namespaces': ['network', 'pid'],
    'exhibit.k8s.capabilities': 'SYS_ADMIN',
    'event.kind': 'state',
    'event.category': 'process',
    'event.type': 'end',
    'event.action': 'container terminated',
    'event.outcome': 'failure',
    'event.reason': 'out of memory',
    'container.id': ID,
    'container.name': 'shop',
    'container.image.name': 'r/shop',
    'container.image.hash.all': 'sha256:abcd',
    'container.image.id': 'sha256:37a1',
    'container.runtime': 'runc',
    'process.executable': '/bin/sh',
    'process.args': ['/bin/sh', '-c', 'id'],
    'process.working_directory': '/app',
    'process.pid': 4242,
    'process.exit_code': 137,
    'user.name': '0',
  });
});

test('secrets of the environment are in no field', () => {
  expect(JSON.stringify(events(container()).map(({ fields, message }) => [fields, message]))).not.toContain('secret');
});

test('what never happened gives no event, and a container that states no time is undated', () => {
  const never = '0001-01-01T00:00:00Z';
  const running = events(container({ State: { StartedAt: '2026-11-23T02:53:46.6Z', FinishedAt: never, ExitCode: 0 } }));
  expect(running.map(({ fields }) => fields['event.action'])).toEqual(['container created', 'container started']);
  const none = events(container({ Created: never, State: { StartedAt: never, FinishedAt: never } }));
  expect(none.map(({ time, fields }) => [time, fields['event.action']])).toEqual([[null, 'container listed']]);
});

test('a time that is none is a complaint, and the other moments stay', () => {
  const result = dockerInspect.parse(recordInput(container({ Created: 'yesterday' })));
  expect(result).toMatchObject({ kind: 'events', problems: [{ code: 'bad-time' }] });
  expect(result.kind === 'events' && result.events).toHaveLength(2);
});

test('a container of Podman is another format', () => {
  expect(dockerInspect.parse(recordInput(container({ OCIRuntime: 'crun' })))).toMatchObject({ code: 'wrong-shape' });
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(dockerInspect.parse(recordInput(value)).kind);
    }),
  );
});
