/**
 * `npm run bench [-- --events 100000] [--keep]`: imports generated Falco events with the product's own code in
 * the real browser engine, and prints rate, ratios, memory and disk beside references measured on the same file in the same run.
 * Not a timed test: on a shared machine trust the ratios only.
 */
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildPage, importInBrowser } from './browser-import.mjs';
import { generateFalco } from './generate-falco.mjs';
import { jsonLoop, loadProduct, normalise, ripgrep, sha256, sqlite } from './references.mjs';

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '1000000' },
    keep: { type: 'boolean', default: false },
  },
});
const events = Number(options.events);
const cache = fileURLToPath(new URL('../../.cache/bench', import.meta.url));
mkdirSync(cache, { recursive: true });

const file = join(cache, `falco-${events}.ndjson`);
const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? (await generateFalco(events, file));
const megabytes = bytes / 1e6;
console.log(`${events} events, ${megabytes.toFixed(0)} MB, ${Math.round(bytes / events)} bytes each`);

const rows = [];
function report(name, measure, more = '') {
  rows.push({ name, measure });
  if (measure === null) {
    console.log(`${name.padEnd(44)} not run${more}`);
    return;
  }
  const { seconds, cpuSeconds } = measure;
  const rate = `${Math.round(events / seconds)} events/s, ${(megabytes / seconds).toFixed(0)} MB/s, ${seconds.toFixed(1)} s`;
  console.log(`${name.padEnd(44)} ${rate}, CPU ${((cpuSeconds * 1e6) / events).toFixed(1)} us/event${more}`);
}

const product = await loadProduct(cache);
report('rg -c', await ripgrep(file));
report('JSON.parse per line, one thread', await jsonLoop(file));
report('door and parsers, one thread (NORM)', await normalise(product, file));
const sql = await sqlite(product, file, cache);
report(
  'better-sqlite3 (SQL)',
  sql,
  sql === null ? ': npm ci --prefix test/bench' : `, ${(sql.bytes / bytes).toFixed(2)} x input on disk`,
);

const page = await buildPage(cache);
const measure = await importInBrowser({
  page,
  file,
  sha256: await sha256(file),
  cache,
  product,
});
const seconds = measure.ms / 1000;
const cpuSeconds = Object.values(measure.cpuByKind).reduce((sum, kind) => sum + kind, 0);
report('Exhibit, import with full token index', { seconds, cpuSeconds });
const perEvent = (kind) => (((measure.cpuByKind[kind] ?? 0) * 1e6) / events).toFixed(1);
console.log(`  CPU us/event: page and workers, storage    ${perEvent('renderer')}, ${perEvent('browser')}`);
console.log(`  events imported, rejected                  ${measure.events}, ${measure.rejected}`);
for (const { name, measure: reference } of rows.slice(1, -1)) {
  if (reference !== null) console.log(`  x ${name.padEnd(40)} ${(reference.seconds / seconds).toFixed(2)}`);
}
console.log(`  disk / input                               ${(measure.diskBytes / bytes).toFixed(2)}`);
console.log(`  longest task of the main thread            ${Math.round(measure.longestTaskMs)} ms`);
console.log(`  peak memory, MB                            ${JSON.stringify(measure.peakMegabytes)}`);
if (measure.events !== events) {
  console.error(`${events - measure.events} events are missing.`);
  process.exitCode = 1;
}
if (!options.keep) rmSync(file);
