import { expect, test } from 'vitest';
import { foldJournal } from '../../../../parsers/model/fold.js';
import { eventId } from '../../../../parsers/model/ids.js';
import type { EventChange } from '../../../../renderer/query/event-changes.js';
import { rebuildChanges } from '../../../../renderer/session/rebuild-changes.js';
import { linesOf } from '../../../support/ledger-builders.js';

const SHA = 'ab'.repeat(32);
const at = (offset: number, exhibit = SHA) => eventId({ exhibit, member: 'a.log', offset, path: '', index: 0 });
const change = (offset: number): EventChange => ({ member: 'a.log', offset, what: 'user.name root -> toor' });
const annotation = (offset: number, exhibit = SHA) =>
  ({
    type: 'annotated',
    annotation: {
      event: at(offset, exhibit),
      note: '',
      kind: 'fact',
      confidence: 'high',
      tactic: null,
      technique: null,
      alternatives: '',
      tags: [],
      forReport: true,
    },
  }) as const;

test('nothing changed is nothing said', () => {
  expect(rebuildChanges(foldJournal(linesOf([])), SHA, [])).toEqual({ listed: [], summary: [] });
});

test('every event is listed, and what rests on it is counted', () => {
  const state = foldJournal(
    linesOf([
      annotation(0),
      annotation(9),
      annotation(0, 'cd'.repeat(32)),
      { type: 'step-added', step: { id: 's', event: at(7), title: 'Step' } },
    ]),
  );
  const { listed, summary } = rebuildChanges(state, SHA, [change(0), change(7), change(8)]);
  expect(summary).toEqual([
    '3 events changed, listed in the journal',
    'of them 1 annotated, 1 steps of the kill chain: look at them again',
  ]);
  expect(listed).toEqual([
    ...summary,
    'a.log at byte 0: user.name root -> toor',
    'a.log at byte 7: user.name root -> toor',
    'a.log at byte 8: user.name root -> toor',
  ]);
});

test('beyond ten thousand they are counted', () => {
  const many = Array.from({ length: 10_002 }, (_, offset) => change(offset));
  const { listed } = rebuildChanges(foldJournal(linesOf([])), SHA, many);
  expect(listed).toHaveLength(10_002);
  expect(listed[0]).toBe('10002 events changed, listed in the journal');
  expect(listed.at(-1)).toBe('and 2 more events');
});
