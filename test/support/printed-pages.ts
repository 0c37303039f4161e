import { chromium } from 'playwright-core';
import { findBrowser } from '../../main/chromium/browser/find-browser.js';

/** Pages as the report's are printed by a real engine: tagged, with an outline. */
export async function printedPages(documents: readonly string[]): Promise<readonly Uint8Array[]> {
  const { executable, args, env } = await findBrowser();
  const browser = await chromium.launch({
    executablePath: executable,
    args: [...args],
    chromiumSandbox: process.getuid?.() !== 0,
    env: { ...process.env, ...env },
  });
  try {
    const page = await browser.newPage();
    const printed: Uint8Array[] = [];
    await page.route('**/*', async (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: documents[printed.length] ?? '' }),
    );
    for (const _ of documents) {
      await page.goto('https://pages.invalid/report.html');
      printed.push(await page.pdf({ tagged: true, outline: true }));
    }
    return printed;
  } finally {
    await browser.close();
  }
}
