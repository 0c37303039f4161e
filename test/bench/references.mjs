/** What the product's import is measured against, on the same file in the same run. Each answers seconds of wall clock and CPU, or null where it cannot run. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs work; answers its wall-clock and CPU seconds. */
async function measured(work) {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - startedAt) / 1000, cpuSeconds: (user + system) / 1e6 };
}

/** The product's own code as a module for Node. */
export async function loadProduct(cache) {
  const outDir = join(cache, 'product');
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['playwright-core', 'tar-fs'] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rolldownOptions: { input: join(root, 'test/bench/reference-entry.ts'), output: { entryFileNames: 'product.js' } },
    },
  });
  return import(pathToFileURL(join(outDir, 'product.js')).href);
}

/** `JSON.parse` of every line, one thread. */
export function jsonLoop(file) {
  return measured(async () => {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) JSON.parse(line);
  });
}

/** Door and parsers alone, one thread: what normalising costs before anything is stored. */
export function normalise(product, file) {
  return measured(() => product.readEvents(file, () => undefined));
}

/** `rg -c curl`; null without ripgrep. */
export async function ripgrep(file) {
  if (spawnSync('rg', ['--version']).status !== 0) return null;
  return measured(async () => execFileSync('rg', ['-c', 'curl', file]));
}

/**
 * SQLite: the same normalised rows with the record's text, two indexes, WAL, and SHA-256 of the input; no text index.
 * Null where better-sqlite3 is not installed (`npm ci --prefix test/bench`).
 */
export async function sqlite(product, file, cache) {
  const Database = await import('better-sqlite3').then((module) => module.default).catch(() => null);
  if (Database === null) return null;
  const path = join(cache, `reference-${process.pid}.db`);
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  const names = product.RESIDENT_FIELDS;
  const columns = names.map((name) => `"${name}"`).join(', ');
  database.exec(`create table events (ts integer, ${columns}, message, raw)`);
  database.exec('create index by_time on events (ts); create index by_container on events ("container.id")');
  const insert = database.prepare(`insert into events values (?, ${names.map(() => '?').join(', ')}, ?, ?)`);
  try {
    const time = await measured(async () => {
      database.exec('begin');
      let rows = 0;
      await product.readEvents(file, (event, text) => {
        const values = names.map((name) => columnValue(event.fields[name]));
        insert.run(event.time?.instant ?? null, ...values, event.message, text);
        rows += 1;
        if (rows % 10_000 === 0) database.exec('commit; begin');
      });
      database.exec('commit');
      await sha256(file);
    });
    return { ...time, bytes: statSync(path).size };
  } finally {
    database.close();
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  }
}

function columnValue(value) {
  if (value === undefined) return null;
  return Array.isArray(value) ? value.join('\u001F') : value;
}

export async function sha256(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 8 * 1024 * 1024 })) hash.update(chunk);
  return hash.digest('hex');
}
