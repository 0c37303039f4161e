/** The product's own import code, built for the browser, run in the real engine over a file. */
import { createServer } from 'node:http';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { watchUsage } from './process-usage.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Builds the benchmark page; answers its folder. */
export async function buildPage(cache) {
  const outDir = join(cache, 'page');
  await build({
    configFile: false,
    root: join(root, 'test/bench/page'),
    logLevel: 'warn',
    // As in scripts/bundle.mjs: an event emitter without Node.
    resolve: { alias: { 'events-universal': 'bare-events' } },
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'chrome140', reportCompressedSize: false },
  });
  return outDir;
}

/** Imports a file in a fresh profile. Answers measures of time, CPU, memory (MB per kind of process) and disk (bytes). */
export async function importInBrowser({ page: folder, file, sha256, cache, product }) {
  const profile = join(cache, `profile-${process.pid}`);
  rmSync(profile, { recursive: true, force: true });
  mkdirSync(profile, { recursive: true });
  const server = await serve(folder);
  const context = await product.launch(await product.findBrowser(), { folder: profile, window: null, switches: [] });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('console', (message) => console.error(`page: ${message.text()}`));
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.setInputFiles('#evidence', file);
    const usage = watchUsage(profile);
    const measure = await page.evaluate((hash) => window.importEvidence(hash), sha256);
    return { ...measure, ...usage.stop(), diskBytes: sizeOf(join(profile, 'Default', 'IndexedDB')) };
  } finally {
    await context.close();
    server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

function serve(folder) {
  const server = createServer((request, response) => {
    const path = join(folder, request.url === '/' ? 'index.html' : new URL(request.url, 'http://x').pathname);
    const type = TYPES[extname(path)];
    if (type === undefined || statSync(path, { throwIfNoEntry: false }) === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': type }).end(readFileSync(path));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function sizeOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  return stat.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : stat.size;
}
