import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkpointDeletedFiles } from '../../../../parsers/formats/checkpoint-deleted-files/index.js';
import { recordInput } from '../../../support/record-input.js';

const read = (value: unknown) => checkpointDeletedFiles.parse(recordInput(value));
function events(value: unknown) {
  const result = read(value);
  return result.kind === 'events' ? result.events : [];
}

test('a path is undated', () => {
  expect(events('/etc/motd').map(({ time, fields }) => [time, fields['file.path']])).toEqual([[null, '/etc/motd']]);
});

test('what is no absolute path is rejected', () => {
  expect(read('etc/motd').kind).toBe('rejected');
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(read(value).kind);
    }),
  );
});
