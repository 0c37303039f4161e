import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { findBrowser } from '../../main/chromium/browser/find-browser.js';
import { launch } from '../../main/chromium/browser/launch.js';

const ORIGIN = 'https://chunk-store.invalid/';

test('the store in IndexedDB does what the store in memory does', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-chunk-store-'));
  try {
    const script = await bundled(join(folder, 'script'));
    const context = await launch(await findBrowser(), { folder: join(folder, 'profile'), window: null, switches: [] });
    try {
      const page = await context.newPage();
      await page.route('**', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
      await page.goto(ORIGIN);
      await page.addScriptTag({ content: script });
      const { database, memory } = await page.evaluate(() => window.compareChunkStores());
      expect(database).toEqual(memory);
      expect(memory).toHaveLength(13);
      expect(memory.filter((step) => step.endsWith(': refused'))).toHaveLength(4);
    } finally {
      await context.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function bundled(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      lib: {
        entry: fileURLToPath(new URL('./pages/chunk-store-page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'chunkStorePage',
        fileName: () => 'page.js',
      },
    },
  });
  return readFile(join(outDir, 'page.js'), 'utf8');
}
