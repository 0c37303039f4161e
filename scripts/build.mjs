// Builds pages, preload and main into dist/, each part only when one of its sources is newer. `npx exhibit` calls this, so
// it is quick and quiet when there is nothing to do. Each part is built aside and swapped in whole.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const TARGET = 'node20';

/** Sources of a part; the lock file stands for all packages. */
const SOURCES = {
  renderer: [
    'renderer',
    'parsers',
    'main/bridge/contract.ts',
    'sample-evidence/README.md',
    'scripts/build.mjs',
    'package-lock.json',
  ],
  main: ['main', 'parsers', 'scripts/build.mjs', 'package.json', 'package-lock.json'],
};

/** Newest change below a path, ms; 0 where there is nothing. */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

function isCurrent(part) {
  const built = statSync(join(dist, part, '.built'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return SOURCES[part].every((source) => newest(join(root, source)) <= built);
}

function common(outDir) {
  return {
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: { outDir, emptyOutDir: false, minify: false, reportCompressedSize: false, chunkSizeWarningLimit: 20_000 },
  };
}

async function buildRenderer(vite, outDir) {
  const base = common(outDir);
  await vite.build({
    ...base,
    root: join(root, 'renderer'),
    base: '/',
    worker: { format: 'es' },
    build: {
      ...base.build,
      minify: true,
      target: 'chrome140',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: [join(root, 'renderer/index.html'), join(root, 'renderer/report.html')],
        // The Trusted Types policy has to exist before any library runs.
        output: { strictExecutionOrder: true },
      },
    },
  });
}

/** One self-contained script: the preload as CommonJS, the stand-in's page scripts as plain ones. */
async function buildScript(vite, outDir, entry, fileName, format) {
  const base = common(outDir);
  await vite.build({
    ...base,
    build: {
      ...base.build,
      target: 'chrome140',
      rolldownOptions: {
        input: join(root, entry),
        external: ['electron'],
        output: { format, entryFileNames: fileName, codeSplitting: false },
      },
    },
  });
}

/** A bundle for Node: everything inside, save what is provided by the host or only there in a checkout. */
async function buildNode(vite, outDir, entries, external, alias) {
  const base = common(outDir);
  await vite.build({
    ...base,
    resolve: { alias },
    ssr: { noExternal: true, external },
    build: {
      ...base.build,
      ssr: true,
      target: TARGET,
      rolldownOptions: {
        input: entries,
        external,
        output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
}

/** Worker threads of main, `x.worker.ts` anywhere below, built to `dist/main/x.worker.js`. */
function workerEntries() {
  const files = readdirSync(join(root, 'main'), { recursive: true }).filter((name) => name.endsWith('.worker.ts'));
  return Object.fromEntries(files.map((name) => [basename(name, '.ts'), join(root, 'main', name)]));
}

async function buildMain(vite, outDir) {
  const index = join(root, 'main/index.ts');
  const chromium = { electron: join(root, 'main/chromium/index.ts') };
  await buildNode(vite, outDir, { electron: index, ...workerEntries() }, ['electron'], {});
  await buildNode(vite, outDir, { chromium: index }, ['playwright-core', 'tar-fs'], chromium);
  await buildNode(vite, outDir, { launcher: join(root, 'main/launcher.ts') }, [], {});
  for (const world of ['page-world', 'isolated-world']) {
    await buildScript(vite, join(outDir, 'page'), `main/chromium/page/${world}.ts`, `${world}.js`, 'iife');
  }
  await buildScript(vite, join(outDir, 'preload'), 'main/preload/preload.ts', 'preload.cjs', 'cjs');
}

/** Builds aside and swaps the folder in, so that a running program or a second build never meets half of one. */
async function buildPart(part, build) {
  const aside = join(dist, `.${part}-${process.pid}`);
  const startedAt = Date.now();
  rmSync(aside, { recursive: true, force: true });
  try {
    await build(await import('vite'), aside);
    writeFileSync(join(aside, '.built'), '');
    const { utimesSync } = await import('node:fs');
    // A source saved while we were building is newer than this.
    utimesSync(join(aside, '.built'), startedAt / 1000, startedAt / 1000);
    const old = `${aside}-old`;
    if (statSync(join(dist, part), { throwIfNoEntry: false }) !== undefined) renameSync(join(dist, part), old);
    renameSync(aside, join(dist, part));
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Builds what is out of date. Answers whether anything was. */
export async function buildAll() {
  const stale = Object.keys(SOURCES).filter((part) => !isCurrent(part));
  if (stale.length === 0) return false;
  mkdirSync(dist, { recursive: true });
  process.stderr.write(`Building Exhibit (${stale.join(', ')}) ...\n`);
  const builds = { renderer: buildRenderer, main: buildMain };
  for (const part of stale) await buildPart(part, builds[part]);
  return true;
}

if (process.argv[1] !== undefined && pathToFileURL(resolve(process.argv[1])).href === import.meta.url) await buildAll();
