import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Act, CaseMeta, CaseState, ExhibitReceipt, JournalLine } from '../../../../parsers/model/case.js';
import { packEvents } from '../../../../parsers/model/packed-events.js';
import { UNSTATED_PARTICULARS } from '../../../../parsers/model/particulars.js';
import { REVIEW_KINDS } from '../../../../parsers/model/report-issue.js';
import { CHAIN_GROUPINGS, MILESTONES, STANDARD_PLAN } from '../../../../parsers/model/report-plan.js';
import { UNSTATED_INTAKE } from '../../../../parsers/model/intake.js';
import { eventId, type EventId } from '../../../../parsers/model/ids.js';
import {
  applyLine,
  foldJournal,
  JournalMismatch,
  refusal,
  reviveState,
  storeState,
} from '../../../../parsers/model/fold.js';
import { FIRST_PREVIOUS_HASH, writeLine } from '../../../../parsers/model/journal-chain.js';

const meta: CaseMeta = {
  id: '8d6f8b7e-55a5-4a0b-a2cf-31f1d1e9a7d1',
  formatVersion: 1,
  kind: 'case',
  number: '2026-117',
  title: 'Miner on node-2',
  examiner: 'Jo Smith',
  organisation: 'Lab',
  questions: ['Who deployed it?'],
  displayZone: 'Europe/Berlin',
  tokenSeed: '00112233aabbccdd',
  createdAt: '2026-11-23T08:00:00.000Z',
};

const receipt = (number: string): ExhibitReceipt => ({
  number,
  name: 'audit.log',
  sha256: 'a'.repeat(64),
  bytes: 10,
  kind: 'file',
  storage: 'copy',
  files: [{ path: '', bytes: 10, sha256: 'a'.repeat(64) }],
  origin: 'handed over by the cluster team',
});

const event = (offset: number): EventId => eventId({ exhibit: 'a'.repeat(64), member: '', offset, path: '', index: 0 });

function annotated(offset: number, note: string): Act {
  return {
    type: 'annotated',
    annotation: {
      event: event(offset),
      note,
      kind: 'fact',
      technique: 'T1611',
      tactic: 'privilege-escalation',
      confidence: 'high',
      alternatives: '',
      tags: [],
      forReport: true,
    },
  };
}

const stepAdded = (id: string): Act => ({
  type: 'step-added',
  step: { id, event: event(Number(id)), title: `step ${id}` },
});
const linkAdded = (id: string, from: string, to: string): Act => ({
  type: 'link-added',
  link: { id, from, to, reason: 'same token', records: [event(1)] },
});

const issued = (version: number, restsOn: { seq: number; hash: string }): Act => ({
  type: 'report-issued',
  issue: {
    version,
    id: 'R-0000-0000-0000',
    file: `report v${version}.pdf`,
    sha256: 'c'.repeat(64),
    pages: 9,
    sections: ['summary'],
    restsOn,
    signerSha256: 'd'.repeat(64),
    exhibitVersion: '0.1.0',
  },
});

/** Seals acts into lines; acts that do not fit the state are left out, as main leaves them out. */
function journal(acts: readonly Act[]): { lines: JournalLine[]; states: CaseState[] } {
  const lines: JournalLine[] = [];
  const states: CaseState[] = [];
  let state: CaseState | null = null;
  for (const act of [{ type: 'case-created', meta } as const, ...acts]) {
    if (state !== null && refusal(state, act) !== null) continue;
    const seq: number = lines.length + 1;
    const { line } = writeLine(lines.at(-1)?.hash ?? FIRST_PREVIOUS_HASH, {
      seq,
      at: '2026-11-23T08:00:00.000Z',
      by: 'Jo Smith',
      act,
    });
    lines.push(line);
    state = applyLine(state, line);
    states.push(state);
  }
  return { lines, states };
}

