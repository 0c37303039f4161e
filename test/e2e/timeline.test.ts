import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANES } from '../support/demonstration.js';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';

describe('the time line of the demonstration incident', () => {
  const exhibit = new RunningExhibit();
  let page: Page;
  let examiner: Examiner;

  const lanes = () => page.getByRole('application', { name: 'Lanes, one per workload' });
  const heads = () => page.locator('.lane-head');
  /** What a screen reader is told of the row that the keyboard stands on. */
  const status = () => lanes().getByRole('status');
  const group = (name: string | RegExp) =>
    page.locator('.lane-head-group').filter({ has: page.getByText(name, { exact: true }) });
  const range = () => page.locator('.range-moments').innerText();

  beforeAll(async () => {
    const start = await exhibit.start();
    await start
      .getByRole('button', { name: /demonstration/i })
      .first()
      .click();
    page = await exhibit.page('case');
    await page.setViewportSize({ width: 1600, height: 1000 });
    examiner = new Examiner(page);
    await examiner.goTo('Time line');
    await page.getByText(/^shown [1-9][\d,]* of/).waitFor({ timeout: 120_000 });
    await page.getByText(LANES, { exact: true }).waitFor();
  }, 180_000);

  afterAll(() => exhibit.remove());

  it('folds lanes by namespace, closes and opens groups by mouse', async () => {
    const shop = group('shop');
    expect(await shop.getByRole('button').getAttribute('aria-expanded')).toBe('true');
    expect(await shop.innerText()).toContain('7 lanes');
    const before = await heads().count();
    await shop.getByRole('button').click();
    await expect.poll(() => shop.getByRole('button').getAttribute('aria-expanded')).toBe('false');
    expect(await heads().count()).toBeLessThanOrEqual(before);
    expect(await page.locator('.lane-name', { hasText: 'storefront-7d9c6b5f4-x2k8p' }).count()).toBe(0);
    await shop.getByRole('button').click();
    await expect.poll(() => page.locator('.lane-name', { hasText: 'cart-6c8d5f9b7' }).count()).toBe(1);
  });

  it('walks rows, closes all groups, and narrows to one lane by keyboard', async () => {
    await lanes().focus();
    await page.keyboard.press('e');
    await expect.poll(() => page.locator('.lane-head-group [aria-expanded="true"]').count()).toBe(0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => status().innerText())
      .toMatch(/^Row \d+ of \d+: Group shop-prod, cluster, level 1, closed, 14 lanes/);
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => status().innerText())
      .toMatch(/^Row \d+ of \d+: Group kube-node-lease, namespace, level 1, closed, 1 lane/);
    await page.keyboard.press('Enter');
    await expect.poll(() => status().innerText()).toMatch(/level 1, open/);
    await page.keyboard.press('e');
    await page.keyboard.press('e');
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => status().innerText())
      .toMatch(/^Row \d+ of \d+: Lane kube-node-lease, level 2, [\d,]+ events/);
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.getByLabel('Query', { exact: true }).inputValue())
      .toBe('exhibit.lane: "k8s/-/kube-node-lease"');
    await examiner.query('');
  });

  it('folds by node and colours by layer', async () => {
    await page.getByRole('button', { name: /^Fold by|Fold by$/ }).click();
    await page.getByRole('option', { name: 'by node' }).click();
    await expect.poll(() => group(/^ip-10-0-12-34/).count()).toBe(1);
    await page.getByRole('button', { name: /Colour of the lanes/ }).click();
    await page.getByRole('option', { name: 'layer' }).click();
    await expect
      .poll(() => page.getByRole('list', { name: 'Legend of the lanes' }).innerText())
      .toContain('not stated');
    await page.getByRole('button', { name: /Fold by/ }).click();
    await page.getByRole('option', { name: 'by namespace' }).click();
    await page.getByRole('button', { name: /Colour of the lanes/ }).click();
    await page.getByRole('option', { name: 'outcome' }).click();
  });

  it('shows the records that prove a lifetime', async () => {
    await lanes().focus();
    await page.keyboard.press('Home');
    for (let row = 1; row < 12; row += 1) await page.keyboard.press('ArrowDown');
    await expect.poll(() => status().innerText()).toContain('Lane node-health-check');
    const label = page.locator('.lane-head-lane').filter({ hasText: 'node-health-check' });
    await label.hover();
    await label.getByRole('button', { name: /^What is known of/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Lane node-health-check' });
    await dialog
      .getByText(/^start:/)
      .first()
      .waitFor();
    const proof = dialog.locator('p').filter({ hasText: 'requested create pods node-health-check' });
    await proof.getByRole('button', { name: 'Show the record' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page
      .getByText(/requested create pods node-health-check/)
      .first()
      .waitFor();
  });

  it('zooms, pans and goes to the ends by keys, in the lanes and on the range', async () => {
    await lanes().focus();
    await page.keyboard.press('0');
    const whole = await range();
    for (let times = 0; times < 30; times += 1) await page.keyboard.press('+');
    await expect.poll(() => page.locator('.range-bar').innerText()).toMatch(/\b50 µs\b/);
    await page.keyboard.press('0');
    await expect.poll(range).toBe(whole);
    await page.keyboard.press('+');
    const closer = await range();
    expect(closer).not.toBe(whole);
    await page.getByRole('slider', { name: 'Time range', exact: true }).focus();
    await page.keyboard.press('Home');
    await expect.poll(async () => (await range()).slice(0, 19)).toBe(whole.slice(0, 19));
    await page.keyboard.press('-');
    await expect.poll(range).toBe(whole);
  });

  it('goes through key events, whose labels do not lie over one another', async () => {
    const list = page.getByRole('listbox', { name: 'Key events in order of time' });
    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Event', exact: true }).waitFor();
    const boxes = await page.locator('.key-events .vis-item.vis-point .vis-item-content').evaluateAll((elements) =>
      elements
        .filter((element) => element.textContent.trim() !== '')
        .map((element) => element.getBoundingClientRect())
        .map(({ left, right, top, bottom }) => ({ left, right, top, bottom })),
    );
    expect(boxes.length).toBeGreaterThan(3);
    for (const [index, one] of boxes.entries())
      for (const other of boxes.slice(0, index))
        expect(
          one.right <= other.left ||
            other.right <= one.left ||
            one.bottom <= other.top + 1 ||
            other.bottom <= one.top + 1,
          JSON.stringify([one, other]),
        ).toBe(true);
  });

  it('draws a stated event, takes it into the kill chain as stated, and undo takes it out', async () => {
    await examiner.goTo('Case');
    await page.getByRole('button', { name: 'Add an event' }).click();
    const form = page.getByRole('form', { name: 'Stated event' });
    await form.getByLabel('When, as stated').fill('2026-10-14 11:04');
    await form.getByLabel('What happened').fill('The pager of the shop rang');
    await form.getByLabel('Source').fill('Telephone note 7');
    await form.getByLabel('Stated by').fill('R. Okafor');
    await form.getByRole('button', { name: 'Save the event' }).click();
    const entry = page.getByRole('listitem').filter({ hasText: 'The pager of the shop rang' });
    await entry.getByRole('button', { name: 'Add to kill chain' }).click();
    await entry.getByRole('button', { name: 'Take out of the chain' }).waitFor();

    await examiner.goTo('Kill chain');
    const row = page.getByRole('row').filter({ hasText: 'The pager of the shop rang' });
    await row.getByText('stated by R. Okafor; source: Telephone note 7').waitFor();
    // Table and figure name the same steps in the same order.
    const figure = await page.getByRole('figure', { name: 'Kill chain' }).locator('.chain-mark').allTextContents();
    expect(await page.locator('.chain-table tbody th').allInnerTexts()).toEqual(figure);
    expect(figure).toHaveLength(15);

    await examiner.goTo('Time line');
    // The lanes stand where the selected event is; the row of statements is the first.
    await lanes().focus();
    for (let pages = 0; pages < 10; pages += 1) await page.keyboard.press('PageUp');
    await page.getByText('stated by persons').first().waitFor();
    await page.keyboard.press('Control+z');
    await examiner.goTo('Kill chain');
    await row.waitFor({ state: 'detached' });
  });
});
