import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTime } from '../../../../parsers/time/parse.js';
import { protobufTimestampText } from '../../../../parsers/time/protobuf-timestamp.js';

test.each([
  [{ seconds: '1732454400', nanos: 123456789 }, '1732454400.123456789'],
  [{ seconds: 1624544066, nanos: 5 }, '1624544066.000000005'],
  [{ seconds: 1624544066 }, '1624544066'],
  [{ seconds: '1624544066', nanos: 1_000_000_000 }, '1624544066'],
  [{ seconds: -1, nanos: 5 }, null],
  [{ nanos: 5 }, null],
  ['2024-01-02T03:04:05Z', null],
  [null, null],
])('%j', (value, text) => {
  expect(protobufTimestampText(value)).toBe(text);
});

test('every nanosecond survives', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4_000_000_000 }),
      fc.integer({ min: 0, max: 999_999_999 }),
      (seconds, nanos) => {
        const text = protobufTimestampText({ seconds: String(seconds), nanos });
        expect(parseTime(text)).toMatchObject({
          instant: BigInt(seconds) * 1_000_000_000n + BigInt(nanos),
          resolution: 'ns',
        });
      },
    ),
  );
});
