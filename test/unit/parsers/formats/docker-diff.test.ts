import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerDiff } from '../../../../parsers/formats/docker-diff/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = dockerDiff.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

test('a path was added, changed or deleted, and nothing says when', () => {
  expect(events('D /etc/motd with a blank')).toEqual([
    {
      time: null,
      message: "/etc/motd with a blank was deleted in the container's layer; nothing says when",
      fields: {
        'exhibit.layer': 'container',
        'exhibit.outcome': 'unknown',
        'event.kind': 'state',
        'event.category': 'file',
        'event.type': 'deletion',
        'event.action': 'file deleted',
        'file.path': '/etc/motd with a blank',
      },
    },
  ]);
  expect(['A /a', 'C /b'].map((line) => events(line)[0]?.fields['event.type'])).toEqual(['creation', 'change']);
});

test.each(['B /etc', 'A etc', 'a /etc', ''])('%j is rejected', (line) => {
  expect(dockerDiff.parse(recordInput(line)).kind).toBe('rejected');
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(dockerDiff.parse(recordInput(value)).kind);
    }),
  );
});
