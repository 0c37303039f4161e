/** One process of a fuzz run: imports the inputs that it is asked for, says before each that it begins. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkInputs, type Outcome } from './check-input.js';
import { seedsOf, type Seed } from './corpus.js';
import { damagedInput, fuzz } from './fuzz-format.js';

/** What the parent asks. */
export interface FuzzTask {
  /** Folder `sample-evidence`. */
  readonly samples: string;
  readonly format: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

const BEGIN_MS = 2000;
const MS_PER_MB = 2000;

async function run({ samples, format, seed, from, to }: FuzzTask): Promise<void> {
  const all = readdirSync(samples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => seedsOf(join(samples, name)).slice(0, 2));
  const own = seedsOf(join(samples, format));
  const tally = await fuzz(
    (number) => damagedInput(own, all, seed, number),
    from,
    to,
    checkInTime,
    (number, { name, bytes }, { faults }) =>
      process.send?.({ kind: 'fault', number, name, bytes: Buffer.from(bytes).toString('base64'), faults }),
  );
  process.send?.({ kind: 'done', tally, peakBytes: process.resourceUsage().maxRSS * 1024 });
}

/** `checkInputs`, and the CPU time that it may take. */
async function checkInTime(seeds: readonly Seed[], first: number): Promise<Outcome> {
  process.send?.({ kind: 'begin', number: first });
  const cpu = process.cpuUsage();
  const outcome = await checkInputs(seeds);
  const used = process.cpuUsage(cpu);
  const ms = (used.user + used.system) / 1000;
  const limit = BEGIN_MS + (MS_PER_MB * seeds.reduce((sum, { bytes }) => sum + bytes.length, 0)) / 1e6;
  if (ms <= limit) return outcome;
  return {
    ...outcome,
    faults: [...outcome.faults, `took ${Math.round(ms)} ms of CPU, ${Math.round(limit)} are allowed`],
  };
}

/** Makes a faulty input smaller, as long as it stays faulty in the same words. */
export async function shrink(input: Seed, { faults }: Outcome): Promise<Seed> {
  const wanted = signature(faults);
  let best = input;
  for (let part = Math.ceil(best.bytes.length / 2), tries = 400; part >= 1 && tries > 0; part = Math.floor(part / 2)) {
    for (let at = 0; at < best.bytes.length && tries > 0; tries--) {
      const rest = Buffer.concat([best.bytes.subarray(0, at), best.bytes.subarray(at + part)]);
      const smaller = { ...best, bytes: new Uint8Array(rest) };
      if (signature((await checkInputs([smaller])).faults) === wanted) best = smaller;
      else at += part;
    }
  }
  return best;
}

/** The fault without the numbers that change from input to input. */
function signature(faults: readonly string[]): string {
  return (faults[0] ?? '').replace(/\d+/g, '#').slice(0, 200);
}

process.on('message', (message: FuzzTask | { readonly replay: { readonly name: string; readonly base64: string } }) => {
  const work =
    'replay' in message
      ? replay({ name: message.replay.name, bytes: new Uint8Array(Buffer.from(message.replay.base64, 'base64')) })
      : run(message);
  void work.then(() => process.disconnect());
});

async function replay(input: Seed): Promise<void> {
  const outcome = await checkInputs([input]);
  const smallest = outcome.faults.length === 0 ? input : await shrink(input, outcome);
  process.send?.({ kind: 'replayed', outcome, bytes: Buffer.from(smallest.bytes).toString('base64') });
}
