import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { podmanInspect } from '../../../../parsers/formats/podman-inspect/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = podmanInspect.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

const container = {
  Id: '08a65ad5b7151d30294b43fc2e5b7af8014cd0a2579d5b3476d4b3c3946c6d1a',
  Created: '2026-11-23T03:55:14.238648503+01:00',
  Path: 'sh',
  Args: [],
  State: {
    StartedAt: '2026-11-23T02:55:14.3Z',
    FinishedAt: '0001-01-01T00:00:00Z',
    CheckpointedAt: '2026-11-23T02:55:18.2Z',
    RestoredAt: '2026-11-23T02:56:00Z',
  },
  Image: '6059e029604e8169d8b50834441aa7e71ccf80632b55a69e59623600ca33d740',
  ImageDigest: 'sha256:355a',
  ImageName: 'r/shop:1.4',
  OCIRuntime: 'crun',
  EffectiveCaps: ['CAP_CHOWN', 'CAP_KILL'],
  Name: 'shop',
  Config: { Annotations: { 'io.kubernetes.pod.name': 'web-1' }, Labels: { 'io.kubernetes.pod.namespace': 'prod' } },
  HostConfig: { PidMode: 'private', NetworkMode: 'none' },
};

test('a container has its life, checkpoint and restoration with it', () => {
  const found = events(container);
  expect(found.map(({ time, fields }) => [time?.instant, fields['event.action']])).toEqual([
    [1_795_402_514_238_648_503n, 'container created'],
    [1_795_402_514_300_000_000n, 'container started'],
    [1_795_402_518_200_000_000n, 'container checkpointed'],
    [1_795_402_560_000_000_000n, 'container restored'],
  ]);
  expect(found[0]?.fields).toMatchObject({
    'exhibit.lane': 'k8s/-/prod/web-1',
    'container.image.name': 'r/shop',
    'container.image.hash.all': 'sha256:355a',
    'container.image.id': 'sha256:6059e029604e8169d8b50834441aa7e71ccf80632b55a69e59623600ca33d740',
    'container.runtime': 'crun',
    'process.thread.capabilities.effective': ['CAP_CHOWN', 'CAP_KILL'],
  });
  expect(found[0]?.fields['exhibit.k8s.host_namespaces']).toBeUndefined();
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(podmanInspect.parse(recordInput(value)).kind);
    }),
  );
});
