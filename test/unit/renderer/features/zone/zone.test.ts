import { describe, expect, test } from 'vitest';
import { adjustmentsOf, clockDraftOf, clockErrors } from '../../../../../renderer/features/zone/clock-draft.js';
import {
  otherSpans,
  proposeZones,
  writtenOffset,
  writtenSpan,
} from '../../../../../renderer/features/zone/proposals.js';
import { clockSources, isZoneOpen } from '../../../../../renderer/session/clock-sources.js';
import { adjustmentKey } from '../../../../../parsers/model/fold.js';
import type { Adjustment } from '../../../../../parsers/model/case.js';
import { exhibitLedger, memberLedger } from '../../../../support/ledger-builders.js';

const adjustment = (member: string, zone: string | null): Adjustment => ({
  exhibit: 'JS/1',
  member,
  zone,
  offsetNs: '0',
  uncertaintyNs: '0',
  reason: 'node clock',
});
const said = (...all: readonly Adjustment[]) => ({
  adjustments: new Map(all.map((one) => [adjustmentKey(one.exhibit, one.member), one])),
});

describe('sources', () => {
  const exhibits = [
    exhibitLedger('JS/1', [
      memberLedger({ path: 'a.log', zoneNeeded: true }),
      memberLedger({ path: 'b.log' }),
      memberLedger({ path: 'c.log', zoneNeeded: true }),
      memberLedger({ path: 'd.log', zoneNeeded: true, events: 0 }),
    ]),
  ];
  const paths = (state: ReturnType<typeof said>) =>
    clockSources(exhibits, state).map(({ members }) => members.map(({ path }) => path));

  test('members that share exhibit, format and clock are one question, open ones first', () => {
    expect(paths(said())).toEqual([['a.log', 'c.log'], ['b.log']]);
    expect(paths(said(adjustment('a.log', 'UTC')))).toEqual([['c.log'], ['a.log'], ['b.log']]);
  });

  test('an offset alone leaves the zone open', () => {
    expect(isZoneOpen(said(adjustment('a.log', null)).adjustments, 'JS/1', { path: 'a.log', zoneNeeded: true })).toBe(
      true,
    );
    expect(isZoneOpen(said(adjustment('a.log', 'UTC')).adjustments, 'JS/1', { path: 'a.log', zoneNeeded: true })).toBe(
      false,
    );
  });
});

describe('proposals', () => {
  const hour = 3_600_000;
  const noon = Date.UTC(2026, 6, 1, 12);
  const times = [
    { exhibit: 'JS/1', member: 'a.log', written: { fromMs: noon, toMs: noon + hour, count: 3 }, stated: null },
    {
      exhibit: 'JS/2',
      member: '',
      written: null,
      stated: { fromMs: noon - 2 * hour, toMs: noon - hour / 2, count: 9 },
    },
  ];
  const asked = new Set(['JS/1\na.log']);

  test('the zone under which other sources cover the span comes first, with its reasons', () => {
    const span = writtenSpan(times, asked);
    expect(span).toEqual({ fromMs: noon, toMs: noon + hour });
    const proposals = proposeZones(span!, {
      displayZone: 'Europe/Berlin',
      answered: [{ exhibit: 'JS/3', member: '', zone: '-05:00' }],
      writtenOffsets: [{ offset: 'UTC', records: 4 }],
      others: otherSpans(times, asked),
    });
    expect(proposals.map(({ zone, covered }) => [zone, covered])).toEqual([
      ['Europe/Berlin', 1],
      ['UTC', 0],
      ['-05:00', 0],
    ]);
    expect(proposals[0]).toMatchObject({
      reasons: ['It is the display zone of the case.'],
      span: { fromMs: noon - 2 * hour, toMs: noon - hour },
    });
    expect(proposals[1]?.reasons).toHaveLength(2);
  });

  test('nothing is covered where no other source has a time', () => {
    const evidence = { displayZone: 'UTC', answered: [], writtenOffsets: [], others: [] };
    expect(proposeZones({ fromMs: noon, toMs: noon + 1 }, evidence)).toMatchObject([{ zone: 'UTC', covered: null }]);
  });

  test.each([
    ['2026-01-02T03:04:05.6Z', 'UTC'],
    ['2026-01-02T03:04:05+0000', 'UTC'],
    ['2026-01-02T03:04:05+0530', '+05:30'],
    ['02/Jan/2026:03:04:05 -08', '-08:00'],
    ['2026-01-02 03:04:05', null],
    ['2026-01-02', null],
  ])('%s states %s', (text, offset) => {
    expect(writtenOffset(text)).toBe(offset);
  });
});

describe('what is said of a clock', () => {
  test('is one adjustment per member, exact to the nanosecond, and read back', () => {
    const draft = { zone: '+02:00', offset: '-1.5 s', uncertainty: '20 ms', reason: ' measured ' };
    expect(clockErrors(draft)).toEqual({});
    const [first, second] = adjustmentsOf(draft, 'JS/1', [{ path: 'a.log' }, { path: 'b.log' }]);
    expect(first).toEqual({
      exhibit: 'JS/1',
      member: 'a.log',
      zone: '+02:00',
      offsetNs: '-1500000000',
      uncertaintyNs: '20000000',
      reason: 'measured',
    });
    expect(second?.member).toBe('b.log');
    expect(clockDraftOf({ adjustment: first! })).toEqual({
      zone: '+02:00',
      offset: '−1 s 500 ms',
      uncertainty: '20 ms',
      reason: 'measured',
    });
  });

  test('needs a reason, a zone that exists, lengths with units', () => {
    const errors = clockErrors({ zone: 'Mars/Olympus', offset: '5', uncertainty: '-1 s', reason: ' ' });
    expect(Object.keys(errors).toSorted()).toEqual(['offset', 'reason', 'uncertainty', 'zone']);
  });
});