/** What the examiner sees, without the stacks of undo and the head. */
function content({
  undoable: _u,
  redoable: _r,
  reversals: _v,
  head: _h,
  lastWord: _l,
  lastContent: _c,
  ...rest
}: CaseState): unknown {
  return rest;
}

const id = fc.nat({ max: 5 }).map(String);
const actArbitrary: fc.Arbitrary<(state: CaseState) => Act> = fc.oneof(
  fc.tuple(fc.nat({ max: 4 }), fc.string()).map(
    ([at, note]) =>
      () =>
        annotated(at, note),
  ),
  fc.nat({ max: 4 }).map((at) => (): Act => ({ type: 'annotation-removed', event: event(at) })),
  id.map((value) => () => stepAdded(value)),
  id.map((value) => (): Act => ({ type: 'step-removed', id: value })),
  fc.tuple(id, fc.string()).map(([value, title]) => (): Act => ({
    type: 'step-changed',
    step: { id: value, event: event(9), title },
  })),
  fc.tuple(id, id, id).map(
    ([value, from, to]) =>
      () =>
        linkAdded(value, from, to),
  ),
  id.map((value) => (): Act => ({ type: 'link-removed', id: value })),
  fc.tuple(id, fc.string()).map(([value, title]) => (): Act => ({
    type: 'finding-set',
    finding: {
      id: value,
      title,
      kind: 'opinion',
      reasoning: '',
      confidence: 'low',
      alternatives: '',
      recordsFor: [],
      recordsAgainst: [],
    },
  })),
  id.map((value) => (): Act => ({ type: 'finding-removed', id: value })),
  fc.tuple(id, fc.string(), fc.nat()).map(([value, query, count]) => (): Act => ({
    type: 'search-saved',
    search: { id: value, name: query, query, range: null, count, total: count + 1 },
  })),
  id.map((value) => (): Act => ({ type: 'search-removed', id: value })),
  fc.tuple(id, fc.string()).map(([value, name]) => (): Act => ({
    type: 'columns-saved',
    set: { id: value, name, columns: [{ field: 'user.name', width: 9 }] },
  })),
  id.map((value) => (): Act => ({ type: 'columns-removed', id: value })),
  fc.tuple(id, fc.string()).map(([value, query]) => (): Act => ({
    type: 'search-cited',
    search: { id: value, query, range: { fromMs: 0, toMs: 0.5 }, count: 0, total: 7, at: '2026-11-23T08:00:00.000Z' },
  })),
  id.map((value) => (): Act => ({ type: 'search-uncited', id: value })),
  fc.string().map((title) => (): Act => ({ type: 'case-described', changes: { title } })),
  fc.integer().map((offset) => (): Act => ({
    type: 'adjusted',
    adjustment: {
      exhibit: 'JS/1',
      member: '',
      zone: null,
      offsetNs: String(offset),
      uncertaintyNs: '0',
      reason: 'clock',
    },
  })),
  fc.string().map((description) => (): Act => ({
    type: 'exhibit-described',
    number: 'JS/1',
    intake: { ...UNSTATED_INTAKE, description },
  })),
  fc.string().map((reason) => (): Act => ({ type: 'exhibit-removed', number: 'JS/1', reason })),
  fc.uuid().map((value) => (): Act => ({
    type: 'hashes-compared',
    comparison: {
      id: value,
      list: { name: 'SHA256SUMS', sha256: 'a'.repeat(64), bytes: 1, hashes: 1, ignored: 0 },
      exhibits: ['JS/1'],
      counts: { match: 1, mismatch: 0, 'not-listed': 0, absent: 0, unchecked: 0 },
      differences: [],
    },
  })),
  fc.tuple(id, fc.string()).map(([value, text]) => (): Act => ({
    type: 'manual-event-set',
    event: { id: value, time: '2026-03-01 14:05', zone: 'UTC', text, source: 'statement', author: 'R. Okafor' },
  })),
  id.map((value) => (): Act => ({ type: 'manual-event-removed', id: value })),
  fc.tuple(id, id).map(([value, stated]) => (): Act => ({
    type: 'step-added',
    step: { id: value, stated, title: "on somebody's word" },
  })),
  fc.tuple(id, fc.string()).map(([value, text]) => (): Act => ({
    type: 'note-set',
    note: { id: value, at: '2026-11-23T08:00:00.000Z', text, events: [event(1)], searches: [] },
  })),
  id.map((value) => (): Act => ({ type: 'note-removed', id: value })),
  fc.tuple(id, fc.nat({ max: 3 })).map(([value, hits]) => (): Act => ({
    type: 'events-marked',
    mark: {
      id: value,
      change: { kind: 'tag', tag: 'x' },
      search: { query: 'curl', range: null, count: hits, total: 9 },
      digest: 'a'.repeat(64),
      events: packEvents([
        {
          exhibit: 'a'.repeat(64),
          member: '',
          events: Array.from({ length: hits }, (_, at) => ({ offset: at * 7, ordinal: 0 })),
        },
      ]),
    },
  })),
  id.map((value) => (): Act => ({ type: 'mark-removed', id: value })),
  fc.tuple(fc.integer(), fc.subarray(['', 'a.log', 'b.log'])).map(([offset, members]) => (): Act => ({
    type: 'clocks-adjusted',
    adjustments: members.map((member) => ({
      exhibit: 'JS/1',
      member,
      zone: 'Europe/Berlin',
      offsetNs: String(offset),
      uncertaintyNs: '0',
      reason: 'node clock',
    })),
  })),
  fc.string().map((summary) => (): Act => ({
    type: 'particulars-stated',
    particulars: { ...UNSTATED_PARTICULARS, summary },
  })),
  fc.constantFrom(...CHAIN_GROUPINGS).map((grouping) => (): Act => ({
    type: 'report-planned',
    plan: { order: [], off: ['glossary'], grouping },
  })),
  fc.constantFrom(...MILESTONES).map((name) => (): Act => ({
    type: 'milestone-set',
    milestone: { name, shownBy: { record: event(1) } },
  })),
  fc.constantFrom(...MILESTONES).map((name) => (): Act => ({ type: 'milestone-removed', name })),
  fc
    .constantFrom<Act>(
      { type: 'case-opened', host: 'chromium 156.0' },
      { type: 'exported', what: 'report', sha256: 'a'.repeat(64), detail: 'x' },
      { type: 'archive-opened', sha256: 'a'.repeat(64), withEvidence: true },
      { type: 'evidence-relinked', number: 'JS/1', storage: 'reference', location: '/mnt/evidence/audit.log' },
      { type: 'evidence-relinked', number: 'JS/1', storage: 'copy' },
      { type: 'secrets-revealed', event: event(1) },
    )
    .map((act) => (): Act => act),
  fc.constantFrom(...REVIEW_KINDS).map((kind) => (): Act => ({
    type: 'report-reviewed',
    review: { kind, by: 'A. Khan', on: '2026-03-10', outcome: 'agreed', remarks: '' },
  })),
  fc.nat({ max: 3 }).map(
    (version) =>
      (state: CaseState): Act =>
        issued(version, state.lastWord),
  ),
  fc.nat({ max: 3 }).map((version) => (): Act => ({ type: 'report-withdrawn', version, reason: 'wrong exhibit' })),
  fc.constant((state: CaseState): Act => ({ type: 'undone', seq: state.undoable.at(-1) ?? 0 })),
  fc.constant((state: CaseState): Act => ({ type: 'redone', seq: state.redoable.at(-1) ?? 0 })),
);

