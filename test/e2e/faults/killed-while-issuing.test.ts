import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCase } from '../../../main/services/case-folder.js';
import { makeReadyCase } from '../ready-case.js';
import { FaultCase } from './fault-case.js';
import type { Kill } from './killable-run.js';

const DATE = '2026-11-20T00:00:00Z';
const NO_ISSUE = 'The issue of a report was interrupted before it counted: nothing was issued. Issue it again.';
const ISSUED = 'Version 1 of the report was issued when the program ended; it is 2026-117 report v1.pdf in reports.';

/** `kill`: asked of the case that is issued. `issued`: whether it counts. `says`: what the next opening tells of it. */
interface Moment {
  readonly failpoint: string;
  readonly kill: ((remains: FaultCase) => Kill) | null;
  readonly issued: boolean;
  readonly says: string | null;
}

/** The folder in which its pages lie before they are finished. */
const isPrinting = ({ folder }: FaultCase): boolean =>
  readdirSync(join(folder, 'reports'), { withFileTypes: true }).some((entry) => entry.isDirectory());

const MOMENTS: Readonly<Record<string, Moment>> = {
  'while its pages are printed': {
    failpoint: '',
    kill: (remains) => ({ target: 'node', after: () => isPrinting(remains) }),
    issued: false,
    says: null,
  },
  'the file has its bytes, but no name': {
    failpoint: 'file-written:.issuing-1',
    kill: null,
    issued: false,
    says: null,
  },
  'the file is there, the line is not': {
    failpoint: 'before-journal-write:report-issued',
    kill: null,
    issued: false,
    says: NO_ISSUE,
  },
  'the line is there, the file has its temporary name': {
    failpoint: 'journal-synced:report-issued',
    kill: null,
    issued: true,
    says: ISSUED,
  },
};

describe.skipIf(process.platform !== 'linux')('a report is issued whole or not at all', () => {
  const base = FaultCase.create();
  /** The same before its laboratory was stated, and before anybody reviewed it. */
  let unready: FaultCase;

  const issue = (of: FaultCase, out: string, environment = {}, kill: Kill | null = null) =>
    of.run(['report', '--issue', '--date', DATE, '--out', join(of.home, out)], environment, kill);
  const issuesOf = (of: FaultCase) =>
    of
      .journal()
      .acts()
      .flatMap((act) => (act.type === 'report-issued' ? [act.issue] : []));
  const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

  /** The reports folder holds the issued versions as the journal states them, read-only, and nothing else. */
  const expectReports = (of: FaultCase): void => {
    const reports = join(of.folder, 'reports');
    expect(readdirSync(reports).toSorted()).toEqual(issuesOf(of).map(({ file }) => file));
    for (const { file, sha256 } of issuesOf(of)) {
      expect(hashOf(join(reports, file))).toBe(sha256);
      expect(statSync(join(reports, file)).mode & 0o777).toBe(0o444);
    }
  };

  beforeAll(async () => {
    await makeReadyCase(base.folder);
    unready = base.copy();
    const opened = await openCase(base.folder, 'fault test');
    const particulars = { ...opened.state().particulars, laboratory: 'Forensic Lab, Leeds' };
    await opened.append({ type: 'particulars-stated', particulars });
    for (const kind of ['technical', 'administrative'] as const)
      await opened.append({
        type: 'report-reviewed',
        review: { kind, by: 'A. Khan', on: '2026-03-10', outcome: 'agreed', remarks: '' },
      });
    await opened.close();
  });
  afterAll(async () => {
    await unready?.remove();
    await base.remove();
  });

  test('not at all while something obligatory is not stated, and what that is, is said', async () => {
    const { exit, stdout, stderr } = await issue(unready, 'none.pdf');
    expect([exit, stdout]).toEqual([3, '']);
    expect(stderr).toContain(
      'This report cannot be issued yet. Laboratory, with address: not stated; Technical review: none is recorded; Administrative review: none is recorded.',
    );
    expect(issuesOf(unready)).toEqual([]);
    expect(readdirSync(join(unready.folder, 'reports'))).toEqual([]);
    expect(existsSync(join(unready.home, 'none.pdf'))).toBe(false);
  });

  test.each(Object.entries(MOMENTS))('killed: %s', async (_name, { failpoint, kill, issued, says }) => {
    const remains = base.copy();
    const ended = await issue(remains, 'first.pdf', { EXHIBIT_FAILPOINT: failpoint }, kill?.(remains) ?? null);
    expect([ended.signal, ended.stderr]).toEqual(['SIGKILL', '']);
    const confirmed = remains.journal().confirmed();
    expect(issuesOf(remains).map(({ version }) => version)).toEqual(issued ? [1] : []);

    const again = await issue(remains, 'again.pdf');
    expect(again.exit).toBe(0);
    expect(again.stderr).toMatch(/The case was not closed properly: the lock of .* was taken over/);
    if (says === null) expect(again.stderr).not.toMatch(/issue/i);
    else expect(again.stderr).toContain(says);
    expect(issuesOf(remains).map(({ version }) => version)).toEqual(issued ? [1, 2] : [1]);
    expect(remains.journal().startsWith(confirmed)).toBe(true);
    expect(remains.journal().fault()).toBeNull();
    expect(remains.leftovers()).toEqual([]);
    expectReports(remains);
    const last = issuesOf(remains).at(-1);
    expect(hashOf(join(remains.home, 'again.pdf'))).toBe(last?.sha256);

    for (const { file } of issuesOf(remains)) {
      const { exit, stdout } = await remains.run(['verify', join(remains.folder, 'reports', file), '--json']);
      const { answers } = JSON.parse(stdout) as {
        readonly answers: readonly { readonly id: string; readonly answer: string }[];
      };
      expect(exit).toBe(0);
      expect(answers.filter(({ answer }) => answer !== 'yes').map(({ id }) => id)).toEqual([
        'known',
        'time',
        'case-complete',
      ]);
    }
    await remains.remove();
  });
});
