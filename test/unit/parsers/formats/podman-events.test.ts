import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { podmanEvents } from '../../../../parsers/formats/podman-events/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = podmanEvents.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

const ID = '08a65ad5b7151d30294b43fc2e5b7af8014cd0a2579d5b3476d4b3c3946c6d1a';
const event = {
  ID,
  Image: 'r/shop:1.4',
  Name: 'shop',
  Status: 'died',
  Time: '2026-11-23T02:55:18.316722145Z',
  Type: 'container',
};

test('the end of a container has its exit code', () => {
  const [died] = events({ ...event, ContainerExitCode: 137, Attributes: { 'io.kubernetes.pod.namespace': 'prod' } });
  expect(died?.time).toMatchObject({ instant: 1_795_402_518_316_722_145n, zone: 'record' });
  expect(died?.message).toBe('container shop: died (exit code 137)');
  expect(died?.fields).toMatchObject({
    'event.action': 'died',
    'event.type': 'end',
    'event.outcome': 'failure',
    'event.provider': 'podman',
    'process.exit_code': 137,
    'container.id': ID,
    'container.image.name': 'r/shop',
    'orchestrator.namespace': 'prod',
    'exhibit.lane': 'container/08a65ad5b715',
  });
});

test('a code that is written for every event means nothing at the start', () => {
  expect(
    events({ ...event, Status: 'start', ContainerExitCode: 0, Attributes: null })[0]?.fields['process.exit_code'],
  ).toBeUndefined();
});

test('Podman 5 writes the time as numbers', () => {
  const { Time: _, ...rest } = event;
  expect(events({ ...rest, time: 1_795_402_518, timeNano: '1795402518316722145' })[0]?.time?.instant).toBe(
    1_795_402_518_316_722_145n,
  );
});

test('an image event has its image', () => {
  const [built] = events({ Name: ID, Status: 'build', Time: event.Time, Type: 'image', Attributes: null });
  expect(built?.fields).toMatchObject({ 'exhibit.lane': `image/${ID}`, 'event.action': 'build' });
  expect(built?.fields['container.id']).toBeUndefined();
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(podmanEvents.parse(recordInput(value)).kind);
    }),
  );
});
