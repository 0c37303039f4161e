import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';
import { seriousFindings } from './serious-findings.js';

const PLACES = ['Overview', 'Time line', 'Ledger', 'Kill chain', 'Report', 'Case'] as const;
const THEMES = ['light', 'dark'] as const;

describe('accessibility', () => {
  const exhibit = new RunningExhibit();
  let examiner: Examiner;

  beforeAll(async () => {
    const start = await exhibit.start();
    await start.getByRole('heading', { name: 'New case' }).waitFor();
    expect(await seriousFindings(start)).toEqual([]);
    await start.getByRole('button', { name: 'Open the demonstration case' }).click();
    examiner = new Examiner(await exhibit.page('case'));
    await examiner.goTo('Time line');
    await examiner.page.getByText(/^shown [\d,]+ of/).waitFor({ timeout: 90_000 });
  });
  afterAll(() => exhibit.remove());

  it.each(THEMES.flatMap((theme) => PLACES.map((place) => [theme, place] as const)))('%s: %s', async (theme, place) => {
    const { page } = examiner;
    await page.emulateMedia({ colorScheme: theme });
    await examiner.goTo(place);
    if (place === 'Overview') await page.getByRole('heading', { name: 'What do I have' }).waitFor();
    if (place === 'Time line') await examiner.chooseFirstRow();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it.each(THEMES)('%s: ways on from an event, and an answer', async (theme) => {
    const { page } = examiner;
    await page.emulateMedia({ colorScheme: theme });
    await examiner.goTo('Time line');
    await examiner.chooseFirstRow();
    await page.keyboard.press('p');
    await page.getByRole('menu').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await examiner.goTo('Overview');
    await page.getByRole('button', { name: 'What was prevented or denied' }).click();
    await page.getByRole('region', { name: 'Answer' }).getByRole('listitem').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await examiner.query('');
  });

  it.each([
    ['Control+k', 'All commands'],
    ['Control+,', 'Settings'],
    ['o', 'Columns of the grid'],
    ['e', 'Export the events shown'],
    ['?', 'Help and about'],
  ] as const)('the dialog of %s', async (key, name) => {
    const { page } = examiner;
    await page.emulateMedia({ colorScheme: 'dark' });
    await examiner.goTo('Time line');
    await page.keyboard.press(key);
    await page.getByRole('dialog', { name }).waitFor();
    const found = await seriousFindings(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name }).waitFor({ state: 'detached' });
    expect(found).toEqual([]);
  });

  it.each(THEMES.flatMap((theme) => PLACES.map((place) => [theme, place] as const)))(
    'high contrast, %s: %s',
    async (theme, place) => {
      const { page } = examiner;
      await page.emulateMedia({ colorScheme: theme, contrast: 'more' });
      await examiner.goTo(place);
      await page.waitForFunction((name) => document.documentElement.dataset['theme'] === name, `contrast-${theme}`);
      expect(await seriousFindings(page)).toEqual([]);
    },
  );
});
