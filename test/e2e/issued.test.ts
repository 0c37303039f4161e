import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JOURNAL_FILE } from '../../main/services/journal-reading.js';
import { verifyReport } from '../../main/services/verify/verify-report.js';
import type { Act } from '../../parsers/model/case.js';
import { squeezed } from './hostile-text/screen-text.js';
import { makeReadyCase } from './ready-case.js';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

const hasPdftotext = spawnSync('pdftotext', ['-v']).error === undefined;

describe('a report from draft to issued', () => {
  const exhibit = new RunningExhibit();
  const folder = join(exhibit.userData, 'Exhibit/2026-117');
  const reports = join(folder, 'reports');
  let page: Page;
  let examiner: Examiner;

  const panel = () => page.getByRole('region', { name: 'Review and issue' });
  const toDo = () => panel().getByRole('list', { name: 'To do before it can be issued' }).getByRole('listitem');
  const acts = (): readonly Act[] =>
    readFileSync(join(folder, JOURNAL_FILE), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { body: { act: Act } }).body.act);
  const issues = () => acts().flatMap((act) => (act.type === 'report-issued' ? [act.issue] : []));
  const sha256 = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(join(reports, file)))
      .digest('hex');
  /** Text of a PDF without white space, one entry per page. */
  const pages = (file: string): readonly string[] =>
    execFileSync('pdftotext', ['-raw', join(reports, file), '-'], { maxBuffer: 1 << 26 })
      .toString()
      .split('\f')
      .slice(0, -1)
      .map(squeezed);

  async function review(kind: 'Technical' | 'Administrative'): Promise<void> {
    await page.getByRole('button', { name: 'Record a review' }).click();
    const dialog = page.getByRole('dialog', { name: 'Record a review' });
    await dialog.getByRole('radio', { name: kind }).click();
    await dialog.getByLabel('Reviewed by').fill('A. Khan, senior examiner');
    await dialog.getByLabel('Reviewed on').fill('2026-03-10');
    await dialog.getByLabel('Reviewed on').press('Tab');
    await dialog.getByRole('button', { name: 'Record it' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
  }

  async function issue(version: number): Promise<void> {
    await page.getByRole('button', { name: `Issue version ${version}…` }).click();
    await page
      .getByRole('dialog', { name: `Issue version ${version}` })
      .getByRole('button', { name: 'Issue it' })
      .click();
    await panel().getByText(`Version ${version}`, { exact: true }).waitFor({ timeout: 120_000 });
    await page.getByText(/pages? written to/).waitFor();
  }

  beforeAll(async () => {
    await makeReadyCase(folder);
    const start = await exhibit.start();
    await start.getByLabel('Path of the case folder').fill(folder);
    await start.getByRole('button', { name: 'Open', exact: true }).click();
    page = await exhibit.page('case');
    examiner = new Examiner(page);
    await examiner.goTo('Report');
  });
  afterAll(() => exhibit.remove());

  it('says what bars it, with a way to each', async () => {
    await toDo().first().waitFor();
    expect(await toDo().allInnerTexts()).toEqual([
      'Laboratory, with address: not stated',
      'Technical review: none is recorded',
      'Administrative review: none is recorded',
    ]);
    expect(await page.getByRole('button', { name: 'Issue version 1…' }).isDisabled()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await toDo()
      .getByRole('button', { name: /^Laboratory/ })
      .press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Particulars for the report' });
    await dialog.getByLabel('Laboratory, with address (obligatory)').fill('Forensic Lab, Leeds');
    await dialog.getByRole('button', { name: 'Save the particulars' }).click();
    await examiner.goTo('Report');
    await review('Technical');
    await toDo().first().waitFor();
    expect(await toDo().allInnerTexts()).toEqual(['Administrative review: none is recorded']);
    await review('Administrative');
    await panel().getByText('reviewed', { exact: true }).waitFor();
  });

  it.skipIf(!hasPdftotext)('marks every page of a draft, and does not sign it (pdftotext)', async () => {
    await page.getByRole('button', { name: 'Export PDF' }).click();
    await page.getByText(/pages? written to/).waitFor({ timeout: 120_000 });
    const [draft = ''] = readdirSync(reports);
    const printed = pages(draft);
    expect(printed.length).toBeGreaterThan(5);
    expect(printed.filter((text) => !text.includes('DRAFT,notexaminedbyaperson'))).toEqual([]);
    expect(readFileSync(join(reports, draft)).includes('/ByteRange')).toBe(false);
  });

  it('issues version 1: signed, read-only, journalled with its hash', async () => {
    await issue(1);
    const [first] = issues();
    expect(first?.file).toBe('2026-117 report v1.pdf');
    expect(first?.sha256).toBe(sha256(first?.file ?? ''));
    expect(first?.sections).toContain('review');
    expect(statSync(join(reports, first?.file ?? '')).mode & 0o777).toBe(0o444);
    const { answers, manifest } = verifyReport(readFileSync(join(reports, first?.file ?? '')), []);
    expect(answers.filter(({ answer }) => answer === 'no')).toEqual([]);
    expect(manifest).not.toBeNull();
    // The export of an issued report is its issue: there is no second line about it.
    expect(acts().at(-1)?.type).toBe('report-issued');
    expect(await seriousFindings(page)).toEqual([]);
  });

  it.skipIf(!hasPdftotext)('prints reviews and version, and no mark of a draft (pdftotext)', () => {
    const printed = pages('2026-117 report v1.pdf');
    expect(printed.filter((text) => text.includes('DRAFT'))).toEqual([]);
    expect(printed.filter((text) => !text.includes('version1,issued'))).toEqual([]);
    expect(printed.join('')).toContain('TechnicalreviewA.Khan,seniorexaminer,2026-03-10:agreed');
    expect(printed.join('')).not.toContain('Versionsissuedbefore');
  });

  it('is barred again by a change, which is listed', async () => {
    await examiner.goTo('Case');
    const form = page.getByRole('region', { name: 'Case', exact: true });
    await form.getByLabel('Title').fill('Escape to node-2');
    await form.getByRole('button', { name: 'Save changes' }).click();
    await examiner.goTo('Report');
    await panel().getByRole('heading', { name: '1 change since version 1' }).waitFor();
    expect(
      await panel().getByRole('list', { name: 'Changes since version 1' }).getByRole('listitem').allInnerTexts(),
    ).toEqual(['Case changed: description (title)']);
    expect(await toDo().allInnerTexts()).toEqual([
      expect.stringMatching(/^Technical review: made before the case was changed last \(line \d+\)$/),
      expect.stringMatching(/^Administrative review: made before the case was changed last \(line \d+\)$/),
    ]);
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('issues version 2 beside version 1, which stays as it was', async () => {
    const before = sha256('2026-117 report v1.pdf');
    await review('Technical');
    await review('Administrative');
    await issue(2);
    expect(sha256('2026-117 report v1.pdf')).toBe(before);
    expect(issues().map(({ version, file }) => [version, file])).toEqual([
      [1, '2026-117 report v1.pdf'],
      [2, '2026-117 report v2.pdf'],
    ]);
    await panel().getByText('superseded by version 2').waitFor();
  });

  it.skipIf(!hasPdftotext)('says in version 2 what changed since version 1 (pdftotext)', () => {
    const printed = pages('2026-117 report v2.pdf').join('');
    expect(printed).toContain('Whatchangedsinceversion1');
    expect(printed).toContain('Casechanged:description(title)');
    expect(printed).toContain('supersededbythisversion');
    expect(printed).toContain(issues()[0]?.sha256);
  });

  it('withdraws a version with the reason, for good', async () => {
    await page.getByRole('button', { name: 'Withdraw version 2' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Withdraw version 2' });
    await dialog.getByLabel('Why it is withdrawn').fill('wrong time zone');
    await dialog.getByRole('button', { name: 'Withdraw it' }).click();
    await panel()
      .getByText(/^Withdrawn \d{4}-\d\d-\d\d \d\d:\d\d UTC: wrong time zone$/)
      .waitFor();
    expect(acts().at(-1)).toEqual({ type: 'report-withdrawn', version: 2, reason: 'wrong time zone' });
    expect(await page.getByRole('button', { name: 'Withdraw version 2' }).count()).toBe(0);
  });
});
