import { expect, test } from 'vitest';
import type { Act, CaseState, ExhibitReceipt } from '../../../../parsers/model/case.js';
import { applyLine, refusal } from '../../../../parsers/model/fold.js';
import { PARTICULAR_FIELDS, UNSTATED_PARTICULARS } from '../../../../parsers/model/particulars.js';
import { isCurrent, issueBars, reportState, type ReviewKind } from '../../../../parsers/model/report-issue.js';

const meta = {
  id: '8d6f8b7e-55a5-4a0b-a2cf-31f1d1e9a7d1',
  formatVersion: 1,
  kind: 'case',
  number: '2026-117',
  title: 'Miner on node-2',
  examiner: 'Jo Smith',
  organisation: 'Lab',
  questions: ['Who deployed it?'],
  displayZone: 'UTC',
  tokenSeed: '00112233aabbccdd',
  createdAt: '2026-11-23T08:00:00.000Z',
} as const;

const receipt: ExhibitReceipt = {
  number: 'JS/1',
  name: 'audit.log',
  sha256: 'a'.repeat(64),
  bytes: 10,
  kind: 'file',
  storage: 'copy',
  files: [{ path: '', bytes: 10, sha256: 'a'.repeat(64) }],
  origin: '',
};

const imported: Act = {
  type: 'exhibit-imported',
  number: 'JS/1',
  ledgerSha256: 'b'.repeat(64),
  ledger: { number: 'JS/1', name: 'audit.log', sha256: 'a'.repeat(64), bytes: 10, members: [] },
};
const stated: Act = {
  type: 'particulars-stated',
  particulars: {
    ...UNSTATED_PARTICULARS,
    ...Object.fromEntries(PARTICULAR_FIELDS.map(({ name }) => [name, 'stated'])),
    people: [{ name: 'Jo Smith', role: 'examiner', qualifications: '', part: '' }],
  },
};
const reviewed = (kind: ReviewKind, outcome: 'agreed' | 'objections' = 'agreed'): Act => ({
  type: 'report-reviewed',
  review: { kind, by: 'A. Khan', on: '2026-03-10', outcome, remarks: '' },
});

function after(...acts: readonly Act[]): CaseState {
  let state: CaseState | null = null;
  for (const act of [{ type: 'case-created', meta } as const, ...acts]) {
    const seq: number = (state?.head.seq ?? 0) + 1;
    state = applyLine(state, {
      hash: String(seq).padStart(64, '0'),
      body: { seq, at: `t${seq}`, by: 'Jo Smith', act },
    });
  }
  if (state === null) throw new Error('no line');
  return state;
}

const ready = [{ type: 'exhibit-received', receipt } as const, imported, stated];
const bars = (state: CaseState) => issueBars(state).map(({ text, mendedBy }) => `${mendedBy}: ${text}`);

test('an empty case is barred by everything that is obligatory, each with where it is mended', () => {
  const missing = bars(after({ type: 'case-described', changes: { title: ' ', questions: [] } }));
  expect(missing.slice(0, 4)).toEqual([
    'description: Title: not stated',
    'description: Questions: not stated',
    'evidence: Exhibits: none is imported',
    'particulars: Laboratory, with address: not stated',
  ]);
  expect(missing.slice(-3)).toEqual([
    'particulars: Examiners, with role and qualifications: not stated',
    'review: Technical review: none is recorded',
    'review: Administrative review: none is recorded',
  ]);
  // Every obligatory field bars.
  expect(missing.filter((text) => text.startsWith('particulars'))).toHaveLength(
    PARTICULAR_FIELDS.filter(({ isObligatory }) => isObligatory).length + 1,
  );
});

test('two agreeing reviews of the case as it stands make it reviewed, and nothing bars it', () => {
  const state = after(...ready, reviewed('technical'), reviewed('administrative'));
  expect(bars(state)).toEqual([]);
  expect(reportState(state)).toBe('reviewed');
});

test('a change after a review bars it again; naming a search or opening the case does not', () => {
  const both = [...ready, reviewed('technical'), reviewed('administrative')];
  const harmless: readonly Act[] = [
    { type: 'case-opened', host: 'x' },
    { type: 'search-saved', search: { id: '1', name: 'n', query: '', range: null, count: 0, total: 0 } },
    { type: 'exported', what: 'report', sha256: 'c'.repeat(64), detail: '' },
  ];
  expect(bars(after(...both, ...harmless))).toEqual([]);
  const changed = after(...both, { type: 'case-described', changes: { title: 'other' } });
  expect(changed.reviews.map((review) => isCurrent(changed, review))).toEqual([false, false]);
  expect(bars(changed)).toEqual([
    'review: Technical review: made before the case was changed last (line 7)',
    'review: Administrative review: made before the case was changed last (line 7)',
  ]);
  expect(reportState(changed)).toBe('draft');
});

test('objections bar until a later review of that kind agrees', () => {
  const acts = [...ready, reviewed('technical', 'objections'), reviewed('administrative')];
  expect(bars(after(...acts))).toEqual(['review: Technical review: ended with objections']);
  expect(bars(after(...acts, reviewed('technical')))).toEqual([]);
});

test('versions follow one another, rest on the case as it stands, and are withdrawn once', () => {
  const state = after(...ready, reviewed('technical'), reviewed('administrative'));
  const issue = (version: number, restsOn: CaseState['lastWord']): Act => ({
    type: 'report-issued',
    issue: {
      version,
      id: 'R-1',
      file: `v${version}.pdf`,
      sha256: 'c'.repeat(64),
      pages: 1,
      sections: [],
      restsOn,
      signerSha256: 'd'.repeat(64),
      exhibitVersion: '0.1.0',
    },
  });
  expect(refusal(state, issue(2, state.lastWord))).toBe('the next version is 1');
  expect(refusal(state, issue(1, { seq: 4, hash: '4'.padStart(64, '0') }))).toBe('the case was changed since line 4');
  const acts = [...ready, reviewed('technical'), reviewed('administrative'), issue(1, state.lastWord)];
  const one = after(...acts);
  expect(one.issues).toEqual([expect.objectContaining({ version: 1, at: 't7', by: 'Jo Smith', withdrawn: null })]);
  expect(refusal(one, { type: 'report-withdrawn', version: 2, reason: '' })).toBe('no version 2 was issued');
  const withdrawn = after(...acts, { type: 'report-withdrawn', version: 1, reason: 'wrong exhibit' });
  expect(withdrawn.issues[0]?.withdrawn).toEqual({ at: 't8', reason: 'wrong exhibit' });
  expect(refusal(withdrawn, { type: 'report-withdrawn', version: 1, reason: '' })).toBe(
    'version 1 was withdrawn already',
  );
});
