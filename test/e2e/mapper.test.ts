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

/** Entries of a product that nobody knows, in a list that no format knows. */
const ENTRIES = JSON.stringify({
  product: 'gatekeeper-lite',
  audit: {
    entries: [
      {
        stamp: '13/05/2024 10:00:00',
        who: 'mallory',
        what: 'exec',
        verdict: 'DENIED',
        box: { pod: 'web-1', ns: 'shop' },
      },
      { stamp: '13/05/2024 10:00:05', who: 'mallory', what: 'exec', verdict: 'OK', box: { pod: 'web-1', ns: 'shop' } },
      { stamp: 'soon', who: 'alice', what: 'list', verdict: 'OK', box: { pod: 'db-0', ns: 'shop' } },
    ],
  },
});

/** A dynamic analysis of a layout that no words tell. */
const ANALYSIS = JSON.stringify({
  artifact: { ref: 'shop/web:1', sum: `sha256:${'a'.repeat(64)}` },
  observations: [
    { label: 'Miner started', phase: 'Communication', tick: 1200, note: 'connects to 203.0.113.9' },
    { label: 'Shell opened', phase: 'Initial Execution', tick: 300, note: '/bin/sh -i' },
  ],
  badThings: ['203.0.113.9'],
});

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
    writeFileSync(join(evidence, 'entries.json'), ENTRIES);
    writeFileSync(join(evidence, 'analysis.json'), ANALYSIS);
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
    await save(dialog, 'Column names of the export');
    await page.getByText('stated by the examiner').waitFor();
    await close('honey.csv');
    await examiner.goTo('Time line');
    expect(await examiner.query('exhibit.format: mapped')).toContain('shown 301 of 301 events');
  });
});
