import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackedEvents } from '../../../../parsers/model/case.js';
import { packEvents, readPackedEvents, type EventPlace } from '../../../../parsers/model/packed-events.js';

const places = fc.uniqueArray(fc.record({ offset: fc.nat({ max: 2 ** 45 }), ordinal: fc.nat({ max: 300 }) }), {
  selector: ({ offset, ordinal }) => `${offset}/${ordinal}`,
  maxLength: 60,
});

function eventsOf(packed: PackedEvents): readonly EventPlace[] {
  const events: EventPlace[] = [];
  readPackedEvents(packed, (offset, ordinal) => events.push({ offset, ordinal }));
  return events;
}

test('what is packed comes back in order of place', () => {
  fc.assert(
    fc.property(places, (events) => {
      const [packed] = packEvents([{ exhibit: 'aa', member: 'x', events }]);
      const sorted = events.toSorted((a, b) => a.offset - b.offset || a.ordinal - b.ordinal);
      expect(packed === undefined ? [] : eventsOf(packed)).toEqual(sorted);
    }),
  );
});

test('is as docs/case-format.md says: distances and places, LEB128, Base64 without padding', () => {
  const events = [
    { offset: 0, ordinal: 0 },
    { offset: 300, ordinal: 1 },
  ];
  const bytes = Buffer.from([0, 0, 0xac, 0x02, 1]);
  expect(packEvents([{ exhibit: 'aa', member: '', events }])).toEqual([
    { exhibit: 'aa', member: '', count: 2, packed: bytes.toString('base64').replaceAll('=', '') },
  ]);
});

test('a count that does not agree, or text that breaks off, throws', () => {
  const [packed] = packEvents([{ exhibit: 'aa', member: '', events: [{ offset: 300, ordinal: 1 }] }]);
  expect(() => eventsOf({ ...packed!, count: 2 })).toThrow('1 events are packed where 2 are stated');
  expect(() => eventsOf({ ...packed!, packed: '*' })).toThrow('no Base64');
  expect(() => eventsOf({ ...packed!, packed: 'rA' })).toThrow('end in the middle');
});

test('a hundred thousand records of a log take three characters each', () => {
  const events = Array.from({ length: 100_000 }, (_, at) => ({ offset: at * 700, ordinal: 0 }));
  expect(packEvents([{ exhibit: 'aa', member: '', events }])[0]?.packed.length).toBeLessThan(420_000);
});
