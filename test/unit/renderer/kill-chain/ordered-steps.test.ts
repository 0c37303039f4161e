import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderUndecided } from '../../../../parsers/model/order.js';
import { orderedSteps, orderNote, STATED_LANE } from '../../../../renderer/kill-chain/ordered-steps.js';
import { chainOf, chains, detailOf, eventAt, statedEvent, type Chain } from './chain-builders.js';

function order({ state, details }: Chain) {
  return orderedSteps(state, new Map(details.map((detail) => [detail.id, detail])));
}

test('by time, then exhibit in order of receipt, then offset; without time last, without record after those', () => {
  const steps = order(
    chainOf(
      [
        detailOf(eventAt(0, 5), 2000),
        detailOf(eventAt(0, 9), 1000),
        detailOf(eventAt(0, 1), null),
        detailOf(eventAt(1, 7), 1000),
        detailOf(eventAt(0, 2), 1000),
      ],
      [],
      [],
      [eventAt(1, 1)],
    ),
  );
  expect(steps.map(({ step }) => ('event' in step ? step.event : step.stated))).toEqual([
    eventAt(1, 7),
    eventAt(0, 2),
    eventAt(0, 9),
    eventAt(0, 5),
    eventAt(0, 1),
    eventAt(1, 1),
  ]);
  expect(steps.map(({ mark }) => mark)).toEqual(['S1', 'S2', 'S3', 'S4', 'S5', 'S6']);
  expect(steps[5]?.row).toBeNull();
});

test('overlapping intervals leave the order undecided, with steps that stand further off too', () => {
  const steps = order(
    chainOf([
      detailOf(eventAt(0, 1), 1000, 's'),
      detailOf(eventAt(0, 2), 1100, 'ms'),
      detailOf(eventAt(0, 3), 1500, 'ms'),
      detailOf(eventAt(0, 4), 2000, 's'),
      detailOf(eventAt(0, 5), null),
    ]),
  );
  expect(steps.map(({ undecidedWith }) => undecidedWith)).toEqual([['S2', 'S3'], ['S1'], ['S1'], [], []]);
  expect(steps.map(orderNote)).toEqual([
    'order undecided with S2, S3',
    'order undecided with S1',
    'order undecided with S1',
    null,
    'no place on the time line, order not known',
  ]);
});

test('stated events stand among the records at their time, after those of the same instant, on a lane of their own', () => {
  const steps = order(
    chainOf(
      [
        detailOf(eventAt(0, 2), Date.parse('2026-03-01T10:00:00Z')),
        detailOf(eventAt(0, 4), Date.parse('2026-03-01T10:05:00Z')),
      ],
      [statedEvent('x', '2026-03-01 10:00:00'), statedEvent('y', 'some time'), statedEvent('z', '2026-03-01 10:04:59')],
    ),
  );
  expect(steps.map(({ stated, lane }) => [stated?.id ?? null, lane])).toEqual([
    [null, 'k8s/prod/shop/web'],
    ['x', STATED_LANE],
    ['z', STATED_LANE],
    [null, 'k8s/prod/shop/web'],
    ['y', STATED_LANE],
  ]);
  expect(steps[0]?.undecidedWith).toEqual(['S2']);
  expect(steps.every(({ row, stated }) => (row === null) === (stated !== null))).toBe(true);
});

describe('over random chains', () => {
  test('the order does not depend on when steps were added', () => {
    const shuffled = chains.chain((chain) =>
      fc
        .shuffledSubarray([...chain.state.steps], { minLength: chain.state.steps.length })
        .map((steps) => [chain, { ...chain, state: { ...chain.state, steps } }] as const),
    );
    fc.assert(
      fc.property(shuffled, ([chain, other]) => {
        const ids = (some: Chain) => order(some).map(({ step, undecidedWith }) => [step.id, undecidedWith]);
        expect(ids(other)).toEqual(ids(chain));
      }),
    );
  });

  test('times never fall, and steps are undecided exactly where their intervals overlap', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const steps = order(chain);
        for (const [index, one] of steps.entries()) {
          const before = steps[index - 1];
          if (before?.claim != null && one.claim !== null)
            expect(before.claim.time.ms).toBeLessThanOrEqual(one.claim.time.ms);
          if (before !== undefined && before.claim === null) expect(one.claim).toBeNull();
          const overlapping = steps.filter(
            (other) =>
              other !== one && other.claim !== null && one.claim !== null && orderUndecided(other.claim, one.claim),
          );
          expect(one.undecidedWith).toEqual(overlapping.map(({ mark }) => mark));
        }
      }),
    );
  });
});