/** Journals of acts that fit, drawn at random. */
const journals = fc.array(actArbitrary, { maxLength: 60 }).map((makers) => {
  const acts: Act[] = [{ type: 'exhibit-received', receipt: receipt('JS/1') }];
  let { states } = journal(acts);
  for (const make of makers) {
    const last = states.at(-1);
    if (last === undefined) throw new Error('a journal has at least one line');
    const act = make(last);
    if (refusal(last, act) !== null) continue;
    acts.push(act);
    states = journal(acts).states;
  }
  return journal(acts);
});

test('replaying the journal gives the state that was reached line by line', () => {
  fc.assert(
    fc.property(journals, ({ lines, states }) => {
      expect(foldJournal(lines)).toEqual(states.at(-1));
    }),
    { numRuns: 60 },
  );
});

test('undoing everything and redoing everything is the identity', () => {
  fc.assert(
    fc.property(journals, ({ lines }) => {
      const before = foldJournal(lines);
      let state = before;
      const step = (act: Act) => {
        state = applyLine(state, { hash: 'x', body: { seq: state.head.seq + 1, at: '', by: '', act } });
      };
      const depth = before.undoable.length;
      for (let n = 0; n < depth; n += 1) step({ type: 'undone', seq: state.undoable.at(-1) ?? 0 });
      expect(state).toMatchObject({
        steps: [],
        links: [],
        findings: [],
        manualEvents: [],
        notebook: [],
        marks: [],
        meta,
        particulars: UNSTATED_PARTICULARS,
        reportPlan: STANDARD_PLAN,
        undoable: [],
      });
      expect(state.annotations.size + state.adjustments.size + state.intakes.size + state.milestones.size).toBe(0);
      for (let n = 0; n < depth; n += 1) step({ type: 'redone', seq: state.redoable.at(-1) ?? 0 });
      expect(content(state)).toEqual(content(before));
      expect(state.undoable).toEqual(before.undoable);
    }),
    { numRuns: 60 },
  );
});

