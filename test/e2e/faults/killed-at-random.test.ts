import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { randomBelow } from './damage-files.js';
import type { Ended } from './killable-run.js';
import { KilledCase, makeReference, type Reference } from './killed-case.js';
import { writeLargeEvidence } from './seized-evidence.js';

/** How many kills of each process (every second one is followed by a kill of the next opening), and where their times come from: `npm run test:faults -- --rounds 50 --seed 7`. */
const ROUNDS = Number(process.env['EXHIBIT_FAULT_ROUNDS'] ?? 4);
const SEED = Number(process.env['EXHIBIT_FAULT_SEED'] ?? Math.floor(Math.random() * 1e9));
const LINES = 20_000;
const PATIENCE_MS = 600_000;

const TARGETS = ['node', 'browser'] as const;
type Target = (typeof TARGETS)[number];

describe.skipIf(process.platform !== 'linux')(`killed at random times, seed ${SEED}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-faults-'));
  let evidence: string;
  let reference: Reference;
  /** Length of the last import that nothing disturbed: the machine may be busier or idler than at the beginning. */
  let undisturbedMs: number;
  const tally = new Map<string, number>();

  beforeAll(async () => {
    evidence = writeLargeEvidence(folder, LINES);
    reference = await makeReference(evidence);
    undisturbedMs = reference.ms;
  }, PATIENCE_MS);

  afterAll(async () => {
    await reference?.base.remove();
    rmSync(folder, { recursive: true, force: true });
    const counts = [...tally].toSorted(([a], [b]) => a.localeCompare(b)).map(([what, count]) => `  ${what}: ${count}`);
    process.stdout.write(`Random kills, seed ${SEED}:\n${counts.join('\n')}\n`);
  });

  const killOnce = async (round: number, target: Target): Promise<void> => {
    const remains = reference.base.copy();
    const afterMs = shareOf(SEED, round, target) * undisturbedMs;
    const ended = await remains.run(['import', evidence], {}, { target, after: afterMs });
    let killed = new KilledCase(remains, reference);
    const where = `${target} killed ${phaseOf(killed, ended)}`;
    tally.set(where, (tally.get(where) ?? 0) + 1);
    if (round % 2 === 0) {
      const againMs = shareOf(SEED + 1, round, target) * reference.openingMs;
      await remains.run(['events'], {}, { target, after: againMs });
      killed = killed.killedAgain();
    }
    await killed.expectOpens();
    undisturbedMs = (await killed.expectLaterImport(evidence)).ms;
    await remains.remove();
  };

  const rounds = Array.from({ length: ROUNDS }, (_, index) => index + 1);

  // Each kills only what is its own; side by side they take half the time.
  test.each(rounds)(
    'round %i: main, and its browser',
    async (round) => {
      await Promise.all([killOnce(round, 'node'), killOnce(round, 'browser')]);
    },
    PATIENCE_MS,
  );
});

/** What the disk shows of how far the import had come. */
function phaseOf({ committed, received, copying, opened }: KilledCase, { killed }: Ended): string {
  if (!killed) return 'after its end';
  if (committed) return 'after the commit';
  if (received) return 'while reading';
  if (copying) return 'while copying';
  return opened ? 'before copying' : 'before opening';
}

/** Part of the time of an import at which a round's kill comes, from 0 to 1: at random in the round's share of that time. */
function shareOf(seed: number, round: number, target: Target): number {
  const random = randomBelow(seed + round * TARGETS.length + TARGETS.indexOf(target));
  return (round - 1 + random(1 << 30) / (1 << 30)) / ROUNDS;
}
