import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_SHOWN, EVENTS } from '../support/demonstration.js';
import { Examiner } from './examiner.js';
import { RunningExhibit } from './running-exhibit.js';

/** Most acts a question of the first day may take. */
const MOST_ACTS = 4;
/** Presses of Tab or an arrow after which something counts as out of reach. */
const FAR = 250;

const STOREFRONT_NODE = 'ip-10-0-12-34.eu-central-1.compute.internal';

/**
 * An examiner without a mouse. An act is one choice: a key with a meaning, an item of a menu, a button. Walking there with Tab
 * or arrows is no choice. No act types the name of a field.
 */
class Keyboard {
  acts = 0;

  constructor(readonly page: Page) {}

  /** A key that does something from anywhere. */
  async press(key: string): Promise<void> {
    this.acts += 1;
    await this.page.keyboard.press(key);
  }

  /** Opens the ways on from the event (P) and takes one. */
  async goOn(way: string): Promise<void> {
    await this.press('p');
    const menu = this.page.getByRole('menu', { name: 'Ways on from this event' });
    await menu.waitFor();
    await this.walk('ArrowDown', menu.getByRole('menuitem', { name: way, exact: true }));
    await this.press('Enter');
    await menu.waitFor({ state: 'detached' });
  }

  /** Walks to a button with Tab and presses it. */
  async use(button: Locator): Promise<void> {
    await button.waitFor();
    await this.walk('Tab', button);
    await this.press('Enter');
  }

  /** The answer over the grid: its values, once they are there. The focus stands on the first. */
  async answer(title: string): Promise<readonly string[]> {
    const answer = this.page.getByRole('region', { name: 'Answer' });
    await answer.getByRole('heading', { name: title }).waitFor();
    await answer.getByText(/values? of /).waitFor();
    const first = answer.locator('.answer-value').first();
    await expect
      .poll(() => first.evaluate((element) => element === document.activeElement), { timeout: 10_000 })
      .toBe(true);
    return answer.locator('.answer-value bdi').allInnerTexts();
  }

  /** Walks through the values of the answer to one and shows the record that says so: `place` stands in its citation. */
  async cite(value: string, place: string): Promise<void> {
    const button = this.page.locator('.answer-value').filter({ has: this.page.getByText(value, { exact: true }) });
    await this.use(button.first());
    await this.citation(place);
  }

  /** Waits until the event that is shown is cited from a place; it took few acts. */
  async citation(place: string): Promise<void> {
    const text = this.page.getByRole('region', { name: 'Way home' }).locator('.copyable pre').first();
    // The event before is shown until the next one is read.
    await text.filter({ hasText: place }).waitFor();
    expect(this.acts).toBeLessThanOrEqual(MOST_ACTS);
    expect(await text.innerText()).toMatch(
      /^Exhibit \S+ \(SHA-256 [0-9a-f]{64}\), .*bytes \d+ to \d+.*; SHA-256 of the record [0-9a-f]{64}$/,
    );
  }

  /** The line that says how many events are shown, once it has settled. */
  async shown(): Promise<string> {
    await this.page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
    return this.page.getByText(/^shown /).innerText();
  }