test('a stored state comes back equal and goes on alike', () => {
  fc.assert(
    fc.property(journals, ({ states }) => {
      const state = states.at(-1);
      if (state === undefined) throw new Error('a journal has at least one line');
      const revived = reviveState(JSON.parse(JSON.stringify(storeState(state))));
      expect(revived).toEqual(state);
    }),
    { numRuns: 30 },
  );
  expect(reviveState({ version: 0 })).toBeNull();
  expect(reviveState(undefined)).toBeNull();
});

test('removing a step takes its links along, and undo brings both back in their places', () => {
  const acts = [
    stepAdded('1'),
    stepAdded('2'),
    stepAdded('3'),
    linkAdded('a', '1', '2'),
    linkAdded('b', '2', '3'),
    linkAdded('c', '1', '3'),
  ];
  const { states } = journal([...acts, { type: 'step-removed', id: '2' }, { type: 'undone', seq: 8 }]);
  expect(states.at(-2)?.steps.map((step) => step.id)).toEqual(['1', '3']);
  expect(states.at(-2)?.links.map((link) => link.id)).toEqual(['c']);
  expect(states.at(-1)?.steps.map((step) => step.id)).toEqual(['1', '2', '3']);
  expect(states.at(-1)?.links.map((link) => link.id)).toEqual(['a', 'b', 'c']);
});

test('a stated event can be a step, and stays as long as it is one', () => {
  const event = { id: 'm', time: '2026-03-01 14:05', zone: 'UTC', text: 'It rang', source: 'log', author: 'A' };
  const step = { id: '1', stated: 'm', title: 'It rang' };
  const before = foldJournal(journal([{ type: 'manual-event-set', event }]).lines);
  expect(refusal(before, { type: 'step-added', step: { ...step, stated: 'n' } })).toBe('there is no manual event n');
  const { states } = journal([
    { type: 'manual-event-set', event },
    { type: 'step-added', step },
    { type: 'undone', seq: 3 },
    { type: 'manual-event-removed', id: 'm' },
  ]);
  expect(states.map(({ steps }) => steps)).toEqual([[], [], [step], [], []]);
  const chained = states[2];
  if (chained === undefined) throw new Error('a state after every line');
  expect(refusal(chained, { type: 'manual-event-removed', id: 'm' })).toBe(
    'the stated event is a step of the kill chain; take the step out first',
  );
});

