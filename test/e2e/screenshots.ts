/**
 * Takes the pictures of docs/images from the running program: `npm run make:screenshots`. Pages of the report need
 * `pdftoppm` (poppler-utils); without it they are left as they are, and that is said.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';

const FOLDER = join(process.cwd(), 'docs/images');
const REPORT_PAGES = [
  ['report-cover', 1],
  ['report-kill-chain', 14],
  ['report-record', 24],
] as const;

/** In light and in dark; all of the window, or only a part of it. */
async function inBoth(page: Page, name: string, part: Locator | Page = page): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.mouse.move(0, 0);
    await page.waitForTimeout(400);
    await part.screenshot({ path: join(FOLDER, `${name}-${theme}.png`) });
  }
}

/** Dialogs by the key that opens them on the time line. */
const DIALOGS = [
  ['Control+k', 'All commands', 'commands'],
  ['?', 'Help and about', 'help'],
  ['Control+,', 'Settings', 'settings'],
  ['o', 'Columns of the grid', 'columns'],
  ['s', 'Searches', 'searches'],
  ['b', /^Mark /, 'mark'],
  ['e', 'Export the events shown', 'export'],
] as const;

async function dialogs(page: Page): Promise<void> {
  for (const [key, name, file] of DIALOGS) {
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name });
    await dialog.waitFor();
    await inBoth(page, `dialog-${file}`, dialog);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
}

/** A new case: empty, then while something large is read. */
async function newCase(exhibit: RunningExhibit, folder: string): Promise<void> {
  const start = await exhibit.start();
  await start.getByRole('heading', { name: 'New case' }).waitFor();
  await inBoth(start, 'start');
  await start.getByLabel('Case number').fill('2026-0142');
  await start.getByLabel('Title').fill('Miner in the payment cluster');
  await start.getByLabel('Examiner').fill('Jane Sample');
  await start.getByLabel('Folder of the case').fill(join(folder, 'case'));
  await start.getByRole('button', { name: 'Make the case' }).click();
  const examiner = new Examiner(await exhibit.page('case'));
  await examiner.page.getByText('No events yet').waitFor();
  await inBoth(examiner.page, 'empty');
  const large = join(folder, 'falco.log');
  const line = JSON.stringify({
    rule: 'Terminal shell in container',
    priority: 'Notice',
    output: 'shell '.repeat(120),
    time: '2026-10-14T09:00:00.000000001Z',
  });
  writeFileSync(large, `${line}\n`.repeat(150_000));
  await examiner.drop([large]);
  const dialog = examiner.page.getByRole('dialog', { name: 'Import evidence' });
  await dialog.waitFor();
  await inBoth(examiner.page, 'dialog-import', dialog);
  await dialog.getByRole('button', { name: 'Copy and import' }).click();
  await examiner.page
    .getByText(/events\/s|MB\/s/)
    .first()
    .waitFor();
  await inBoth(examiner.page, 'importing');
  await examiner.page.getByRole('button', { name: 'Cancel' }).first().click();
}

async function demonstration(exhibit: RunningExhibit): Promise<void> {
  const start = await exhibit.start();
  await start.getByRole('button', { name: 'Open the demonstration case' }).click();
  const examiner = new Examiner(await exhibit.page('case'));
  const { page } = examiner;
  await page.getByRole('heading', { name: 'What do I have' }).waitFor();
  await page.getByRole('region', { name: 'First steps' }).waitFor();
  await page.locator('.case-place [aria-busy="true"]').first().waitFor({ state: 'detached' });
  await inBoth(page, 'overview');
  await page.getByRole('button', { name: 'Close the first steps' }).click();
  await examiner.goTo('Time line');
  await page.getByText(/^shown [\d,]+ of/).waitFor({ timeout: 90_000 });
  await examiner.query('process.name: nsenter');
  await examiner.chooseFirstRow();
  await examiner.query('');
  await inBoth(page, 'time-line');
  await page.getByRole('region', { name: 'Event' }).getByRole('button', { name: 'Annotate' }).click();
  await inBoth(page, 'annotation', page.locator('.explore-detail'));
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await page.getByText(/^[\d,]+ groups of/).waitFor();
  await inBoth(page, 'groups');
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await page.getByRole('grid', { name: 'Events' }).waitFor();
  await dialogs(page);
  for (const place of ['Ledger', 'Kill chain', 'Report', 'Case'] as const) {
    await examiner.goTo(place);
    await inBoth(page, place.toLowerCase().replace(' ', '-'));
  }
  await examiner.goTo('Ledger');
  await page.getByRole('button', { name: 'Zones and clocks' }).click();
  const clocks = page.getByRole('dialog');
  await clocks.waitFor();
  await inBoth(page, 'dialog-clocks', clocks);
  await page.keyboard.press('Escape');
}

function reportPages(folder: string): void {
  const pdf = join(folder, 'report.pdf');
  const demo = 'sample-evidence/demonstration';
  execFileSync(process.execPath, [
    'main/cli/bin.mjs',
    'report',
    `${demo}/incident.tar.gz`,
    '--meta',
    `${demo}/case.json`,
    '--annotations',
    `${demo}/annotations.json`,
    '--out',
    pdf,
  ]);
  for (const [name, page] of REPORT_PAGES) {
    try {
      execFileSync('pdftoppm', [
        '-r',
        '80',
        '-f',
        `${page}`,
        '-l',
        `${page}`,
        '-png',
        '-singlefile',
        pdf,
        join(FOLDER, name),
      ]);
    } catch {
      process.stderr.write(`pdftoppm is not installed: ${name} was not taken\n`);
    }
  }
}

const folder = mkdtempSync(join(tmpdir(), 'exhibit-screenshots-'));
for (const run of [(exhibit: RunningExhibit) => newCase(exhibit, folder), demonstration]) {
  const exhibit = new RunningExhibit();
  try {
    await run(exhibit);
  } finally {
    await exhibit.remove();
  }
}
reportPages(folder);
rmSync(folder, { recursive: true });
process.stdout.write(`${readdirSync(FOLDER).length} pictures in docs/images\n`);
