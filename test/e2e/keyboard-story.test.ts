import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Keyboard } from './keyboard.js';
import { RunningExhibit } from './running-exhibit.js';

/** Made-up alerts over three containers: rule, container, program. */
const STEPS = [
  ['Shell by the web server', 'web', 'sh'],
  ['Download tool started', 'web', 'curl'],
  ['Token of the service account read', 'web', 'cat'],
  ['Shell in the data base', 'db', 'bash'],
  ['Dump of all tables', 'db', 'pg_dump'],
  ['Miner started', 'jobs', 'xmrig'],
] as const;

const LINKS = [
  ['S1', 'S2', 'child of that shell'],
  ['S3', 'S4', 'the token opens the data base'],
  ['S5', 'S6', 'credentials of the dump'],
] as const;

const OTHERS = 30;
const ALL = STEPS.length + OTHERS;

function alert(index: number, rule: string, container: string, program: string): string {
  const time = `2026-03-02T09:${String(index).padStart(2, '0')}:00.000000001Z`;
  return JSON.stringify({
    rule,
    priority: 'Warning',
    output: `${rule} (program=${program})`,
    source: 'syscall',
    hostname: 'node-1',
    time,
    output_fields: {
      'container.id': container.padEnd(12, '0'),
      'container.name': container,
      'k8s.ns.name': 'shop',
      'k8s.pod.name': `${container}-1`,
      'proc.name': program,
      'user.name': 'root',
    },
  });
}

function writeAlerts(path: string): void {
  const steps = STEPS.map(([rule, container, program], index) => alert(index, rule, container, program));
  const others = Array.from({ length: OTHERS }, (_, index) =>
    alert(STEPS.length + index, 'Contact to the API server', index % 2 === 0 ? 'web' : 'db', 'node'),
  );
  writeFileSync(path, `${[...steps, ...others].join('\n')}\n`);
}

