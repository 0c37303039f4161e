import { expect, test } from 'vitest';
import type { CaseState } from '../../../../../parsers/model/case.js';
import { eventId, type EventId } from '../../../../../parsers/model/ids.js';
import type { Resolution } from '../../../../../parsers/model/time.js';
import type { EventRow } from '../../../../../renderer/query/spec.js';
import { orderedSteps } from '../../../../../renderer/features/kill-chain/ordered-steps.js';

const sha = ['a'.repeat(64), 'b'.repeat(64)] as const;
const at = (exhibit: 0 | 1, offset: number): EventId =>
  eventId({ exhibit: sha[exhibit], member: 'm', offset, path: '', index: 0 });

function row(id: EventId, ms: number | null, resolution: Resolution = 'ns', lane = 'web'): EventRow {
  return {
    id,
    time: ms === null ? null : { ms, ns: 0 },
    resolution,
    zone: 'record',
    adjusted: false,
    uncertaintyNs: '0',
    message: '',
    fields: { 'exhibit.lane': lane },
  };
}

function order(rows: readonly EventRow[], missing: readonly EventId[] = []) {
  const events = [...rows.map(({ id }) => id), ...missing];
  // Exhibit b was received before exhibit a: the order of receipt decides, not the hash.
  const receipts = [{ sha256: sha[1] }, { sha256: sha[0] }] as unknown as CaseState['receipts'];
  const steps = events.map((event, index) => ({ id: `step ${index}`, event, title: '' }));
  return orderedSteps({ steps, receipts, annotations: new Map() }, new Map(rows.map((one) => [one.id, one])));
}

test('by time, then exhibit in order of receipt, then offset; without time last, without record at the very place of those', () => {
  const steps = order(
    [row(at(0, 5), 2000), row(at(0, 9), 1000), row(at(0, 1), null), row(at(1, 7), 1000), row(at(0, 2), 1000)],
    [at(1, 1)],
  );
  expect(steps.map(({ step }) => step.event)).toEqual([at(1, 7), at(0, 2), at(0, 9), at(0, 5), at(1, 1), at(0, 1)]);
  expect(steps.map(({ mark }) => mark)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5', 'S6']);
  expect(steps[4]?.row).toBeNull();
});

test('overlapping intervals leave the order undecided', () => {
  const seconds = order([
    row(at(0, 1), 1000, 's'),
    row(at(0, 2), 1500, 'ms'),
    row(at(0, 3), 2000, 's'),
    row(at(0, 4), null),
  ]);
  expect(seconds.map(({ isOrderUndecided }) => isOrderUndecided)).toEqual([false, true, false, false]);
});
