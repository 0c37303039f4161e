import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerContainerConfig } from '../../../../parsers/formats/docker-container-config/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = dockerContainerConfig.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

const ID = 'e7d0b7ea5ccf08366e2b0c8afa2318674e8aefe802315378125d2bb83fe3110c';
const config = {
  ID,
  Created: '2016-01-07T16:49:08.507979539Z',
  Path: '/bin/bash',
  Args: [],
  State: { StartedAt: '2016-01-07T16:49:08.67487377Z', FinishedAt: '0001-01-01T00:00:00Z', Pid: 143_648 },
  Config: { Image: '577149231a20', Labels: {} },
  Image: '577149231a2084bf93bd3b39cf13f7b9c29627571632e3d385b31b363fb469f3',
  Driver: 'aufs',
  Name: '/desperate_galileo',
  MountPoints: {
    '/data': { Name: '', Driver: '', Source: '/data' },
    '/cache': { Name: 'cache', Driver: 'local', Source: '/var/lib/docker/volumes/cache/_data' },
    '/new': { Type: 'bind', Source: '/etc' },
  },
};

test('the file of the daemon has the life of the container, host folders apart from volumes', () => {
  const found = events(config);
  expect(found.map(({ time, fields }) => [time?.text, fields['event.action']])).toEqual([
    ['2016-01-07T16:49:08.507979539Z', 'container created'],
    ['2016-01-07T16:49:08.67487377Z', 'container started'],
  ]);
  expect(found[0]?.fields).toMatchObject({
    'container.id': ID,
    'container.name': 'desperate_galileo',
    'container.image.name': '577149231a20',
    'container.image.id': 'sha256:577149231a2084bf93bd3b39cf13f7b9c29627571632e3d385b31b363fb469f3',
    'exhibit.k8s.host_path': ['/data', '/etc'],
    'process.pid': 143_648,
  });
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(dockerContainerConfig.parse(recordInput(value)).kind);
    }),
  );
});
