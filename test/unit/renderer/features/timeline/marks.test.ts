import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assignRows,
  keyItems,
  LABEL_ROWS,
  MAX_IN_VIEW,
  rangeOfVis,
  visRange,
  visScale,
  visTime,
} from '../../../../../renderer/features/timeline/key-items.js';
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

describe('labels', () => {
  const marks = fc.array(fc.record({ place: fc.double({ min: 0, max: 1, noNaN: true }), width: fc.nat(300) }), {
    maxLength: 40,
  });

  test('never lie over one another, and what has no room stands without', () => {
    fc.assert(
      fc.property(marks, (all) => {
        const view = { fromMs: 0, toMs: 1 };
        const placed = all.map(({ place }, index) => ({
          id: String(index),
          event: null,
          stated: null,
          lane: '',
          identity: '',
          claim: { time: { ms: 0, ns: Math.floor(place * 999_999) }, resolution: 'ns' as const, uncertaintyNs: '0' },
          step: null,
          text: '',
          orderNote: null,
        }));
        const items = assignRows(placed, view, 1000, ({ id }) => all[Number(id)]?.width ?? 0);
        expect(items.map(({ mark }) => mark.id)).toEqual(placed.map(({ id }) => id));
        const spans = items.map(({ mark, row }) => {
          const from = (mark.claim.time.ns / 1e6) * 1000;
          return { row, from, to: from + (all[Number(mark.id)]?.width ?? 0) };
        });
        for (const [index, one] of spans.entries())
          for (const other of spans.slice(0, index))
            if (one.row === other.row && one.row < LABEL_ROWS)
              expect(one.to < other.from || other.to < one.from).toBe(true);
      }),
    );
  });
});

describe('vis-timeline', () => {
  const at = Date.UTC(2024, 0, 1);

  test('is told nanoseconds where the bounds allow, else microseconds, and tells ranges back', () => {
    const day = visScale({ fromMs: at - 0.5, toMs: at + 86_400_000 });
    expect(day).toEqual({ baseMs: at - 1, unitNs: 1 });
    expect(visTime(day, { ms: at, ns: 123_456 })).toBe(1_123_456);
    expect(visTime(day, { ms: at, ns: 123_457 }) - visTime(day, { ms: at, ns: 123_456 })).toBe(1);
    expect(visScale({ fromMs: at, toMs: at + 365 * 86_400_000 }).unitNs).toBe(1000);
    const [start, end] = visRange(day, { fromMs: at, toMs: at + 0.5 });
    expect([start, end]).toEqual([1_000_000, 1_500_000]);
    expect(rangeOfVis(day, new Date(start), new Date(end))).toEqual({ fromMs: at, toMs: at + 0.5 });
    expect(rangeOfVis(day, new Date(0), new Date(0))).toEqual({ fromMs: at - 1, toMs: at - 0.999 });
  });

  test('is never told what no Date holds', () => {
    const years = visScale({ fromMs: Date.UTC(1, 0), toMs: Date.UTC(9999, 0) });
    expect(new Date(visTime(years, { ms: Date.UTC(9999, 0), ns: 0 })).getTime()).not.toBeNaN();
  });
});
