import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findBrowser } from '../../../main/chromium/browser/find-browser.js';
import { HOSTILE, hostile } from './hostile-strings.js';
import { breakOut, inspect, watch } from './page-guard.js';

let browser: Browser;

beforeAll(async () => {
  const { executable, args, env } = await findBrowser();
  browser = await chromium.launch({
    executablePath: executable,
    args: [...args],
    env: { ...process.env, ...env },
    chromiumSandbox: process.getuid?.() !== 0,
  });
});
afterAll(() => browser.close());

it('sees scripts that ran and elements that text became, where nothing stands in the way', async () => {
  const page = await browser.newPage();
  const seen = watch(page);
  await breakOut(page, [...HOSTILE.map(({ text }) => text), '<img src=x onerror="alert(1)">']);
  await page.waitForFunction(() => 'hostileRan' in globalThis);
  await expect.poll(() => seen.incidents().join(' ')).toContain('dialog: 1');
  const faults = (await inspect(page)).join('\n');
  for (const sign of ['hostileRan is set', '<script', '<img', '<iframe', '<animate', 'has onload', 'has data-hostile'])
    expect(faults).toContain(sign);
});

it.each([
  'terminal commands',
  'bidi overrides',
  'characters without width',
  'NUL and other',
  'halves of',
  'separators',
])('sees %s in text and in attributes', async (what) => {
  const page = await browser.newPage();
  await page.evaluate((text) => {
    const box = document.createElement('p');
    box.textContent = text;
    box.title = text;
    document.body.append(box);
  }, hostile(what));
  const faults = await inspect(page);
  expect(faults.some((fault) => fault.startsWith('<p'))).toBe(true);
  expect(faults.some((fault) => fault.startsWith('title of <p'))).toBe(true);
});

it('finds nothing in a page with ordinary text', async () => {
  const page = await browser.newPage();
  await page.evaluate(() => document.body.append('curl -s http://x/ | sh, naïve 東京 العربية'));
  expect(await inspect(page)).toEqual([]);
});
