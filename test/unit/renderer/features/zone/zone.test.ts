import { describe, expect, test } from 'vitest';
import { adjustmentsOf, clockDraftOf, clockErrors } from '../../../../../renderer/features/zone/clock-draft.js';
import {
  inYearOf,
  otherSpans,
  proposeYears,
  proposeZones,
  writtenOffset,
  writtenSpan,
} from '../../../../../renderer/features/zone/proposals.js';
import { adjustmentText } from '../../../../../renderer/session/adjustment-text.js';
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

describe('a source that writes no year', () => {
  const member = { path: 'messages', zoneNeeded: true, yearNeeded: true } as const;

  test('is open until zone and year are said', () => {
    const states = [
      said(),
      said(adjustment('messages', 'UTC')),
      said({ ...adjustment('messages', null), year: 2024 }),
      said({ ...adjustment('messages', 'UTC'), year: 2024 }),
    ];
    expect(states.map(({ adjustments }) => isZoneOpen(adjustments, 'JS/1', member))).toEqual([true, true, true, false]);
    const [source] = clockSources([exhibitLedger('JS/1', [memberLedger(member)])], said());
    expect(source).toMatchObject({ yearNeeded: true });
  });

  test('its year is said with the zone, and read back', () => {
    const draft = { zone: 'UTC', year: ' 2024 ', offset: '', uncertainty: '', reason: 'rotated in January' };
    const [first] = adjustmentsOf(draft, 'JS/1', [member]);
    expect(first).toMatchObject({ zone: 'UTC', year: 2024 });
    expect(adjustmentText(first!)).toBe('times without a zone read as UTC; times without a year counted from 2024');
    expect(clockDraftOf({ adjustment: first! })).toMatchObject({ year: '2024' });
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

  test('years in which other sources have events, the best covered first', () => {
    const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
    const written = { fromMs: day('0004-12-30'), toMs: day('0005-01-09') };
    const others = [
      { fromMs: day('2024-01-01'), toMs: day('2024-01-03') },
      { fromMs: day('2024-12-20'), toMs: day('2025-02-01') },
    ];
    expect(proposeYears(written, others).map(({ year, covered }) => [year, Math.round(covered * 100)])).toEqual([
      [2024, 100],
      [2023, 40],
    ]);
    expect(proposeYears(written, [])).toEqual([]);
    expect(inYearOf(written, 2024)).toEqual({ fromMs: day('2024-12-30'), toMs: day('2025-01-09') });
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
    const draft = { zone: '+02:00', year: '', offset: '-1.5 s', uncertainty: '20 ms', reason: ' measured ' };
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
      year: '',
      offset: '−1 s 500 ms',
      uncertainty: '20 ms',
      reason: 'measured',
    });
  });

  test('needs a reason, a zone that exists, lengths with units', () => {
    const errors = clockErrors({
      zone: 'Mars/Olympus',
      year: '26',
      offset: '5',
      uncertainty: '-1 s',
      reason: ' ',
    });
    expect(Object.keys(errors).toSorted()).toEqual(['offset', 'reason', 'uncertainty', 'year', 'zone']);
  });
});
