import { expect, test } from 'vitest';
import { statedTime } from '../../../../parsers/time/stated-time.js';

const at = (text: string): number => Date.parse(text);

test.each([
  ['2026-03-01 14:05', 'Europe/Berlin', '2026-03-01T13:05:00Z', 'min', '0'],
  [' 2026-07-01 14:05:09 ', 'Europe/Berlin', '2026-07-01T12:05:09Z', 's', '0'],
  ['2026-03-01', 'UTC', '2026-03-01T00:00:00Z', 'day', '0'],
  // The text's own zone overrules the one beside it.
  ['2026-03-01T14:05:00+05:30', 'Europe/Berlin', '2026-03-01T08:35:00Z', 's', '0'],
  // Clocks put back showed 02:30 twice: the earlier one, and an hour is left open.
  ['2026-10-25 02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z', 'min', '3600000000000'],
])('%s in %s', (time, zone, instant, resolution, uncertaintyNs) => {
  expect(statedTime({ time, zone })).toEqual({ time: { ms: at(instant), ns: 0 }, resolution, uncertaintyNs });
});

test.each(['about two in the afternoon', '', '14:05', '1405', '2026-02-30 10:00'])(
  'what is no date has no place: %j',
  (time) => {
    expect(statedTime({ time, zone: 'UTC' })).toBeNull();
  },
);

test('nor has a time in a zone that does not exist', () => {
  expect(statedTime({ time: '2026-03-01 14:05', zone: 'Mars/Olympus' })).toBeNull();
});
