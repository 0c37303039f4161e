import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerHostconfig } from '../../../../parsers/formats/docker-hostconfig/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = dockerHostconfig.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

const ID = '4cc3c8ab05e02f13fe1d86cdcac1f8cb4fc5e63fb17802d41c308c6f60bc1c26';
const config = {
  NetworkMode: 'host',
  RestartPolicy: { Name: 'always' },
  LogConfig: { Type: 'json-file' },
  UsernsMode: 'host',
  Binds: ['/:/host'],
  Mounts: [{ Type: 'bind', Source: '/var/run/docker.sock' }],
  Devices: [{ PathOnHost: '/dev/mem' }],
  CapAdd: ['SYS_PTRACE', 'SYS_ADMIN'],
  Privileged: false,
  Runtime: 'runc',
};

test('what of the host the container got stands undated with the container of the folder', () => {
  expect(events(config, `docker/containers/${ID}/hostconfig.json`)).toEqual([
    {
      time: null,
      message:
        'Host configuration of container 4cc3c8ab05e0: network host, log driver json-file, host paths / /var/run/docker.sock /dev/mem, host namespaces network user, capabilities SYS_PTRACE SYS_ADMIN',
      fields: {
        'exhibit.layer': 'container',
        'exhibit.outcome': 'unknown',
        'exhibit.lane': 'container/4cc3c8ab05e0',
        'exhibit.k8s.host_path': ['/', '/var/run/docker.sock', '/dev/mem'],
        'exhibit.k8s.host_namespaces': ['network', 'user'],
        'exhibit.k8s.capabilities': ['SYS_PTRACE', 'SYS_ADMIN'],
        'event.kind': 'state',
        'event.category': 'configuration',
        'event.type': 'info',
        'event.action': 'host configuration',
        'container.id': ID,
        'container.runtime': 'runc',
      },
    },
  ]);
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(dockerHostconfig.parse(recordInput(value)).kind);
    }),
  );
});
