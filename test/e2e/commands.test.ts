import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_IDS } from '../../renderer/commands/command-table.js';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';

const PLACES = ['Overview', 'Time line', 'Ledger', 'Kill chain', 'Report', 'Case'] as const;

const KNOWN: readonly string[] = COMMAND_IDS;

/**
 * Buttons that open or choose a value of a field are parts of the field, no acts; nor is the unseen way out that
 * react-aria gives screen readers around what it opens.
 */
const PARTS =
  '[role="radio"], [aria-haspopup="listbox"], .input-group-button, .segments button, button[aria-label="Dismiss"][tabindex="-1"]';

/** Buttons and menu items without a command of the table, as a person reads them. */
async function nameless(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    ({ known, parts }) => {
      const found = [...document.querySelectorAll('button, [role="button"], [role="menuitem"]')];
      return found
        .filter((element) => !element.matches(parts) && element.closest('[data-command]') === null)
        .map((element) => element.getAttribute('aria-label') ?? element.textContent.trim())
        .concat(
          [...document.querySelectorAll<HTMLElement>('[data-command]')]
            .map((element) => element.dataset['command'] ?? '')
            .filter((id) => !known.includes(id)),
        );
    },
    { known: KNOWN, parts: PARTS },
  );
}

describe('commands', () => {
  const exhibit = new RunningExhibit();
  let examiner: Examiner;

  beforeAll(async () => {
    const start = await exhibit.start();
    await start.getByRole('heading', { name: 'New case' }).waitFor();
    expect(await nameless(start)).toEqual([]);
    // The palette opens the demonstration: typed, Enter.
    await start.keyboard.press('Control+k');
    await start.getByRole('option', { name: 'Open the demonstration case' }).waitFor();
    await start.keyboard.type('demo');
    await start.keyboard.press('Enter');
    examiner = new Examiner(await exhibit.page('case'));
    await examiner.goTo('Time line');
    await examiner.page.getByText(/^shown [\d,]+ of/).waitFor({ timeout: 90_000 });
  });
  afterAll(() => exhibit.remove());

  it.each(PLACES)('every button carries its command: %s', async (place) => {
    await examiner.goTo(place);
    if (place === 'Overview') await examiner.page.getByRole('heading', { name: 'What do I have' }).waitFor();
    if (place === 'Time line') await examiner.chooseFirstRow();
    if (place === 'Kill chain') await examiner.page.getByRole('figure', { name: 'Kill chain' }).waitFor();
    expect(await nameless(examiner.page)).toEqual([]);
  });

  it.each([
    ['Control+,', 'Settings'],
    ['o', 'Columns of the grid'],
    ['e', 'Export the events shown'],
    ['s', 'Searches'],
    ['b', /^Mark /],
    ['?', 'Help and about'],
  ] as const)('the key %s opens its dialog, Escape closes it', async (key, name) => {
    const { page } = examiner;
    await examiner.goTo('Time line');
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name });
    await dialog.waitFor();
    const found = await nameless(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(found).toEqual([]);
  });

  it('the palette goes to the place of a command and does it there', async () => {
    const { page } = examiner;
    await examiner.goTo('Overview');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'All commands' }).waitFor();
    await page.keyboard.type('write a finding');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Finding', exact: true });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: 'Findings' }).waitFor();
  });

  it('one Escape closes the palette, and gives the focus back', async () => {
    const { page } = examiner;
    await examiner.goTo('Time line');
    const grid = page.getByRole('grid', { name: 'Events' });
    await grid.focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'All commands' }).waitFor();
    await page.keyboard.type('xyzxyz');
    await page.getByText('No command with these letters').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'All commands' }).waitFor({ state: 'detached' });
    await expect.poll(() => grid.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('the first steps lead through the places, and are closed for good', async () => {
    const { page } = examiner;
    await examiner.goTo('Overview');
    const guide = page.getByRole('region', { name: 'First steps' });
    await guide.getByText('First steps, 1 of 5.').waitFor();
    for (const at of [2, 3, 4, 5]) {
      await guide.getByRole('button', { name: 'Next' }).click();
      await guide.getByText(`First steps, ${at} of 5.`).waitFor();
    }
    await page.getByRole('radio', { name: 'Report', checked: true }).waitFor();
    await guide.getByRole('button', { name: 'Done' }).click();
    await guide.waitFor({ state: 'detached' });
    await expect
      .poll(() => readFileSync(join(exhibit.userData, 'settings.json'), 'utf8'))
      .toMatch(/"guideSeen":\s*true/);
  });

  it('nothing shown says why, and one press mends it', async () => {
    const { page } = examiner;
    await examiner.goTo('Time line');
    await examiner.query('process.name: nosuchprogram');
    await page.getByText(/^None of the [\d,]+ events of the case matches the query\.$/).waitFor();
    await page.getByRole('button', { name: 'Clear the query' }).last().click();
    await page.getByRole('grid', { name: 'Events' }).waitFor();
  });
});