  private async walk(key: 'Tab' | 'ArrowDown', to: Locator): Promise<void> {
    for (let presses = 0; presses < FAR; presses += 1) {
      if (await to.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press(key);
    }
    throw new Error(`out of reach of the keyboard: ${String(to)}`);
  }
}

describe('questions of the first day', () => {
  const exhibit = new RunningExhibit();
  let examiner: Examiner;

  beforeAll(async () => {
    const start = await exhibit.start();
    await start.getByRole('button', { name: 'Open the demonstration case' }).click();
    examiner = new Examiner(await exhibit.page('case'));
    await examiner.page.getByRole('heading', { name: 'What do I have' }).waitFor({ timeout: 90_000 });
  });
  afterAll(() => exhibit.remove());

  /** The event one starts from: found by what the test knows, before the question is asked. */
  const at = async (query: string): Promise<Keyboard> => {
    const { page } = examiner;
    await examiner.goTo('Time line');
    await examiner.query('');
    const wholeTime = page.getByRole('button', { name: 'Whole time' });
    if (await wholeTime.isEnabled()) await wholeTime.click();
    await page.getByText(ALL_SHOWN).waitFor();
    await examiner.query(query);
    await examiner.chooseFirstRow();
    return new Keyboard(examiner.page);
  };

  const atFirstScreen = async (): Promise<Keyboard> => {
    await examiner.goTo('Overview');
    await examiner.page.getByRole('heading', { name: 'What do I have' }).waitFor();
    return new Keyboard(examiner.page);
  };

  it('which node ran this pod at this time', async () => {
    const keyboard = await at('rule.name: "Drop and execute new binary in container"');
    await keyboard.goOn('Which node ran this pod');
    expect(await keyboard.answer('Which node ran this pod')).toEqual([STOREFRONT_NODE]);
    expect(await keyboard.shown()).toContain('shown 698 of');
    await keyboard.cite(STOREFRONT_NODE, 'ip-10-0-12-34/falco.log, line 434,');
    // The record nearest to the moment asked about: the event's own, which names both.
    await examiner.page.getByText('2026-10-14 09:03:40.903311846').first().waitFor();
  });

  it('who opened a shell in it', async () => {
    const keyboard = await at('rule.name: "Terminal shell in container" and orchestrator.resource.name: payments*');
    await keyboard.goOn('Who opened a shell or a session in this pod');
    expect(await keyboard.answer('Who opened a shell')).toEqual([
      'ci-deployer',
      'system:serviceaccount:shop:storefront',
    ]);
    await keyboard.cite('system:serviceaccount:shop:storefront', 'kube-apiserver-audit.log.gz, line 3238,');
  });

  it('first record of this program', async () => {
    const keyboard = await at('rule.name: "Detect outbound connections to common miner pool ports"');
    await keyboard.goOn('First record of this program');
    expect(await keyboard.answer('First record of this program')).toEqual([
      'k8s/shop-prod/shop/storefront-7d9c6b5f4-x2k8p',
      'k8s/-/shop/storefront-7d9c6b5f4-x2k8p',
      'k8s/shop-prod/shop/payments-5f7b8c9d6-t9w3r',
    ]);
    expect(await keyboard.shown()).toContain('shown 5 of');
    await keyboard.cite('k8s/-/shop/storefront-7d9c6b5f4-x2k8p', 'ip-10-0-12-34/tracee.ndjson.gz, line 226,');
  });

  it('every address the container reached', async () => {
    const keyboard = await at('process.executable: "/tmp/.x/kdevtmpfsi"');
    await keyboard.goOn('Every address this container reached');
    expect(await keyboard.answer('Every address')).toEqual(['10.100.0.1', '10.100.0.10', '203.0.113.99']);
    expect(await keyboard.shown()).toContain('shown 166 of');
    await keyboard.cite('203.0.113.99', 'ip-10-0-12-34/falco.log, line 435,');
  });

  it('what happened in the 60 s before this alert over all sources', async () => {
    const keyboard = await at('"09:11:05.412650338"');
    await keyboard.goOn('What happened in the 60 s before');
    expect(await keyboard.shown()).toContain(`shown 53 of ${EVENTS} events`);
    await keyboard.press('Home');
    // The first of them is a call to the cloud, another source than the alert.
    await keyboard.citation('20261014T0915Z_420C63F21C18BFA8.json.gz');
  });

  it('which identities used this address', async () => {
    const keyboard = await at('event.action: GetCallerIdentity and source.ip: 198.51.100.77');
    await keyboard.goOn('Which identities used this address');
    expect(await keyboard.answer('Which identities')).toEqual(['shop-prod-node']);
    expect(await keyboard.shown()).toContain('shown 5 of');
    await keyboard.cite('shop-prod-node', '20261014T0945Z_601C0749F455E97D.json.gz, line 1,');
  });

  it('what was prevented', async () => {
    const keyboard = await atFirstScreen();
    await keyboard.use(examiner.page.getByRole('button', { name: 'What was prevented or denied' }));
    expect(await keyboard.answer('What was prevented')).toEqual([
      'reject',
      'CreateAccessKey',
      'get secrets',
      'drop',
      'exec',
      'list secrets',
    ]);
    expect(await keyboard.shown()).toContain('shown 398 of');
    await keyboard.cite('list secrets', 'line 3161,');
  });

  it('which pods mounted the host', async () => {
    const keyboard = await atFirstScreen();
    await keyboard.use(examiner.page.getByRole('button', { name: 'Which pods asked for a mount of the host' }));
    expect(await keyboard.answer('Which pods')).toEqual(['node-health-check']);
    await keyboard.cite('node-health-check', 'line 3368,');
  });

  it('what is rarest on this node', async () => {
    const keyboard = await at('process.name: nsenter');
    await keyboard.goOn('What is rarest on this node');
    const values = await keyboard.answer('What is rarest on this node');
    expect(values.slice(0, 5).toSorted()).toEqual(['Killing', 'Unhealthy', 'container', 'setns', 'start']);
    expect(await keyboard.shown()).toContain('shown 2,665 of');
    await keyboard.cite('setns', 'ip-10-0-27-8/falco.log.gz, line 519,');
  });

  it('which containers ran this image', async () => {
    const keyboard = await at('process.name: nsenter');
    await keyboard.goOn('Which containers ran this image');
    expect(await keyboard.answer('Which containers')).toEqual([
      'e7f8a9b0c1d2e3f405162738495a6b7c8d9eafb0c1d2e3f405162738495a6b7c',
      'e7f8a9b0c1d2',
    ]);
    expect(await keyboard.shown()).toContain('shown 4 of');
    await keyboard.cite('e7f8a9b0c1d2', 'ip-10-0-27-8/falco.log.gz, line 515,');
  });

  it('when did logging go quiet', async () => {
    const keyboard = await atFirstScreen();
    await keyboard.use(examiner.page.getByRole('button', { name: /^\d+ members$/ }));
    const falco = examiner.page.getByRole('row', { name: /ip-10-0-27-8\/falco\.log\.gz falco/ });
    await keyboard.use(falco.getByRole('button', { name: /for 167 s$/ }));
    expect(await keyboard.shown()).toContain('shown 906 of');
    await keyboard.citation('ip-10-0-27-8/falco.log.gz, line 125,');
    await examiner.page.getByText('2026-10-14 06:47:12.823183103').first().waitFor();
  });

  it('all events of one API request', async () => {
    const keyboard = await at('event.action: "create pods/exec" and user.name: *storefront');
    await keyboard.goOn('All records of this request or act');
    expect(await keyboard.answer('All records of this request')).toEqual(['ResponseStarted']);
    expect(await keyboard.shown()).toContain('shown 1 of');
    await keyboard.cite('ResponseStarted', 'line 3238,');
  });

  it('goes back to where it was, and forward again', async () => {
    const { page } = examiner;
    const keyboard = await at('process.name: nsenter');
    await keyboard.goOn('Same node');
    expect(await keyboard.shown()).toContain('shown 2,665 of');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.getByText(`shown 2 of ${EVENTS} events`).waitFor();
    expect(await page.getByLabel('Query', { exact: true }).inputValue()).toBe('process.name: nsenter');
    await page.keyboard.press('Alt+ArrowRight');
    await page.getByText(`shown 2,665 of ${EVENTS} events`).waitFor();
  });

  it('every item of the first screen shows as many events as it says', async () => {
    const { page } = examiner;
    await examiner.goTo('Overview');
    await page.getByRole('heading', { name: 'Rarest actions' }).waitFor();
    const items = await page.locator('.overview-item').count();
    expect(items).toBeGreaterThan(40);
    for (let index = 0; index < items; index += 7) {
      await examiner.goTo('Overview');
      const item = page.locator('.overview-item').nth(index);
      const count = await item.locator('.number').innerText();
      await item.press('Enter');
      await page.getByText(`shown ${count} of ${EVENTS} events`).waitFor();
    }
  });
});
