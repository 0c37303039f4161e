import { expect, test } from 'vitest';
import { bytesText, countedText, durationText } from '../../../../renderer/ui/quantities.js';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [12_345_678, '12.3 MB'],
  [999_499, '999 kB'],
  [999_500, '1.00 MB'],
  [5e12, '5.00 TB'],
  [5e16, '50000 TB'],
])('%i bytes', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test.each([
  [0, '0 s'],
  [4.2, '5 s'],
  [59.5, '1 min'],
  [130, '2 min 10 s'],
  [3600, '1 h 0 min'],
  [3900, '1 h 5 min'],
  [86_400, '24 h 0 min'],
  [259_200, '3 d 0 h'],
  [579_795_660, '6,710 d 14 h'],
])('%f seconds', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test('one and many', () => {
  expect([countedText(1, 'event'), countedText(0, 'event'), countedText(12_000, 'event')]).toEqual([
    '1 event',
    '0 events',
    '12,000 events',
  ]);
});