describe('the story by keyboard alone', () => {
  const exhibit = new RunningExhibit();
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-keyboard-'));
  const evidence = join(folder, 'falco.log');
  const caseFolder = join(folder, 'case');
  let page: Page;
  let keyboard: Keyboard;

  const hasFocus = async (): Promise<boolean> => page.evaluate(() => document.activeElement !== document.body);

  /** Ends a test: every stop of its walks was seen. */
  const allSeen = (): void => expect(keyboard.unseen).toEqual([]);

  beforeAll(async () => {
    writeAlerts(evidence);
    page = await exhibit.start();
    keyboard = new Keyboard(page);
  });
  afterAll(async () => {
    await exhibit.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('makes a case', async () => {
    await page.getByRole('heading', { name: 'New case' }).waitFor();
    await keyboard.fill(page.getByLabel('Case number'), 'KEY-1');
    await keyboard.fill(page.getByLabel('Title'), 'By keyboard');
    await keyboard.fill(page.getByLabel('Examiner'), 'Jane Smith');
    await keyboard.fill(page.getByLabel('Folder of the case'), caseFolder);
    await keyboard.press('Enter');
    allSeen();
    page = await exhibit.page('case');
    keyboard = new Keyboard(page);
    await page.getByText('No events yet').waitFor();
  });

  it('imports by the path of a file', async () => {
    await keyboard.press('i');
    const dialog = page.getByRole('dialog', { name: 'Import evidence' });
    await keyboard.fill(dialog.getByLabel('Path of a file or folder'), evidence);
    await keyboard.press('Enter');
    await dialog.getByText('falco.log').waitFor();
    await expect.poll(hasFocus).toBe(true);
    await keyboard.fill(dialog.getByLabel('Where does this come from?'), 'Made up for this test');
    await keyboard.use(dialog.getByRole('button', { name: 'Copy and import' }));
    await page.getByRole('heading', { name: 'What do I have' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
    await keyboard.press('2');
    await page.getByText(`shown ${ALL} of ${ALL} events`).waitFor();
    allSeen();
  });

  it('filters, annotates and makes six steps over three containers', async () => {
    const grid = page.getByRole('grid', { name: 'Events' });
    for (const [rule] of STEPS) {
      await keyboard.press('/');
      await keyboard.fill(page.getByLabel('Query', { exact: true }), `rule.name: "${rule}"`);
      await keyboard.press('Enter');
      await page.getByText(`shown 1 of ${ALL} events`).waitFor();
      await keyboard.walkTo(grid, 'F6');
      await keyboard.press('Home');
      await keyboard.press('Enter');
      await page.getByRole('region', { name: 'Event' }).getByText(rule).first().waitFor();
      await keyboard.press('n');
      await keyboard.walkTo(page.getByLabel(/^Note: what this event means/));
      await keyboard.type(`${rule}, says the record.`);
      await keyboard.press('Control+Enter');
      await page.getByText('in the journal').waitFor();
      await keyboard.press('Shift+F6');
      await keyboard.press('k');
      await page.getByLabel('Step of the kill chain (K)').waitFor();
    }
    allSeen();
  });

  it('links causes to effects', async () => {
    await keyboard.press('4');
    const figure = page.getByRole('figure', { name: 'Kill chain' });
    for (const [from, to, reason] of LINKS) {
      await keyboard.use(figure.getByRole('button', { name: new RegExp(`^${from} `) }));
      await keyboard.use(figure.getByRole('button', { name: new RegExp(`^${to} `) }));
      const form = page.getByRole('form', { name: 'New link' });
      await keyboard.fill(form.getByLabel('Why the first led to the second'), reason);
      await keyboard.use(form.getByRole('button', { name: 'Add the link' }));
      await form.waitFor({ state: 'detached' });
      await expect.poll(hasFocus).toBe(true);
    }
    await page.getByText('6 steps, 3 links, 3 workloads').waitFor();
    allSeen();
  });

  it('undoes and does again', async () => {
    await keyboard.press('Control+z');
    await page.getByText('6 steps, 2 links').waitFor();
    await keyboard.press('Control+Shift+z');
    await page.getByText('6 steps, 3 links').waitFor();
  });

  it('shows times in another zone', async () => {
    await keyboard.command('case.zone');
    const dialog = page.getByRole('dialog', { name: 'Display zone of the case' });
    await keyboard.fill(dialog.getByRole('combobox'), 'Asia/Tokyo');
    await page.getByRole('option', { name: 'Asia/Tokyo' }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await keyboard.use(dialog.getByRole('button', { name: 'Show times in Asia/Tokyo' }));
    await dialog.waitFor({ state: 'detached' });
    const inTokyo = page.getByText(/2026-03-02 18:00:00\.000000001 .*\+09:00/).first();
    await inTokyo.waitFor();
    await keyboard.press('u');
    await inTokyo.waitFor({ state: 'detached' });
    allSeen();
  });

  it('exports the report and says where it lies', async () => {
    await keyboard.command('report.export');
    await page.getByText(/pages written to/).waitFor({ timeout: 90_000 });
    const [report = ''] = readdirSync(join(caseFolder, 'reports'));
    await page.getByText(join(caseFolder, 'reports', report)).waitFor();
  });

  it('closes the case and opens it again', async () => {
    await keyboard.command('case.close');
    page = await exhibit.page('start');
    keyboard = new Keyboard(page);
    await keyboard.fill(page.getByLabel('Path of the case folder'), caseFolder);
    await keyboard.press('Enter');
    allSeen();
    page = await exhibit.page('case');
    keyboard = new Keyboard(page);
    await page.getByRole('heading', { name: 'What do I have' }).waitFor();
    await keyboard.press('4');
    await page.getByText('6 steps, 3 links, 3 workloads').waitFor();
  });

  it.each([
    ['1', 'Overview'],
    ['2', 'Time line'],
    ['3', 'Ledger'],
    ['4', 'Kill chain'],
    ['5', 'Report'],
    ['6', 'Case'],
  ] as const)('Tab walks once around the place of %s, past everything that can be operated', async (key, place) => {
    await keyboard.press(key);
    await page.getByRole('radio', { name: place, checked: true }).waitFor();
    await page.locator('[aria-busy="true"], [role="progressbar"]').first().waitFor({ state: 'detached' });
    const { stops, outOfOrder, missed } = await keyboard.walkAround();
    expect(stops.length).toBeGreaterThan(12);
    expect(outOfOrder).toEqual([]);
    expect(missed).toEqual([]);
    allSeen();
  });

  it.each([
    ['i', 'Import evidence'],
    ['o', 'Columns of the grid'],
    ['e', 'Export the events shown'],
    ['s', 'Searches'],
    ['b', /^Mark /],
    ['Control+,', 'Settings'],
    ['?', 'Help and about'],
  ] as const)('the dialog of %s keeps the focus, and gives it back', async (key, name) => {
    await keyboard.press('2');
    const grid = page.getByRole('grid', { name: 'Events' });
    await keyboard.walkTo(grid, 'F6');
    await keyboard.press(key);
    const dialog = page.getByRole('dialog', { name });
    await dialog.waitFor();
    const { stops, outOfOrder, missed } = await keyboard.walkAround();
    const isWithin = await dialog.evaluate((element) => element.contains(document.activeElement));
    await keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => grid.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(stops.length).toBeGreaterThan(0);
    expect({ isWithin, outOfOrder, missed }).toEqual({ isWithin: true, outOfOrder: [], missed: [] });
    allSeen();
  });
});
