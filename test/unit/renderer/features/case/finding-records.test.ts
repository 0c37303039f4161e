import { expect, test } from 'vitest';
import type { Annotation } from '../../../../../parsers/model/case.js';
import type { EventId } from '../../../../../parsers/model/ids.js';
import {
  findingCandidates,
  newFinding,
  standOf,
  withStand,
} from '../../../../../renderer/features/case/finding-records.js';

const [a, b, c] = ['a', 'b', 'c'] as EventId[] as [EventId, EventId, EventId];

test('a record stands for or against, never both', () => {
  const cited = withStand(withStand(newFinding(), a, 'for'), a, 'against');
  expect([cited.recordsFor, cited.recordsAgainst]).toEqual([[], [a]]);
  expect(standOf(cited, a)).toBe('against');
  expect(withStand(cited, a, 'none').recordsAgainst).toEqual([]);
});

test('candidates are each named once, the cited ones first', () => {
  const state = {
    steps: [{ id: 's', event: b, title: '' }],
    annotations: new Map<EventId, Annotation>([[b, {} as Annotation]]),
  };
  expect(findingCandidates(state, withStand(newFinding(), c, 'for'), a)).toEqual([c, b, a]);
});
