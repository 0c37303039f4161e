import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { velociraptorResult } from '../../../../parsers/formats/velociraptor-result/index.js';
import { recordInput } from '../../../support/record-input.js';

const read = (value: unknown) => velociraptorResult.parse(recordInput(value));
function events(value: unknown) {
  const result = read(value);
  return result.kind === 'events' ? result.events : [];
}

test('the first column with a time dates the row, _ts never does', () => {
  const [event] = events({
    Mtime: '2022-02-12T18:50:11.0557956Z',
    Timestamp: null,
    Ctime: '2022-02-12T18:50:12Z',
    _ts: 1_644_000_000,
  });
  expect([event?.time?.text, event?.fields['exhibit.moment'], event?.otherTimes?.map(({ kind }) => kind)]).toEqual([
    '2022-02-12T18:50:11.0557956Z',
    'Mtime',
    ['happened', 'logged'],
  ]);
  expect(events({ _ts: 1_644_000_000 })[0]?.time).toBeNull();
});

test('a small number is no time', () => {
  expect(events({ Time: 12 })[0]?.time).toBeNull();
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(read(value).kind);
    }),
  );
});
