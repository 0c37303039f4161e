// Builds pages, preload and main into dist/, each part only when one of its sources is newer. `npx exhibit` calls this, so
// it is quick and quiet when there is nothing to do. Each part is built aside and swapped in whole.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildNode, buildPages, buildPageScripts, root } from './bundle.mjs';

const dist = join(root, 'dist');

/** Sources of a part; the lock file stands for all packages. */
const SOURCES = {
  renderer: ['renderer', 'parsers', 'main/bridge/contract.ts', 'scripts', 'package-lock.json'],
  main: ['main', 'parsers', 'scripts', 'package.json', 'package-lock.json'],
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

/** Worker threads of main, `x.worker.ts` anywhere below: built to `dist/main/x.worker.js`. */
function workerFiles() {
  return readdirSync(join(root, 'main'), { recursive: true }).filter((name) => name.endsWith('.worker.ts'));
}

async function buildMain(vite, outDir) {
  await buildNode(vite, outDir, 'electron', 'electron', 'main/index.ts');
  await buildNode(vite, outDir, 'chromium', 'chromium', 'main/index.ts');
  await buildNode(vite, outDir, 'chromium', 'launcher', 'main/launcher.ts');
  for (const file of workerFiles())
    await buildNode(vite, outDir, 'chromium', basename(file, '.ts'), join('main', file));
  await buildPageScripts(vite, outDir);
}

/** Builds aside and swaps the folder in, so that a running program or a second build never meets half of one. */
async function buildPart(part, build) {
  const aside = join(dist, `.${part}-${process.pid}`);
  const startedAt = Date.now();
  rmSync(aside, { recursive: true, force: true });
  try {
    await build(await import('vite'), aside);
    writeFileSync(join(aside, '.built'), '');
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
  const builds = {
    renderer: (vite, outDir) => buildPages(vite, outDir, join(root, 'renderer')),
    main: buildMain,
  };
  for (const part of stale) await buildPart(part, builds[part]);
  return true;
}

if (process.argv[1] !== undefined && pathToFileURL(resolve(process.argv[1])).href === import.meta.url) await buildAll();
