import { expect, test } from 'vitest';
import { searchZones } from '../../../../renderer/ui/zone-choices.js';

const summer = Date.UTC(2026, 6, 1);

test('UTC stands first', () => {
  expect(searchZones('', summer)[0]).toEqual({ id: 'UTC', label: 'UTC', note: 'UTC' });
});

test.each([
  ['berl', 'Europe/Berlin', '+02:00'],
  ['new york', 'America/New_York', '-04:00'],
  ['kolk', 'Asia/Kolkata', '+05:30'],
  ['kyiv', 'Europe/Kyiv', '+03:00'],
])('%s', (text, zone, offset) => {
  expect(searchZones(text, summer)).toContainEqual({ id: zone, label: zone, note: offset });
});

test('nothing for what is no place', () => {
  expect(searchZones('atlantis', summer)).toEqual([]);
});

test('an offset stands for itself', () => {
  expect(searchZones('+05:30', summer)).toEqual([{ id: '+05:30', label: '+05:30', note: 'fixed offset' }]);
  expect(searchZones('+25:00', summer)).toEqual([]);
});
