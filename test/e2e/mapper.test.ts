import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

const TABLE = readFileSync(
  new URL('../../sample-evidence/csv/otrf/AWS_S3_HoneyBucketLogs.csv', import.meta.url),
  'utf8',
);

const MEMBERS = 'How this member is read';

describe('what no format knows', () => {
  const exhibit = new RunningExhibit();
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-mapper-'));
  const evidence = join(folder, 'export');
  const caseFolder = join(folder, 'case');
  let examiner: Examiner;
  let page: Page;

  beforeAll(async () => {
    await mkdir(evidence);
    writeFileSync(join(evidence, 'honey.csv'), TABLE);
  });
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function openReading(member: string): Promise<Locator> {
    await examiner.goTo('Ledger');
    const row = page.getByRole('button', { name: member, exact: true });
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
    await page.getByRole('button', { name: 'Read it otherwise…' }).first().click();
    return page.getByRole('dialog', { name: MEMBERS });
  }

  async function close(member: string): Promise<void> {
    await page.getByRole('button', { name: member, exact: true }).click();
  }

  /** Members of the ledger that bear the examiner's word. */
  const statedCount = (): Promise<number> => page.locator('.badge', { hasText: 'stated by the examiner' }).count();

  async function statedOf(): Promise<number> {
    await examiner.goTo('Ledger');
    await page.locator('.badge').first().waitFor();
    return statedCount();
  }

  /** Shows what a person sees, where somebody wants to look. */
  async function picture(name: string): Promise<void> {
    if (process.env['LOOK'] !== undefined) await page.screenshot({ path: `${process.env['LOOK']}/mapper-${name}.png` });
  }

  async function save(dialog: Locator, reason: string): Promise<void> {
    await dialog.getByLabel(/^What this rests on/).fill(reason);
    await dialog.getByRole('button', { name: 'Read it so' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByText(/was read again as stated/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Dismiss this message' }).first().click();
  }

  it('is a table: its columns are proposed, previewed and read', async () => {
    const start = await exhibit.start();
    await start.getByLabel('Case number').fill('E2E-M');
    await start.getByLabel('Examiner').fill('Jane Smith');
    await start.getByLabel('Folder of the case').fill(caseFolder);
    await start.getByRole('button', { name: 'Make the case' }).click();
    examiner = new Examiner(await exhibit.page('case'));
    page = examiner.page;
    await examiner.drop([evidence]);
    await examiner.importDropped('Exports of three products');
    const dialog = await openReading('honey.csv');
    await dialog.getByText('301 records, 301 events, 301 with a time, 0 undated, 0 rejected.').waitFor();
    await dialog.getByText('2020-02-11 03:33:11').first().waitFor();
    await dialog.getByText('2022-02-18 17:34:57').first().waitFor();
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      expect(await seriousFindings(page)).toEqual([]);
    }
    await picture('table');
    await save(dialog, 'Column names of the export');
    await expect.poll(statedCount).toBe(1);
    await close('honey.csv');
    await examiner.goTo('Time line');
    expect(await examiner.query('exhibit.format: mapped')).toContain('shown 301 of 301 events');
  });

  it('is said once for all members with the same columns, in any order', async () => {
    const days = join(folder, 'days');
    await mkdir(days);
    writeFileSync(join(days, 'day-1.csv'), 'when,who,what\n2024-05-13T10:00:00Z,alice,login\n');
    writeFileSync(join(days, 'day-2.csv'), 'who,what,when\nbob,logout,2024-05-14T10:00:00Z\n');
    writeFileSync(join(days, 'other.csv'), 'a,b,c\n1,2,3\n');
    await examiner.drop([days]);
    await examiner.importDropped('Exports by day');
    const before = await statedOf();
    const dialog = await openReading('day-1.csv');
    await dialog.getByText('1 record, 1 event, 1 with a time, 0 undated, 0 rejected.').waitFor();
    await dialog.getByRole('button', { name: 'Find members with the same columns' }).click();
    await dialog.getByRole('checkbox', { name: 'day-2.csv' }).waitFor();
    expect(await dialog.getByRole('checkbox').count()).toBe(1);
    await save(dialog, 'Export by day');
    await close('day-1.csv');
    await expect.poll(statedCount).toBe(before + 2);
    await examiner.goTo('Time line');
    expect(await examiner.query('user.name: bob and event.action: logout')).toContain('shown 1 of');
    await examiner.goTo('Ledger');
  });
});
