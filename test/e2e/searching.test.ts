import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_SHOWN, DATED, EVENTS } from '../support/demonstration.js';
import { Examiner } from './examiner.js';
import { RunningExhibit, until } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

/** Where to leave pictures to look at; none are taken without it. */
const PICTURES = process.env['EXHIBIT_TEST_PICTURES'];

describe('searching', () => {
  const exhibit = new RunningExhibit();
  let examiner: Examiner;

  beforeAll(async () => {
    const start = await exhibit.start();
    await start.getByRole('button', { name: 'Open the demonstration case' }).click();
    examiner = new Examiner(await exhibit.page('case'));
    await examiner.goTo('Time line');
    await examiner.page.getByText(ALL_SHOWN).waitFor({ timeout: 90_000 });
  });
  afterAll(() => exhibit.remove());

  const checkLook = async (name: string): Promise<void> => {
    const { page } = examiner;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(300);
      if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}-${colorScheme}.png`) });
      expect(await seriousFindings(page)).toEqual([]);
    }
  };

  it('answers patterns, networks and times, and points at what is wrong', async () => {
    const patterns = await examiner.query('process.name: /^(ba|da)?sh$/');
    expect(patterns).toBe(await examiner.query('process.name: (sh or bash or dash)'));
    expect(patterns).not.toContain('shown 0 of');
    const all = await examiner.query('@timestamp: *');
    expect(all).toContain(`shown ${DATED} of`);
    const network = await examiner.query('source.ip: 198.51.100.0/24');
    expect(network).toBe(await examiner.query('source.ip: 198.51.100.*'));
    expect(await examiner.query('@timestamp < 2026-10-14')).toContain(`shown 0 of ${EVENTS}`);
    const line = examiner.page.getByLabel('Query', { exact: true });
    await line.fill('/curl|(wget/');
    await line.press('Enter');
    await examiner.page.getByText('Character 7: In the regular expression: This parenthesis is never closed').waitFor();
    await checkLook('problem');
  });

  it('completes values with their counts', async () => {
    const { page } = examiner;
    const line = page.getByLabel('Query', { exact: true });
    await line.fill('');
    await line.pressSequentially('process.name: (sh or nsen');
    await page.getByRole('option', { name: /nsenter.*event/ }).waitFor();
    await checkLook('completion');
    await line.press('ArrowDown');
    await line.press('Enter');
    expect(await line.inputValue()).toBe('process.name: (sh or nsenter');
  });

  it('saves a search, and states one that found nothing in the report', async () => {
    const { page } = examiner;
    await examiner.query('process.name: xmrig and container.id: nowhere');
    await page.getByRole('button', { name: 'Searches' }).click();
    const dialog = page.getByRole('dialog', { name: 'Searches' });
    await dialog.getByText(`0 of ${EVENTS} events`).waitFor();
    await dialog.getByRole('button', { name: 'State in the report' }).click();
    await dialog.getByRole('button', { name: 'Stated in the report' }).waitFor();
    await dialog.getByLabel('Name').fill('No miner outside');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText(`0 of ${EVENTS} when saved`).waitFor();
    await dialog.getByRole('button', { name: 'Rename No miner outside' }).click();
    await dialog.getByLabel('New name').fill('No miner at all');
    await dialog.getByLabel('New name').press('Enter');
    await dialog.getByText('No miner at all').waitFor();
    await checkLook('searches');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await examiner.query('');
    await page.getByRole('button', { name: 'Searches' }).click();
    await dialog.getByRole('button', { name: 'Run' }).first().click();
    await page.getByText(`shown 0 of ${EVENTS} events`).waitFor();
  });

  it('groups events, filters by a value, and exports the groups', async () => {
    const { page } = examiner;
    await examiner.query('');
    await page.getByRole('button', { name: 'Group', exact: true }).click();
    const table = page.getByRole('table', { name: 'Groups of events by event.action' });
    await table.waitFor();
    await page.getByRole('button', { name: 'Second field' }).click();
    await page.getByRole('option', { name: 'process.name' }).click();
    const both = page.getByRole('table', { name: 'Groups of events by event.action, process.name' });
    await both.waitFor();
    await both.getByRole('button', { name: 'Events' }).click();
    await both.locator('th[aria-sort="ascending"]').waitFor();
    await checkLook('groups');
    const row = both.getByRole('row').nth(1);
    const count = await row.locator('td.number').first().innerText();
    const values = await row.locator('.stack-only').count();
    for (let index = 0; index < values; index += 1) {
      await both.getByRole('row').nth(1).locator('.stack-only').nth(index).click();
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    }
    await page.getByText(`shown ${count} of ${EVENTS} events`).waitFor();
    await page.getByRole('button', { name: 'CSV' }).click();
    const saved = await until('the table on disk', () => {
      const found = readdirSync(exhibit.userData, { recursive: true, encoding: 'utf8' }).find((path) =>
        path.endsWith('groups.csv'),
      );
      return found === undefined ? null : join(exhibit.userData, found);
    });
    expect(readFileSync(saved, 'utf8')).toContain('event.action,process.name,events');
    await examiner.goTo('Case');
    await page.getByText(/^Exported groups as CSV: 1 groups by event.action, process.name of/).waitFor();
  });
});
