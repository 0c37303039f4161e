import { describe, expect, test } from 'vitest';
import { keyItems, MAX_IN_VIEW, rangeOfVis, visTime } from '../../../../../renderer/features/timeline/key-items.js';
import { markedIds, marksOf } from '../../../../../renderer/features/timeline/marks.js';
import type { Annotation, CaseState } from '../../../../../parsers/model/case.js';
import { eventId, type EventId } from '../../../../../parsers/model/ids.js';
import type { EventRow } from '../../../../../renderer/query/spec.js';

const event = (offset: number): EventId => eventId({ exhibit: 'a', member: '', offset, path: '', index: 0 });

function row(offset: number, ms: number | null): EventRow {
  return {
    id: event(offset),
    time: ms === null ? null : { ms, ns: 0 },
    resolution: 'ns',
    zone: 'record',
    adjusted: false,
    uncertaintyNs: '0',
    message: `message ${offset}`,
    fields: {},
  };
}

function annotation(offset: number, note: string): [EventId, Annotation] {
  const rest = {
    kind: 'fact',
    technique: null,
    tactic: null,
    confidence: 'low',
    alternatives: '',
    tags: [],
    forReport: false,
  } as const;
  return [event(offset), { event: event(offset), note, ...rest }];
}

const state: Pick<CaseState, 'annotations' | 'steps' | 'links' | 'receipts' | 'manualEvents'> = {
  receipts: [],
  manualEvents: [
    { id: 'm', time: '1970-01-01 00:00', zone: 'UTC', text: 'The pager rang', source: 'log', author: 'R' },
  ],
  annotations: new Map([annotation(1, 'noted'), annotation(2, ''), annotation(3, 'both')]),
  steps: [
    { id: 's2', event: event(3), title: 'later' },
    { id: 's1', event: event(4), title: 'earlier' },
    { id: 's3', event: event(5), title: 'undated' },
  ],
  links: [
    { id: 'l1', from: 's1', to: 's2', reason: '', records: [event(4)] },
    { id: 'l2', from: 's2', to: 's3', reason: '', records: [event(4)] },
  ],
};

describe('marksOf', () => {
  const rows = [row(1, 10), row(2, 5), row(3, 30), row(4, 20), row(5, null), row(6, 40)];
  const marks = marksOf(state, rows, event(6));

  test('numbers steps in the order of time, in the words of the examiner', () => {
    expect(marks.placed.map(({ step, text }) => [step, text])).toEqual([
      [null, 'The pager rang'],
      [null, 'message 2'],
      [null, 'noted'],
      ['S1', 'earlier'],
      ['S2', 'later'],
    ]);
    expect(marks.unplaced).toBe(1);
  });

  test('says where the order is undecided, of annotated and stated events too', () => {
    // The pager rang within that minute, and so did everything else happen.
    expect(marks.placed.map(({ orderNote }) => orderNote)).toEqual([
      'order undecided with another key event',
      'order undecided with another key event',
      'order undecided with another key event',
      'order undecided with another key event',
      'order undecided with another key event',
    ]);
    const { placed } = marksOf({ ...state, manualEvents: [] }, rows, null);
    expect(placed.map(({ orderNote }) => orderNote)).toEqual([null, null, null, null]);
  });

  test('keeps links whose ends have a place, and the selected event apart', () => {
    expect(marks.links.map(({ link, from, to }) => [link.id, from.step, to.step])).toEqual([['l1', 'S1', 'S2']]);
    expect(marks.selected?.id).toBe(event(6));
    expect(markedIds(state, event(6))).toHaveLength(6);
  });
});

test('in view are at most 300 items, steps before the rest', () => {
  const placed = Array.from({ length: 1000 }, (_, index) => ({
    id: String(index),
    event: null,
    stated: null,
    lane: '',
    identity: '',
    claim: { time: { ms: index, ns: 0 }, resolution: 'ns' as const, uncertaintyNs: '0' },
    step: index >= 690 ? `S${index}` : null,
    text: '',
    orderNote: null,
  }));
  const { shown, inView } = keyItems(placed, { fromMs: 100, toMs: 699 });
  expect(inView).toBe(600);
  expect(shown).toHaveLength(MAX_IN_VIEW);
  expect(shown.filter(({ step }) => step !== null)).toHaveLength(10);
});

test('vis-timeline is told microseconds, and what it moved to comes back in milliseconds', () => {
  const at = Date.UTC(2024, 0, 1);
  expect(visTime({ ms: at, ns: 123_456 })).toBe(at * 1000 + 123);
  expect(new Date(visTime({ ms: Date.UTC(9999, 0), ns: 0 })).getTime()).not.toBeNaN();
  expect(rangeOfVis(new Date(at * 1000 + 1), new Date(at * 1000 + 501))).toEqual({
    fromMs: at + 0.001,
    toMs: at + 0.501,
  });
  expect(rangeOfVis(new Date(5000), new Date(5000))).toEqual({ fromMs: 5, toMs: 5.001 });
});
