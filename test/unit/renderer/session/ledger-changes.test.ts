import { describe, expect, it } from 'vitest';
import { ledgerChanges } from '../../../../renderer/session/ledger-changes.js';
import { exhibitLedger, memberLedger } from '../../../support/ledger-builders.js';

describe('ledger changes', () => {
  it('finds none in the same ledger', () => {
    const ledger = exhibitLedger('JS/1', [memberLedger()]);
    expect(ledgerChanges(ledger, ledger)).toEqual([]);
  });

  it('names member, figure, before and after; new and gone members', () => {
    const before = exhibitLedger('JS/1', [memberLedger({ path: 'a.log' }), memberLedger({ path: 'b.log' })]);
    const after = exhibitLedger('JS/1', [
      memberLedger({ path: 'a.log', events: 12, parserVersion: 'falco/2' }),
      memberLedger({ path: 'c.log' }),
    ]);
    expect(ledgerChanges(before, after)).toEqual([
      'a.log: parserVersion falco/1 -> falco/2',
      'a.log: events 10 -> 12',
      'c.log: new',
      'b.log: gone',
    ]);
  });
});
