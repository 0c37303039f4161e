import { expect, test } from 'vitest';
import type { JournalBody } from '../../../../parsers/model/case.js';
import { foldJournal, JournalMismatch } from '../../../../parsers/model/fold.js';
import type { Reading, StatedReading } from '../../../../parsers/model/reading.js';
import { isAct } from '../../../../main/services/act-guards.js';
import { isReadAsStated, readingsOf } from '../../../../renderer/session/readings.js';
import { reconcile } from '../../../../renderer/session/reconcile.js';
import { exhibitLedger, linesOf, memberLedger, receiptOf } from '../../../support/ledger-builders.js';

type Act = JournalBody['act'];

const HASH = 'c'.repeat(64);
const FALCO: Reading = { kind: 'format', format: 'falco' };
const SAID: StatedReading = { reading: FALCO, reason: 'seen by eye', by: 'Jane Smith' };

function imported(number: string, stated?: StatedReading): Act[] {
  const members = [
    memberLedger({ path: 'a.log', ...(stated && { stated }) }),
    memberLedger({ path: 'b.zip', format: 'archive' }),
  ];
  return [
    { type: 'exhibit-received', receipt: receiptOf(number) },
    { type: 'exhibit-imported', number, ledgerSha256: HASH, ledger: exhibitLedger(number, members) },
  ];
}

function says(exhibit: string, reading: Reading | null, more: { member?: string; zone?: string } = {}): Act {
  return { type: 'readings-stated', readings: [{ exhibit, member: 'a.log', reading, reason: 'seen by eye', ...more }] };
}

const fold = (...acts: Act[]) => foldJournal(linesOf(acts));

test('a reading holds by the name of the examiner, until it is undone', () => {
  const state = fold(...imported('JS/1'), says('JS/1', FALCO));
  expect(readingsOf(state, 'JS/1')).toEqual(new Map([['a.log', SAID]]));
  expect(readingsOf(fold(...imported('JS/1'), ...imported('JS/10'), says('JS/10', FALCO)), 'JS/1')).toEqual(new Map());
  const seq = state.head.seq;
  expect(fold(...imported('JS/1'), says('JS/1', FALCO), { type: 'undone', seq }).readings).toEqual(new Map());
  expect(fold(...imported('JS/1'), says('JS/1', FALCO), says('JS/1', null)).readings).toEqual(new Map());
});

test('a zone said in the same act is undone with it, and keeps what was said of the clock', () => {
  const clock: Act = {
    type: 'adjusted',
    adjustment: { exhibit: 'JS/1', member: 'a.log', zone: null, offsetNs: '5', uncertaintyNs: '1', reason: 'slow' },
  };
  const said = says('JS/1', FALCO, { zone: 'Europe/Berlin' });
  const state = fold(...imported('JS/1'), clock, said);
  expect([...state.adjustments.values()]).toEqual([
    {
      exhibit: 'JS/1',
      member: 'a.log',
      zone: 'Europe/Berlin',
      offsetNs: '5',
      uncertaintyNs: '1',
      reason: 'seen by eye',
    },
  ]);
  const undone = fold(...imported('JS/1'), clock, said, { type: 'undone', seq: state.head.seq });
  expect(undone.readings).toEqual(new Map());
  expect([...undone.adjustments.values()]).toMatchObject([{ zone: null, offsetNs: '5' }]);
});

test.each([
  ['no member', { type: 'readings-stated', readings: [] }, 'a reading names at least one member'],
  ['an exhibit that was not imported', says('JS/2', FALCO), 'no member a.log was imported of JS/2'],
  ['an unknown member', says('JS/1', FALCO, { member: 'c.log' }), 'no member c.log was imported of JS/1'],
  ['an archive', says('JS/1', FALCO, { member: 'b.zip' }), 'JS/1 b.zip is an archive: say it of the members in it'],
] as const)('%s is refused', (_, act, reason) => {
  expect(() => fold(...imported('JS/1'), act)).toThrow(new JournalMismatch(4, reason));
});

test('rows that were read otherwise than stated are made again at the opening', () => {
  const row = {
    id: 1,
    number: 'JS/1',
    sha256: 'b'.repeat(64),
    state: 'committed',
    ledger: null,
    ledgerSha256: HASH,
    parserVersions: [],
    segments: 1,
    rows: 1,
  } as const;
  const stale = fold(...imported('JS/1'), says('JS/1', FALCO));
  expect(isReadAsStated(stale, 'JS/1')).toBe(false);
  expect(reconcile(stale, [row], new Set())).toMatchObject({ discard: [1], reimport: ['JS/1'] });
  const { ledger } = fold(...imported('JS/1', SAID)).imported.get('JS/1')!;
  const rebuilt: Act = { type: 'exhibit-rebuilt', number: 'JS/1', ledgerSha256: HASH, ledger, changes: [] };
  const whole = fold(...imported('JS/1'), says('JS/1', FALCO), rebuilt);
  expect(isReadAsStated(whole, 'JS/1')).toBe(true);
  expect(reconcile(whole, [row], new Set())).toMatchObject({ discard: [], reimport: [] });
});

const MAPPED = {
  kind: 'mapped',
  framing: { kind: 'ndjson' },
  mapping: {
    kind: 'columns',
    time: { columns: [['d'], ['t']], writing: { by: 'pattern', pattern: 'dd.MM.yyyy' }, kind: 'logged' },
    columns: { actor: ['who', '[]'] },
    outcomes: { no: 'denied' },
    severities: { high: 7 },
    isIdUnique: true,
  },
} as const;

test('only readings that can be carried out are acts', () => {
  const act = (reading: unknown) => ({
    type: 'readings-stated',
    readings: [{ exhibit: 'JS/1', member: '', reading, reason: '' }],
  });
  const layout = { kind: 'dta', report: { behaviours: ['a', '[]'] }, behaviour: { name: ['n'] }, timeUnit: 'ms' };
  expect([MAPPED, { ...MAPPED, mapping: layout }, FALCO, { kind: 'not-evidence' }, null].map(act).map(isAct)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  const { mapping } = MAPPED;
  const wrong = [
    { kind: 'other' },
    { kind: 'format' },
    { ...MAPPED, framing: { kind: 'tar' } },
    { ...MAPPED, framing: { kind: 'json' } },
    { ...MAPPED, mapping: { ...mapping, outcomes: { no: 'maybe' } } },
    { ...MAPPED, mapping: { ...mapping, severities: { high: '7' } } },
    { ...MAPPED, mapping: { ...mapping, columns: { actor: 'who' } } },
    { ...MAPPED, mapping: { ...mapping, time: { ...mapping.time, writing: { by: 'guess' } } } },
    { ...MAPPED, mapping: { ...layout, timeUnit: 'h' } },
  ];
  expect(wrong.map(act).filter(isAct)).toEqual([]);
});
