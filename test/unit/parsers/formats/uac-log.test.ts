import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { uacLog } from '../../../../parsers/formats/uac-log/index.js';
import { recordInput } from '../../../support/record-input.js';

const read = (value: unknown) => uacLog.parse(recordInput(value));
function events(value: unknown) {
  const result = read(value);
  return result.kind === 'events' ? result.events : [];
}

test('a line of uac.log has its time with its offset', () => {
  const [event] = events('2026-11-23 03:01:12 +0100 INF Hostname: shop-node-1');
  expect([event?.time?.text, event?.time?.zone, event?.message]).toEqual([
    '2026-11-23 03:01:12 +0100',
    'record',
    'Hostname: shop-node-1',
  ]);
});

test('the record beside the archive names host, start and end', () => {
  expect(events('Hostname: shop-node-1')[0]?.fields['host.name']).toBe('shop-node-1');
  expect(events('Acquisition Finished: Mon Nov 3 03:03:29 2026 -0500')[0]?.time?.instant).toBe(
    1_793_693_009_000_000_000n,
  );
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(read(value).kind);
    }),
  );
});
