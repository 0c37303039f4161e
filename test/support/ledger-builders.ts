import type { ExhibitReceipt, JournalBody } from '../../parsers/model/case.js';
import type { ExhibitLedger, MemberLedger } from '../../parsers/model/ledger.js';

/** A member's ledger with counts of ten clean records; what matters to a test is overridden. */
export function memberLedger(changes: Partial<MemberLedger> = {}): MemberLedger {
  return {
    path: '',
    sha256: 'a'.repeat(64),
    bytes: 1000,
    contentSha256: 'a'.repeat(64),
    format: 'falco',
    formatReason: 'keys rule, priority, output, time',
    parserVersion: 'falco/1',
    records: 10,
    imported: 10,
    rejected: 0,
    duplicates: 0,
    events: 10,
    undated: 0,
    zoneNeeded: false,
    first: '2026-10-14T09:00:00.000000000Z',
    last: '2026-10-14T09:30:00.000000000Z',
    problems: [],
    problemCount: 0,
    ...changes,
  };
}

export function exhibitLedger(number: string, members: readonly MemberLedger[]): ExhibitLedger {
  return { number, name: `${number}.log`, sha256: 'b'.repeat(64), bytes: 1000, members };
}

export function receiptOf(number: string): ExhibitReceipt {
  return {
    number,
    name: `${number}.log`,
    sha256: 'b'.repeat(64),
    bytes: 1000,
    kind: 'file',
    storage: 'copy',
    files: [{ path: '', bytes: 1000, sha256: 'b'.repeat(64) }],
    origin: 'node A',
  };
}

const CREATED: JournalBody['act'] = {
  type: 'case-created',
  meta: {
    id: '00000000-0000-4000-8000-000000000000',
    formatVersion: 1,
    kind: 'case',
    number: 'T-1',
    title: 'Test',
    examiner: 'Jane Smith',
    organisation: 'Lab',
    questions: [],
    displayZone: 'UTC',
    tokenSeed: '0123456789abcdef',
    createdAt: '2026-10-15T08:00:00.000Z',
  },
};

/** Journal lines of a new case and the acts after it, numbered, with stand-in hashes that the fold does not check. */
export function linesOf(acts: readonly JournalBody['act'][]): { hash: string; body: JournalBody }[] {
  return [CREATED, ...acts].map((act, index) => ({
    hash: String(index + 1).padStart(64, '0'),
    body: { seq: index + 1, at: '2026-10-15T08:00:00.000Z', by: 'Jane Smith', act },
  }));
}
