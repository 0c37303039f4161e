import { describe, expect, it } from 'vitest';
import type { Act } from '../../../../parsers/model/case.js';
import { foldJournal } from '../../../../parsers/model/fold.js';
import { limitationsOf } from '../../../../renderer/report/limitations.js';
import { ledgerOf } from '../../../../renderer/session/ledger-of.js';
import { exhibitLedger, linesOf, memberLedger, receiptOf } from '../../../support/ledger-builders.js';

function limitations(member: Parameters<typeof memberLedger>[0], unplaced = 0, acts: readonly Act[] = []): string {
  const state = foldJournal(
    linesOf([
      { type: 'exhibit-received', receipt: receiptOf('JS/1') },
      {
        type: 'exhibit-imported',
        number: 'JS/1',
        ledgerSha256: 'x',
        ledger: exhibitLedger('JS/1', [memberLedger(member)]),
      },
      ...acts,
    ]),
  );
  return limitationsOf(state, ledgerOf(state), unplaced).join('\n');
}

describe('limitations', () => {
  it('always relates the results to the items examined', () => {
    expect(limitations({})).toContain('relate only to the items examined');
    expect(limitations({})).not.toContain('rejected');
  });

  it('says where records were rejected, repeated, undated, damaged or not examined', () => {
    expect(limitations({ path: 'a.log', rejected: 2 })).toContain('2 records could not be read (JS/1 a.log)');
    expect(limitations({ duplicates: 3 })).toContain('3 records repeat');
    expect(limitations({ undated: 4 }, 4)).toContain('4 events have no place on the time line');
    expect(limitations({ path: 'x.pcap', format: 'unsupported' })).toContain('not examined: JS/1 x.pcap');
    expect(limitations({ path: 'b', zoneNeeded: true })).toContain('without a stated zone: JS/1 b');
    const problem = { line: 1, offset: 0, code: 'truncated' as const, reason: 'cut off' };
    expect(limitations({ path: 'c', problems: [problem] })).toContain('cut off: JS/1 c');
  });

  it('tells an answered zone question from an open one', () => {
    const adjustment = {
      exhibit: 'JS/1',
      member: 'b',
      zone: 'UTC',
      offsetNs: '0',
      uncertaintyNs: '0',
      reason: 'date -u',
    };
    const text = limitations({ path: 'b', zoneNeeded: true }, 0, [{ type: 'adjusted', adjustment }]);
    expect(text).not.toContain('without a stated zone');
    expect(text).toContain('stated by the examiner, not by the records: JS/1 b');
  });
});
