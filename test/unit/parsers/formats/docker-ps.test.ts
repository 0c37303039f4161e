import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerPs } from '../../../../parsers/formats/docker-ps/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = dockerPs.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

const line = {
  ID: '7db653645ecf',
  Image: 'r/shop:1.4',
  Command: String.raw`"sh -c \"id\""`,
  CreatedAt: '2026-11-23 03:53:46 +0100 CET',
  Labels: 'a=b,io.kubernetes.pod.name=web-1,io.kubernetes.pod.namespace=prod,broken',
  Names: 'other/alias,shop',
  Status: 'Exited (143) 1 second ago',
};

test('a container has its creation with the offset that docker printed, and its state in its words', () => {
  const [event] = events(line);
  expect(event?.time).toMatchObject({
    instant: 1_795_402_426_000_000_000n,
    zone: 'record',
    text: '2026-11-23 03:53:46 +0100 CET',
  });
  expect(event?.message).toBe('Container shop was created; when listed: Exited (143) 1 second ago');
  expect(event?.fields).toMatchObject({
    'exhibit.lane': 'k8s/-/prod/web-1',
    'exhibit.outcome.original': 'Exited (143) 1 second ago',
    'container.name': 'shop',
    'process.command_line': 'sh -c "id"',
    'process.exit_code': 143,
    'event.action': 'container created',
  });
});

test('a time that is none is a complaint', () => {
  expect(dockerPs.parse(recordInput({ ...line, CreatedAt: 'now' }))).toMatchObject({
    events: [{ time: null }],
    problems: [{ code: 'bad-time' }],
  });
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(dockerPs.parse(recordInput(value)).kind);
    }),
  );
});
