import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { podmanDiff } from '../../../../parsers/formats/podman-diff/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = podmanDiff.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

test('every path of the lists is an event without a time', () => {
  const found = events({ changed: ['/etc'], added: ['/tmp/.x', '/tmp/.x/a'], deleted: ['/etc/motd'] });
  expect(found.map(({ time, fields }) => [time, fields['event.action'], fields['file.path']])).toEqual([
    [null, 'file changed', '/etc'],
    [null, 'file added', '/tmp/.x'],
    [null, 'file added', '/tmp/.x/a'],
    [null, 'file deleted', '/etc/motd'],
  ]);
});

test.each([{}, { added: ['relative'] }, { added: ['/a'], other: [] }, { added: '/a' }])('%j is no diff', (value) => {
  expect(podmanDiff.parse(recordInput(value)).kind).toBe('rejected');
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(podmanDiff.parse(recordInput(value)).kind);
    }),
  );
});
