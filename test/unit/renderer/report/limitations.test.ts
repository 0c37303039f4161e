import { describe, expect, it } from 'vitest';
import type { Act } from '../../../../parsers/model/case.js';
import { UNSTATED_INTAKE } from '../../../../parsers/model/intake.js';
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
    expect(limitations({ path: 'a.log', rejected: 1 })).toContain('1 record could not be read (JS/1 a.log)');
    expect(limitations({ duplicates: 3 })).toContain('were counted once: 3.');
    expect(limitations({ undated: 4 }, 4)).toContain(
      'Events without a place on the time line were searched like all others: 4.',
    );
    expect(limitations({ path: 'x.pcap', format: 'unsupported' })).toContain('not examined: JS/1 x.pcap');
    expect(limitations({ path: 'b', zoneNeeded: true })).toContain('without a stated zone: JS/1 b');
    const problem = { line: 1, offset: 0, code: 'truncated' as const, reason: 'cut off' };
    expect(limitations({ path: 'c', problems: [problem] })).toContain(
      'Damaged or cut off: JS/1 c: cut off inside a record (1).',
    );
  });

  it('says which exports stop at a row limit, usual or stated at the intake', () => {
    expect(limitations({ path: 'e.csv', records: 10_000 })).toContain(
      'JS/1 e.csv may be cut off. 10000 records: looks cut off at the usual row limit of an export.',
    );
    const intake = { ...UNSTATED_INTAKE, exportRowLimit: '10 rows' };
    expect(limitations({}, 0, [{ type: 'exhibit-described', number: 'JS/1', intake }])).toContain(
      'JS/1 may be cut off. 10 records: exactly the row limit that was stated for the export.',
    );
    expect(limitations({ records: 9_999 })).not.toContain('may be cut off');
    const reason = 'NextToken is set: the export goes on behind its last record.';
    const problem = { line: null, offset: null, code: 'may-be-cut-off' as const, reason };
    expect(limitations({ path: 'trail.json', records: 50, problems: [problem] })).toContain(
      `JS/1 trail.json may be cut off. 50 records, may be cut off: ${reason} What its source held beyond is not examined.`,
    );
  });

  it('says what was read, or left, on the word of the examiner', () => {
    const stated = { reading: { kind: 'format', format: 'falco' }, reason: 'seen', by: 'Jane' } as const;
    expect(limitations({ path: 'a.log', stated })).toContain('not as the content says: JS/1 a.log.');
    expect(limitations({ path: 'n.txt', stated, format: 'not-evidence' })).toContain(
      'not to be evidence, and so not examined: JS/1 n.txt.',
    );
  });

  it('says which year was taken for times without one, and who stated it', () => {
    const yearless = { path: 'auth.log', zoneNeeded: true, yearNeeded: true } as const;
    expect(limitations(yearless)).toContain('write no year: JS/1 auth.log. The year of the first is not stated yet.');
    const adjustment = {
      exhibit: 'JS/1',
      member: 'auth.log',
      zone: 'Europe/Berlin',
      year: 2025,
      offsetNs: '0',
      uncertaintyNs: '0',
      reason: 'dates of the archive',
    };
    const told = limitations(yearless, 0, [
      { type: 'case-described', changes: { examiner: 'Jane Smith' } },
      { type: 'adjusted', adjustment },
    ]);
    expect(told).toContain(
      'The year of the first is stated by the examiner, Jane Smith, not by the records: 2025 for JS/1 auth.log.',
    );
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