test('a new act empties what could be redone; what the disk did is never undone', () => {
  const { states } = journal([
    annotated(1, 'first'),
    { type: 'exhibit-received', receipt: receipt('JS/1') },
    { type: 'import-cancelled', number: 'JS/1', reason: 'by the examiner' },
    { type: 'undone', seq: 2 },
    annotated(1, 'second'),
  ]);
  expect(states.map((state) => [state.undoable, state.redoable])).toEqual([
    [[], []],
    [[2], []],
    [[2], []],
    [[2], []],
    [[], [2]],
    [[6], []],
  ]);
  expect([...(states.at(-1)?.reversals.keys() ?? [])]).toEqual([6]);
  expect([...(states.at(-1)?.cancelled ?? [])]).toEqual(['JS/1']);
});

const line = (seq: number, act: Act) => ({ hash: '', body: { seq, at: '', by: '', act } });

test('lines that do not fit throw and name the line', () => {
  const { lines } = journal([stepAdded('1')]);
  expect(() => foldJournal(lines.slice(1))).toThrow(JournalMismatch);
  expect(() => foldJournal([])).toThrow('the journal is empty');
  const state = foldJournal(lines);
  expect(() => applyLine(state, line(5, stepAdded('2')))).toThrow('journal line 5: line 3 was expected here');
  expect(() => applyLine(state, line(3, stepAdded('1')))).toThrow('there is a step 1 already');
  expect(() => applyLine(state, line(3, linkAdded('a', '1', '9')))).toThrow('a link joins two steps');
  expect(() => applyLine(state, line(3, { type: 'undone', seq: 1 }))).toThrow('only the newest act can be undone');
});

test('a state handed out is never changed by later lines', () => {
  const { lines } = journal([annotated(1, 'one'), stepAdded('1')]);
  const before = foldJournal(lines);
  const frozen = JSON.stringify(storeState(before));
  const after = applyLine(before, { hash: '', body: { seq: 4, at: '', by: '', act: annotated(1, 'two') } });
  expect(JSON.stringify(storeState(before))).toBe(frozen);
  expect(after.steps).toBe(before.steps);
});

/** Milliseconds a fold of that many annotations takes. */
function timeFold(count: number): number {
  const lines = [
    { type: 'case-created', meta } as const,
    ...Array.from({ length: count }, (_, at) => annotated(at, 'n')),
  ].map((act, at) => ({
    hash: '',
    body: { seq: at + 1, at: '', by: '', act },
  }));
  const start = performance.now();
  expect(foldJournal(lines).annotations.size).toBe(count);
  return performance.now() - start;
}

test('folding a hundred thousand annotations takes linear time', () => {
  timeFold(5_000);
  // Quadratic work would take a hundred times as long for ten times the lines, minutes in all.
  expect(timeFold(100_000)).toBeLessThan(5_000);
});

test('openings and exports are no last word about the case', () => {
  const exported: Act = { type: 'exported', what: 'report', sha256: 'a'.repeat(64), detail: 'x' };
  const { states } = journal([annotated(1, 'one'), exported, { type: 'case-opened', host: 'x' }, stepAdded('1')]);
  expect(states.map(({ head, lastWord }) => [head.seq, lastWord.seq])).toEqual([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [5, 5],
  ]);
});

test('an intake written by an older program is filled up', () => {
  const { transfers: _later, ...older } = { ...UNSTATED_INTAKE, description: 'audit log' };
  const { states } = journal([
    { type: 'exhibit-received', receipt: receipt('JS/1') },
    { type: 'exhibit-described', number: 'JS/1', intake: older as typeof UNSTATED_INTAKE },
  ]);
  expect(states.at(-1)?.intakes.get('JS/1')).toEqual({ ...UNSTATED_INTAKE, description: 'audit log' });
});
