import { describe, expect, it } from 'vitest';
import { foldJournal } from '../../../../parsers/model/fold.js';
import type { ExhibitRow } from '../../../../renderer/db/layout.js';
import { reconcile } from '../../../../renderer/session/reconcile.js';
import { exhibitLedger, linesOf, memberLedger, receiptOf } from '../../../support/ledger-builders.js';

const VERSIONS = new Set(['falco/1']);
const HASH = 'c'.repeat(64);

function journal(...numbers: readonly { number: string; imported: boolean }[]) {
  return foldJournal(
    linesOf(
      numbers.flatMap(({ number, imported }) => [
        { type: 'exhibit-received' as const, receipt: receiptOf(number) },
        ...(imported
          ? [
              {
                type: 'exhibit-imported' as const,
                number,
                ledgerSha256: HASH,
                ledger: exhibitLedger(number, [memberLedger()]),
              },
            ]
          : []),
      ]),
    ),
  );
}

function row(id: number, number: string, changes: Partial<ExhibitRow> = {}): ExhibitRow {
  return {
    id,
    number,
    sha256: 'b'.repeat(64),
    state: 'committed',
    ledger: null,
    ledgerSha256: HASH,
    parserVersions: ['falco/1'],
    segments: 1,
    rows: 10,
    ...changes,
  };
}

const NOTHING = { discard: [], commit: [], reimport: [], interrupted: [] };

describe('reconcile', () => {
  it('leaves alone what agrees', () => {
    expect(reconcile(journal({ number: 'JS/1', imported: true }), [row(1, 'JS/1')], VERSIONS)).toEqual(NOTHING);
  });

  it('deletes rows without a journal line and says what was interrupted', () => {
    const state = journal({ number: 'JS/1', imported: false });
    expect(reconcile(state, [row(1, 'JS/1', { state: 'staged', ledgerSha256: null })], VERSIONS)).toEqual({
      ...NOTHING,
      discard: [1],
      interrupted: ['JS/1'],
    });
  });

  it('completes the commit where only the last transaction is missing', () => {
    const state = journal({ number: 'JS/1', imported: true });
    expect(reconcile(state, [row(1, 'JS/1', { state: 'staged' })], VERSIONS)).toEqual({ ...NOTHING, commit: [1] });
  });

  it('imports again what has a line but no rows, the whole database gone included', () => {
    const state = journal({ number: 'JS/1', imported: true }, { number: 'JS/2', imported: true });
    expect(reconcile(state, [], VERSIONS)).toEqual({ ...NOTHING, reimport: ['JS/1', 'JS/2'] });
  });

  it('rebuilds rows of another parser version, of another ledger, and second rows of one exhibit', () => {
    const state = journal({ number: 'JS/1', imported: true });
    expect(reconcile(state, [row(1, 'JS/1', { parserVersions: ['falco/0'] })], VERSIONS).reimport).toEqual(['JS/1']);
    expect(reconcile(state, [row(1, 'JS/1', { ledgerSha256: 'd' })], VERSIONS).discard).toEqual([1]);
    expect(reconcile(state, [row(1, 'JS/1'), row(2, 'JS/1')], VERSIONS)).toEqual({ ...NOTHING, discard: [2] });
  });

  it('does not call a cancelled import interrupted', () => {
    const state = foldJournal(
      linesOf([
        { type: 'exhibit-received', receipt: receiptOf('JS/1') },
        { type: 'import-cancelled', number: 'JS/1', reason: 'cancelled by the examiner' },
      ]),
    );
    expect(reconcile(state, [], VERSIONS)).toEqual(NOTHING);
  });

  it('deletes rows of a removed exhibit and never reads it again', () => {
    const lines = linesOf([
      { type: 'exhibit-received', receipt: receiptOf('JS/1') },
      { type: 'exhibit-received', receipt: receiptOf('JS/2') },
      {
        type: 'exhibit-imported',
        number: 'JS/1',
        ledgerSha256: HASH,
        ledger: exhibitLedger('JS/1', [memberLedger()]),
      },
      { type: 'exhibit-removed', number: 'JS/1', reason: 'another case' },
      { type: 'exhibit-removed', number: 'JS/2', reason: 'another case' },
    ]);
    expect(reconcile(foldJournal(lines), [row(1, 'JS/1')], VERSIONS)).toEqual({ ...NOTHING, discard: [1] });
    expect(reconcile(foldJournal(lines), [], VERSIONS)).toEqual(NOTHING);
  });
});
