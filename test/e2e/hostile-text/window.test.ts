import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visibleText } from '../../../parsers/model/visible-text.js';
import { Examiner } from '../examiner.js';
import { RunningExhibit } from '../running-exhibit.js';
import { HostileCase, META, TITLES, TYPED } from './hostile-case.js';
import { FORMATS, NAMES } from './hostile-evidence.js';
import { HOSTILE, hostile, RAW } from './hostile-strings.js';
import { inspect, watch, type Watch } from './page-guard.js';
import { onScreen, squeezed } from './screen-text.js';

/** The text of an element, once it holds what is awaited. */
async function textWith(where: Locator, awaited: string): Promise<string> {
  await where.filter({ hasText: awaited }).first().waitFor();
  return squeezed((await where.first().textContent()) ?? '');
}

describe('hostile text in the window', () => {
  const made = new HostileCase();
  const exhibit = new RunningExhibit();
  const watches: Watch[] = [];
  let examiner: Examiner;
  let page: Page;

  const expectHarmless = async (): Promise<void> => {
    expect(await inspect(page)).toEqual([]);
    expect(watches.flatMap((one) => one.incidents())).toEqual([]);
  };

  beforeAll(async () => {
    const { result } = await made.make();
    expect(String(result.stderr)).toBe('');
    const start = await exhibit.start();
    watches.push(watch(start));
    await start.getByLabel('Path of the case folder').fill(made.caseFolder);
    await start.getByRole('button', { name: 'Open', exact: true }).click();
    page = await exhibit.page('case');
    watches.push(watch(page));
    examiner = new Examiner(page);
    await page.getByRole('heading', { name: 'What do I have' }).waitFor({ timeout: 90_000 });
  });
  afterAll(async () => {
    await exhibit.remove();
    made.remove();
  });

  it('stands in the case bar as text', async () => {
    const bar = page.locator('.case-name');
    expect(await bar.textContent()).toBe(`${onScreen(META.number)} ${onScreen(META.title)}`);
    await expectHarmless();
  });

  it('stands in the overview as text', async () => {
    const shown = await textWith(page.locator('.overview'), 'Most frequent actions');
    expect(shown).toContain(squeezed(onScreen(hostile('a script element'))));
    await expectHarmless();
  });

  it('stands in grid and detail as text, whichever format it came through', async () => {
    await examiner.goTo('Time line');
    await page.getByText(/^shown (\d+) of \1 events/).waitFor();
    const grid = page.getByRole('grid', { name: 'Events' });
    await grid.focus();
    await grid.press('Home');
    for (const [row, [{ text }, format]] of HOSTILE.flatMap((one) =>
      FORMATS.map((id) => [one, id] as const),
    ).entries()) {
      if (row > 0) await grid.press('ArrowDown');
      const selected = grid.locator('[role="row"][aria-selected="true"]');
      await page.locator(`[role="row"][aria-rowindex="${row + 2}"][aria-selected="true"]`).waitFor();
      const identity = selected.locator('[role="gridcell"]').nth(5);
      expect(onScreen(text).startsWith(((await identity.textContent()) ?? '').slice(0, 200))).toBe(true);
      const detail = page.getByRole('region', { name: 'Event' });
      await detail.locator('.badge', { hasText: format }).first().waitFor();
      const user = detail.locator('tr', { has: page.locator('th', { hasText: /^user\.name$/ }) });
      await expect.poll(async () => user.locator('.evidence').first().textContent()).toBe(onScreen(text));
      if (format === FORMATS.at(-1)) await expectHarmless();
    }
    for (let row = 0; row < 4; row += 1) await grid.press('ArrowDown');
    await page.getByText(/without a place on the time line/).waitFor();
    await expectHarmless();
  });

  it('is found again by a click on its value', async () => {
    for (const { token } of HOSTILE) {
      expect(await examiner.query(token)).toMatch(/^shown [1-9]/);
      await examiner.chooseFirstRow();
      const user = page.locator('.fields-table tr', { has: page.locator('th', { hasText: /^user\.name$/ }) });
      await user.locator('.value-button', { hasText: token }).first().click();
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
      expect(await page.getByText(/^shown /).innerText()).toMatch(/^shown [1-9]/);
      expect(await page.locator('.query-problem').count()).toBe(0);
    }
    await expectHarmless();
  });

  it('leads on: by the menu of a value, in groups, in searches that are kept', async () => {
    await page.getByRole('button', { name: 'Ways on from this user.name' }).first().click();
    await page.getByRole('menu').waitFor();
    await expectHarmless();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Searches', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Searches' });
    await dialog.getByLabel('Name', { exact: true }).fill(`${hostile('bidi')} ${hostile('an image')}`);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByRole('button', { name: /^Rename/ }).waitFor();
    await expectHarmless();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await examiner.query('');
    await page.getByRole('grid', { name: 'Events' }).focus();
    await page.keyboard.press('g');
    await page.getByRole('region', { name: 'Events grouped by values' }).getByRole('table').waitFor();
    await expectHarmless();
    await page.keyboard.press('g');
  });

  it('is proposed by the query line as text', async () => {
    const line = page.getByLabel('Query', { exact: true });
    await line.fill('');
    await line.pressSequentially('user.name: ');
    await page.getByRole('option').first().waitFor();
    await expectHarmless();
    await line.press('Escape');
    await examiner.query('');
  });

  it('names lanes, their tooltips and what a screen reader is told', async () => {
    const lanes = page.getByRole('application', { name: /^Lanes/ });
    const spoken = lanes.getByRole('status');
    await lanes.focus();
    const count = Number(/of (\d+):/.exec((await walkDown(lanes, spoken)) ?? '')?.[1]);
    const names: string[] = [];
    for (let lane = 1; lane <= count; lane += 1) {
      const text = await expectSpoken(spoken, lane);
      names.push(text);
      expect(text).not.toMatch(RAW);
      await lanes.press('ArrowDown');
    }
    await expectHarmless();
    for (const what of ['a script element', 'bidi', 'terminal', 'templates'])
      expect(names.some((name) => name.includes(visibleText(hostile(what)).split('/')[0] ?? '?'))).toBe(true);
    const box = await lanes.locator('.lanes-surface').boundingBox();
    if (box === null) throw new Error('the lanes are not drawn');
    for (let y = 5; y < box.height; y += 20) {
      await page.mouse.move(box.x + box.width / 2, box.y + y);
      if ((await lanes.locator('.lane-tooltip').count()) > 0) await expectHarmless();
    }
    expect(await lanes.locator('.lane-tooltip').count()).toBe(1);
  });

  it('labels key events', async () => {
    const section = page.getByRole('region', { name: /^Key events/ });
    const shown = squeezed((await section.textContent()) ?? '');
    for (const title of TITLES) expect(shown).toContain(squeezed(visibleText(title)));
    await expectHarmless();
  });

  it('stands in the ledger: names, reasons, origin', async () => {
    await examiner.goTo('Ledger');
    const toggles = page.locator('.ledger-toggle');
    await toggles.first().waitFor();
    for (const toggle of await toggles.all()) await toggle.click();
    const shown = await textWith(page.getByRole('region', { name: 'Import ledger' }), 'Recognised because');
    for (const name of Object.values(NAMES)) expect(shown).toContain(squeezed(onScreen(name)));
    for (const { text } of HOSTILE.slice(0, 26))
      expect(shown).toContain(squeezed(onScreen(text.slice(0, 70).replace(/[\ud800-\udbff]$/, ''))).slice(0, 60));
    expect(shown).toContain(squeezed(onScreen(hostile('forged lines').replaceAll('\0', ''))));
    await expectHarmless();
  });

  it('stands in the kill chain: figure, table, links, form', async () => {
    await examiner.goTo('Kill chain');
    await page.getByText(`${TITLES.length} steps, ${TITLES.length - 1} links`).waitFor();
    const table = squeezed((await page.locator('.chain-table').textContent()) ?? '');
    for (const title of TITLES) expect(table).toContain(squeezed(onScreen(title)));
    const links = squeezed((await page.getByRole('list', { name: 'Links' }).textContent()) ?? '');
    for (const reason of TYPED.slice(0, -1)) expect(links).toContain(squeezed(onScreen(reason)));
    await expectHarmless();
    const nodes = page.getByRole('figure', { name: 'Kill chain' }).getByRole('button');
    await nodes.nth(0).press('Enter');
    await nodes.nth(1).press('Enter');
    await page.getByRole('form', { name: 'New link' }).waitFor();
    await expectHarmless();
  });

  it('stands in findings and journal', async () => {
    await examiner.goTo('Case');
    const shown = await textWith(page.locator('.case-panel'), 'Write a finding');
    for (const [index, title] of TITLES.entries()) {
      expect(shown).toContain(`F${index + 1}${squeezed(onScreen(title))}`);
      expect(shown).toContain(squeezed(onScreen(TYPED[index] ?? '')));
    }
    await page
      .getByRole('list', { name: /^Last acts/ })
      .getByText('Finding written')
      .first()
      .waitFor();
    await expectHarmless();
    await page.getByRole('button', { name: 'Edit', exact: true }).nth(9).click();
    await page.getByRole('dialog', { name: 'Finding' }).waitFor();
    await expectHarmless();
    await page.keyboard.press('Escape');
  });

  it('stands in the notebook', async () => {
    const form = page.getByRole('form', { name: 'New note' });
    await form.getByLabel('New note').fill(TYPED.join('\n'));
    await form.getByText('Quote the current search').click();
    await form.getByRole('button', { name: 'Write it down' }).click();
    await page.getByRole('button', { name: 'Take this note out' }).waitFor();
    await expectHarmless();
  });

  it('is typed by the examiner without harm', async () => {
    const title = `${hostile('a script element')} ${hostile('bidi')}`;
    await page.getByLabel('Title', { exact: true }).fill(title);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.locator('.case-name', { hasText: onScreen(title) }).waitFor();
    await examiner.goTo('Time line');
    for (const { token } of HOSTILE) {
      await examiner.query(`${token} and exhibit.format: "k8s-audit"`);
      await examiner.chooseFirstRow();
      await page.getByRole('button', { name: 'Add to kill chain' }).click();
      await page.getByLabel('Step of the kill chain (K)').waitFor();
    }
    await expectHarmless();
    await page.getByLabel(/^Note: what this event means/).fill(TYPED.join(' '));
    await page.getByLabel('Alternatives considered').fill(TYPED.join('\n'));
    await page.getByLabel('Tags, separated by commas').fill(TITLES.slice(0, 9).join(','));
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('in the journal').waitFor();
    await examiner.query('');
    await expectHarmless();
  });

  it('stands in the import dialog and in what it says when it fails', async () => {
    await page.getByRole('button', { name: 'Import evidence' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Import evidence' });
    await dialog.getByLabel('Path of a file or folder').fill(join(made.root, `${NAMES.archive}\u0085 is not there`));
    await dialog.getByRole('button', { name: 'Take it' }).click();
    await dialog.getByRole('alert').waitFor();
    await expectHarmless();
    await dialog.getByLabel('Path of a file or folder').fill(join(made.root, 'received', NAMES.folder));
    await dialog.getByRole('button', { name: 'Take it' }).click();
    await dialog.getByText(onScreen(NAMES.folder)).waitFor();
    await expectHarmless();
    await dialog.getByRole('button', { name: 'Copy and import' }).click();
    await page.getByText(/^shown [1-9]/).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'detached' });
    await expectHarmless();
  });

  it('names the exported report', async () => {
    await examiner.goTo('Report');
    await page.getByRole('button', { name: 'Export PDF' }).click();
    await page.getByText(/pages written to/).waitFor({ timeout: 120_000 });
    await expectHarmless();
  });

  it('names the case in the start window', async () => {
    await page.getByRole('button', { name: 'Close the case' }).click();
    page = await exhibit.page('start');
    watches.push(watch(page));
    await page
      .getByRole('list', { name: 'Recent cases' })
      .getByText('long title')
      .or(page.getByText('hx10'))
      .first()
      .waitFor();
    await expectHarmless();
  });
});

/** Goes down to the first row and returns what is said of it. */
async function walkDown(lanes: Locator, spoken: Locator): Promise<string | null> {
  await lanes.press('ArrowDown');
  await spoken.filter({ hasText: /^Row 1 of/ }).waitFor({ state: 'attached' });
  return spoken.textContent();
}

async function expectSpoken(spoken: Locator, lane: number): Promise<string> {
  await spoken.filter({ hasText: new RegExp(`^Row ${lane} of`) }).waitFor({ state: 'attached' });
  return (await spoken.textContent()) ?? '';
}
