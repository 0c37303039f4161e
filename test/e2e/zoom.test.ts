import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutContent } from './cut-content.js';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';

const PLACES = ['Overview', 'Time line', 'Ledger', 'Kill chain', 'Report', 'Case'] as const;

const DIALOGS = [
  ['Control+k', 'All commands'],
  ['Control+,', 'Settings'],
  ['?', 'Help and about'],
  ['o', 'Columns of the grid'],
  ['e', 'Export the events shown'],
  ['s', 'Searches'],
  ['b', /^Mark /],
] as const;

/** How a window of 1280 x 800 is made larger; 200 % leaves half of its pixels in each direction. */
const ENLARGED = [
  ['200 %', { width: 640, height: 400 }, 'Normal'],
  ['text size largest', { width: 1280, height: 800 }, 'Largest'],
] as const;

async function chooseTextSize(page: Page, size: string): Promise<void> {
  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByRole('radio', { name: size, exact: true }).click();
  await dialog.getByRole('button', { name: 'Keep these settings' }).click();
  await dialog.waitFor({ state: 'detached' });
}

describe.each(ENLARGED)('nothing is cut or out of reach at %s', (_, viewport, textSize) => {
  const exhibit = new RunningExhibit();
  let examiner: Examiner;

  beforeAll(async () => {
    const start = await exhibit.start();
    await start.getByRole('heading', { name: 'New case' }).waitFor();
    await start.setViewportSize(viewport);
    await chooseTextSize(start, textSize);
    expect(await cutContent(start)).toEqual([]);
    await start.getByRole('button', { name: 'Open the demonstration case' }).click();
    examiner = new Examiner(await exhibit.page('case'));
    await examiner.page.setViewportSize(viewport);
    await examiner.goTo('Time line');
    await examiner.page.getByText(/^shown [\d,]+ of/).waitFor({ timeout: 90_000 });
  });
  afterAll(() => exhibit.remove());

  it.each(PLACES)('%s', async (place) => {
    const { page } = examiner;
    await examiner.goTo(place);
    if (place === 'Overview') await page.getByRole('heading', { name: 'What do I have' }).waitFor();
    if (place === 'Time line') await examiner.chooseFirstRow();
    if (place === 'Kill chain') await page.getByRole('figure', { name: 'Kill chain' }).waitFor();
    expect(await cutContent(page)).toEqual([]);
  });

  it.each(DIALOGS)('the dialog of %s', async (key, name) => {
    const { page } = examiner;
    await examiner.goTo('Time line');
    await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name });
    await dialog.waitFor();
    const cut = await cutContent(page);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(cut).toEqual([]);
  });
});
