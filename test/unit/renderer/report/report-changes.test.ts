import { expect, test } from 'vitest';
import type { Annotation, CaseMeta, CaseState, ExhibitReceipt } from '../../../../parsers/model/case.js';
import { emptyState } from '../../../../parsers/model/fold.js';
import { eventId, type EventId } from '../../../../parsers/model/ids.js';
import type { ExhibitLedger, MemberLedger } from '../../../../parsers/model/ledger.js';
import { packEvents } from '../../../../parsers/model/packed-events.js';
import { reportChanges, touchedExhibits } from '../../../../renderer/report/report-changes.js';
import { memberLedger } from '../../../support/ledger-builders.js';

const meta: CaseMeta = {
  id: '8d6f8b7e-55a5-4a0b-a2cf-31f1d1e9a7d1',
  formatVersion: 1,
  kind: 'case',
  number: '2026-117',
  title: 'Miner on node-2',
  examiner: 'Jo Smith',
  organisation: 'Lab',
  questions: [],
  displayZone: 'UTC',
  tokenSeed: '00112233aabbccdd',
  createdAt: '2026-11-23T08:00:00.000Z',
};
const SHA = 'a'.repeat(64);
const receipt = (number: string, sha256 = SHA): ExhibitReceipt => ({
  number,
  name: 'audit.log',
  sha256,
  bytes: 10,
  kind: 'file',
  storage: 'copy',
  files: [{ path: '', bytes: 10, sha256 }],
  origin: '',
});
const event = (offset: number): EventId => eventId({ exhibit: SHA, member: 'm.log', offset, path: '', index: 0 });
const annotation = (offset: number, changes: Partial<Annotation> = {}): Annotation => ({
  event: event(offset),
  note: 'shell',
  kind: 'fact',
  technique: null,
  tactic: null,
  confidence: 'high',
  alternatives: '',
  tags: [],
  forReport: true,
  ...changes,
});
const annotations = (...list: readonly Annotation[]) => new Map(list.map((one) => [one.event, one]));
const read = (
  number: string,
  ...members: readonly MemberLedger[]
): [string, CaseState['imported'] extends ReadonlyMap<string, infer V> ? V : never] => {
  const ledger: ExhibitLedger = { number, name: 'audit.log', sha256: SHA, bytes: 10, members };
  return [number, { ledger, ledgerSha256: JSON.stringify(members.map(({ events }) => events)).padEnd(64, '0') }];
};

const before: CaseState = {
  ...emptyState(meta),
  receipts: [receipt('JS/1')],
  imported: new Map([read('JS/1', memberLedger({ path: 'm.log', events: 5, parserVersion: 'x/1' }))]),
  annotations: annotations(annotation(1), annotation(2)),
  steps: [
    { id: 's1', event: event(1), title: 'Shell' },
    { id: 's2', event: event(2), title: 'Drop' },
  ],
  links: [{ id: 'l1', from: 's1', to: 's2', reason: 'parent', records: [event(1)] }],
  citedSearches: [{ id: 'q1', query: 'xmrig', range: null, count: 0, total: 9, at: '2026-11-23T08:00:00.000Z' }],
};
const texts = (after: CaseState) => reportChanges(before, after).map(({ area, text }) => `${area}: ${text}`);

test('the same state has no changes', () => {
  expect(reportChanges(before, { ...before, head: { seq: 9, hash: 'f'.repeat(64) } })).toEqual([]);
});

test('every kind of change is named once, with what of it changed', () => {
  const after: CaseState = {
    ...before,
    meta: { ...meta, title: 'Escape', questions: ['Who?'] },
    receipts: [...before.receipts, receipt('JS/2', 'b'.repeat(64))],
    imported: new Map([
      read('JS/1', memberLedger({ path: 'm.log', events: 6, parserVersion: 'x/2' })),
      read('JS/2', memberLedger({ path: '', events: 1 })),
    ]),
    annotations: annotations(annotation(2, { note: 'drop', confidence: 'low' }), annotation(3)),
    steps: [{ id: 's1', event: event(1), title: 'Reverse shell' }],
    links: [],
    findings: [
      {
        id: 'f1',
        title: 'Escape',
        kind: 'inference',
        reasoning: '',
        confidence: 'low',
        alternatives: '',
        recordsFor: [],
        recordsAgainst: [],
      },
    ],
    citedSearches: [],
    particulars: {
      ...before.particulars,
      laboratory: 'Leeds',
      people: [{ name: 'J', role: '', qualifications: '', part: '' }],
    },
    reportPlan: { ...before.reportPlan, grouping: 'phase' },
  };
  expect(texts(after)).toEqual([
    'Case: changed: description (title, questions)',
    'Exhibits: new: JS/2, audit.log',
    'Exhibits: JS/1 read again: m.log: parserVersion x/1 -> x/2',
    'Exhibits: JS/1 read again: m.log: events 5 -> 6',
    'Particulars: Laboratory, with address',
    'Particulars: People',
    'Annotations: taken out: JS/1 m.log at byte 1',
    'Annotations: changed: JS/1 m.log at byte 2 (note, confidence)',
    'Annotations: new: JS/1 m.log at byte 3',
    'Kill chain: taken out: step “Drop”',
    'Kill chain: changed: step “Reverse shell” (title)',
    'Kill chain: taken out: link “Reverse shell” to “Drop”',
    'Findings: new: “Escape”',
    'Searches: taken out: “xmrig”',
    'Report settings: changed: sections (grouping)',
  ]);
});

test('a removed exhibit is taken out and not said to be read otherwise', () => {
  expect(texts({ ...before, removed: new Map([['JS/1', 'wrong host']]) })).toEqual([
    'Exhibits: taken out: JS/1, audit.log',
  ]);
});

test('an exhibit read again touches an issued report only where that cites records of it', () => {
  const again: CaseState = {
    ...before,
    imported: new Map([read('JS/1', memberLedger({ path: 'm.log', events: 6, parserVersion: 'x/2' }))]),
  };
  // Two steps; the link rests on one of them, both annotations are marked for the report.
  expect(touchedExhibits(before, again)).toEqual([
    { number: 'JS/1', cited: 2, changes: ['m.log: parserVersion x/1 -> x/2', 'm.log: events 5 -> 6'] },
  ]);
  const bare = { ...before, annotations: new Map(), steps: [], links: [] };
  expect(touchedExhibits(bare, again)).toEqual([]);
  const packed = packEvents([
    { exhibit: SHA, member: 'm.log', events: [1, 2, 3].map((offset) => ({ offset, ordinal: 0 })) },
  ]);
  const marked: CaseState = {
    ...bare,
    marks: [
      {
        id: 'm1',
        change: { kind: 'for-report' },
        search: { query: '', range: null, count: 3, total: 3 },
        digest: 'e'.repeat(64),
        events: packed,
      },
    ],
  };
  expect(touchedExhibits(marked, again).map(({ cited }) => cited)).toEqual([3]);
  expect(touchedExhibits(before, before)).toEqual([]);
});
