import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

  async function chooseColumn(dialog: Locator, meaning: string, path: string): Promise<void> {
    const header = page.getByRole('rowheader', { name: meaning, exact: true });
    const row = dialog.getByRole('row').filter({ has: header });
    await row.getByRole('button').click();
    await page.getByRole('option', { name: path, exact: true }).click();
  }

  /** Members of the ledger that bear the examiner's word. */
  const statedCount = (): Promise<number> => page.locator('.badge', { hasText: 'stated by the examiner' }).count();

  async function statedOf(): Promise<number> {
    await examiner.goTo('Ledger');
    await page.locator('.badge').first().waitFor();
    return statedCount();
  }

  /** Every event as it is exported, in order of time, the undated ones last. */
  async function events(): Promise<string> {
    await examiner.goTo('Time line');
    expect(await examiner.query('')).toContain('shown 307 of 307 events');
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Export the events shown' });
    await dialog.getByRole('radio', { name: 'NDJSON', exact: true }).click();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const messages = page.getByRole('region', { name: 'Messages' });
    const said = await messages.getByText('307 events saved to ').innerText();
    await messages.getByRole('button', { name: 'Dismiss this message' }).click();
    return readFileSync(said.replace(/^.* saved to /, ''), 'utf8');
  }

  /** Shows what a person sees, where somebody wants to look. */

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
    await expect.poll(statedCount).toBe(1);
    await close('honey.csv');
    await examiner.goTo('Time line');
    expect(await examiner.query('exhibit.format: mapped')).toContain('shown 301 of 301 events');
  });

  it('is a list in a document: words, a pattern and a zone are named, odd times shown', async () => {
    const dialog = await openReading('entries.json');
    await dialog.getByRole('button', { name: /elements of the list audit\.entries/ }).waitFor();
    await dialog.getByText('3 records, 3 events, 2 with a time (2 without a zone), 1 undated, 0 rejected.').waitFor();
    await dialog.getByText('The time "soon" cannot be read').waitFor();
    await dialog.getByText('exhibit.outcome denied').first().waitFor();
    const zone = dialog.getByRole('combobox', { name: /^Zone of the times/ });
    // A list closes when what it hangs on is scrolled.
    await zone.scrollIntoViewIfNeeded();
    await zone.fill('Europe/Berlin');
    await page.getByRole('option', { name: 'Europe/Berlin' }).first().click();
    await save(dialog, 'Manual of the product, section 4');
    await close('entries.json');
    await examiner.goTo('Time line');
    expect(await examiner.query('user.name: mallory and exhibit.outcome: denied')).toContain('shown 1 of 304 events');
    await examiner.chooseFirstRow();
    await page.getByText('2024-05-13 08:00:00').first().waitFor();
  });

  it('is a report of a dynamic analysis: its layout is named', async () => {
    const dialog = await openReading('analysis.json');
    await dialog.getByRole('radio', { name: 'DTA report' }).click();
    await chooseColumn(dialog, 'Behaviours', 'observations[]');
    await chooseColumn(dialog, 'Image', 'artifact.ref');
    await chooseColumn(dialog, 'Indicators of compromise', 'badThings[]');
    await chooseColumn(dialog, 'Name', 'label');
    await chooseColumn(dialog, 'Category', 'phase');
    await chooseColumn(dialog, 'Time in the sandbox', 'tick');
    await dialog.getByRole('button', { name: /Unit of bare numbers/ }).click();
    await page.getByRole('option', { name: 'milliseconds', exact: true }).click();
    await dialog.getByText('1 record, 3 events, 0 with a time, 3 undated, 0 rejected.').waitFor();
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      expect(await seriousFindings(page)).toEqual([]);
    }
    await save(dialog, 'Support of the vendor, ticket 7');
    await close('analysis.json');
    await examiner.goTo('Time line');
    expect(await examiner.query('rule.name: "Miner started" and exhibit.sandbox.offset: 1200')).toContain(
      'shown 1 of 307',
    );
    expect(await examiner.query('exhibit.indicator.ioc: 203.0.113.9')).toContain('shown 1 of 307');
  });

  it('is the same again in a new program without its database', async () => {
    const before = await events();
    await exhibit.stop();
    const cache = join(exhibit.userData, 'cache');
    for (const storage of readdirSync(cache)) {
      if (storage !== 'start') rmSync(join(cache, storage), { recursive: true, force: true });
    }
    const start = await exhibit.start();
    await start.getByLabel('Path of the case folder').fill(caseFolder);
    await start.getByRole('button', { name: 'Open', exact: true }).click();
    examiner = new Examiner(await exhibit.page('case'));
    page = examiner.page;
    expect(await events()).toBe(before);
    await examiner.goTo('Ledger');
    await expect.poll(statedCount).toBe(3);
  });

  it('is proposed again by its columns, and what was stated is undone whole', async () => {
    await page.keyboard.press('Control+z');
    await page
      .getByText(/was read again as stated/)
      .first()
      .waitFor();
    await expect.poll(statedCount).toBe(2);
    const dialog = await openReading('analysis.json');
    await dialog.getByRole('radio', { name: 'DTA report' }).click();
    // Remembered on this machine for these columns.
    await dialog.getByText('1 record, 3 events, 0 with a time, 3 undated, 0 rejected.').waitFor();
    await dialog.getByRole('radio', { name: 'Not evidence' }).click();
    await save(dialog, 'Made by the laboratory itself');
    await page.getByText('not-evidence').first().waitFor();
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

  it('is read by keys alone, at 200 %', async () => {
    await page.evaluate(() => {
      document.documentElement.style.zoom = '2';
    });
    await page.getByRole('button', { name: 'honey.csv', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Read it otherwise…' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: MEMBERS });
    await dialog.getByRole('radio', { name: 'Not evidence' }).focus();
    await page.keyboard.press('Space');
    await dialog.getByText('The member is not read.').waitFor();
    await dialog.getByLabel(/^What this rests on/).focus();
    await page.keyboard.type('No log at all');
    await expect.poll(() => dialog.getByRole('button', { name: 'Read it so' }).isEnabled()).toBe(true);
    const isWhole = (element: Element): boolean => element.scrollWidth <= element.clientWidth;
    expect(await dialog.locator('.dialog-body').evaluate(isWhole)).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});
