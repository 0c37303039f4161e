/**
 * `npm run test:fuzz [-- --inputs 10000] [--minutes 60] [--seed 1] [--format falco] [--jobs 1]`: imports damaged samples of every
 * format in processes of their own and prints what each gave. `-- --replay <file>` imports one saved input again and makes it smaller.
 */
import { fork } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, '.cache/fuzz');
const samples = join(root, 'sample-evidence');
/** Inputs of one process: its peak of memory is that of so many imports. */
const BATCH = 500;
/** All of a process, for inputs that decompress to 64 MB at most. */
const MEMORY_LIMIT = 1024 * 1024 * 1024;
/** Silence after which an import hangs: CPU time is what is judged, a busy machine may take longer. */
const HANG_MS = 60_000;

const { values: options } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000' },
    minutes: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string' },
    jobs: { type: 'string', default: '1' },
    replay: { type: 'string' },
  },
});
mkdirSync(join(cache, 'faults'), { recursive: true });
await build({
  configFile: false,
  root,
  logLevel: 'warn',
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: join(cache, 'built'),
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { input: join(root, 'test/fuzz/child.ts'), output: { entryFileNames: 'child.mjs' } },
  },
});

function start(message, onMessage) {
  const child = fork(join(cache, 'built/child.mjs'), { execArgv: ['--max-old-space-size=768'] });
  child.on('message', onMessage);
  child.send(message);
  return child;
}

/** One batch; answers its tally and how many inputs did not hold. */
function runBatch(task) {
  return new Promise((resolve) => {
    const faults = new Set();
    let last = { number: task.from };
    let done = null;
    const save = (number, name, bytes, words) => {
      faults.add(number);
      const file = join(cache, 'faults', `${task.format}-${task.seed}-${number}-${name.replace(/[^\w.-]/g, '_')}`);
      if (bytes !== null) writeFileSync(file, Buffer.from(bytes, 'base64'));
      console.log(`${task.format} seed ${task.seed} input ${number}: ${words.slice(0, 3).join(' | ')}`);
    };
    const child = start(task, (message) => {
      watch.refresh();
      if (message.kind === 'begin') last = message;
      else if (message.kind === 'fault') save(message.number, message.name, message.bytes, message.faults);
      else if (message.kind === 'done') done = message;
    });
    const watch = setTimeout(() => child.kill('SIGKILL'), HANG_MS);
    child.on('exit', (code, signal) => {
      clearTimeout(watch);
      if (done === null) save(last.number, 'ended', null, [`the process ended at it: ${signal ?? code}`]);
      else if (done.peakBytes > MEMORY_LIMIT)
        save(last.number, 'memory', null, [`the batch took ${Math.round(done.peakBytes / 1e6)} MB of memory`]);
      const tally = done?.tally ?? { inputs: last.number - task.from + 1, records: 0, rejected: 0, events: 0 };
      resolve({
        tally,
        faults: faults.size,
        peakBytes: done?.peakBytes ?? 0,
        next: done === null ? last.number + 1 : task.to,
      });
    });
  });
}

async function runFormat(format, seed, inputs, deadline) {
  const sum = { inputs: 0, records: 0, rejected: 0, events: 0, faults: 0, peakBytes: 0 };
  for (let from = 0; from < inputs && Date.now() < deadline;) {
    const batch = await runBatch({ samples, format, seed, from, to: Math.min(inputs, from + BATCH) });
    for (const key of ['inputs', 'records', 'rejected', 'events']) sum[key] += batch.tally[key];
    sum.faults += batch.faults;
    sum.peakBytes = Math.max(sum.peakBytes, batch.peakBytes);
    from = batch.next;
  }
  const words = `${sum.records} records, ${sum.rejected} rejected, ${sum.events} events, peak ${Math.round(sum.peakBytes / 1e6)} MB`;
  console.log(`${format}: ${sum.inputs} inputs, ${sum.faults} faults; ${words}`);
  return sum;
}

if (options.replay === undefined) {
  const isFormat = (entry) => entry.isDirectory() && entry.name !== 'demonstration';
  const known = readdirSync(samples, { withFileTypes: true }).filter(isFormat);
  const left = known.map(({ name }) => name).filter((name) => options.format === undefined || name === options.format);
  const deadline = Date.now() + Number(options.minutes) * 60_000;
  const sums = [];
  const worker = async () => {
    for (let format = left.shift(); format !== undefined; format = left.shift())
      sums.push(await runFormat(format, Number(options.seed), Number(options.inputs), deadline));
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, worker));
  const total = (key) => sums.reduce((all, each) => all + each[key], 0);
  console.log(
    `${sums.length} formats, ${total('inputs')} inputs, ${total('records')} records, ${total('faults')} faults`,
  );
  if (total('faults') > 0) console.log(`Inputs that did not hold are in ${join(cache, 'faults')}`);
  process.exitCode = total('faults') > 0 ? 1 : 0;
} else {
  const name = basename(options.replay).replace(/^.*?-\d+-\d+-/, '');
  start({ replay: { name, base64: readFileSync(options.replay).toString('base64') } }, ({ outcome, bytes }) => {
    console.log(outcome.faults.length === 0 ? 'Everything holds.' : outcome.faults.slice(0, 5).join('\n'));
    writeFileSync(`${options.replay}.small`, Buffer.from(bytes, 'base64'));
  });
}
