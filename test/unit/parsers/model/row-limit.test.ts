import { describe, expect, it } from 'vitest';
import { cutOffSuspicion } from '../../../../parsers/model/row-limit.js';

const USUAL = 'records: looks cut off at the usual row limit of an export';
const STATED = 'records: exactly the row limit that was stated for the export';

describe('an export that looks cut off', () => {
  it.each([500, 1000, 10_000, 30_000, 50_000, 65_535, 100_000, 500_000, 1_048_575])(
    'has exactly %d records',
    (records) => {
      expect(cutOffSuspicion({ records, problems: [] }, undefined)).toBe(USUAL);
      expect(cutOffSuspicion({ records: records - 1, problems: [] }, undefined)).toBeNull();
      expect(cutOffSuspicion({ records: records + 2, problems: [] }, undefined)).toBeNull();
    },
  );

  it.each(['2500', '2,500 rows', '2 500', '2.500 Zeilen', "LIMIT 2'500", 'rows: 2_500'])(
    'has as many as the intake states: %s',
    (exportRowLimit) => {
      expect(cutOffSuspicion({ records: 2500, problems: [] }, { exportRowLimit })).toBe(STATED);
      expect(cutOffSuspicion({ records: 2499, problems: [] }, { exportRowLimit })).toBeNull();
    },
  );

  it.each(['', 'none', '0', '100 or 2500', '2500 in 2 parts'])(
    'is not told from a limit stated as "%s"',
    (exportRowLimit) => {
      expect(cutOffSuspicion({ records: 2500, problems: [] }, { exportRowLimit })).toBeNull();
      expect(cutOffSuspicion({ records: 0, problems: [] }, { exportRowLimit })).toBeNull();
    },
  );

  it('says so itself', () => {
    const problem = { line: null, offset: null, code: 'may-be-cut-off', reason: 'NextToken is set.' } as const;
    expect(cutOffSuspicion({ records: 10_000, problems: [problem] }, { exportRowLimit: '10000' })).toBe(
      'records, may be cut off: NextToken is set.',
    );
  });
});
