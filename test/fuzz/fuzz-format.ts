import type { Outcome } from './check-input.js';
import { WRAPPERS, type Seed } from './corpus.js';
import { mutate } from './mutate.js';
import { Random } from './random.js';

/** One damaged input; the same seed and number make the same. */
export function damagedInput(own: readonly Seed[], all: readonly Seed[], seed: number, number: number): Seed {
  const random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  const { name, bytes } = random.pick(own);
  const other = random.pick(all).bytes;
  const wrap = random.next() < 0.7 ? WRAPPERS[0]! : random.pick(WRAPPERS);
  if (random.next() < 0.5) return damagedName(wrap({ name, bytes: mutate(bytes, random, other) }), random);
  const wrapped = wrap({ name, bytes });
  return damagedName({ name: wrapped.name, bytes: mutate(wrapped.bytes, random, other) }, random);
}

function damagedName(seed: Seed, random: Random): Seed {
  return random.next() < 0.2 ? { ...seed, name: 'evidence' } : seed;
}

/** What a run of inputs gave. */
export interface Tally {
  inputs: number;
  records: number;
  rejected: number;
  events: number;
}

/** Inputs of one import: what an import costs before its first byte is more than what a damaged input costs. */
const TOGETHER = 10;

/**
 * Checks the inputs `from` to `to`, several in one import, and each alone where these do not hold. Hands over every one that does not.
 *
 * @param check `checkInputs`, or it with more that must hold
 */
export async function fuzz(
  input: (number: number) => Seed,
  from: number,
  to: number,
  check: (seeds: readonly Seed[], first: number) => Promise<Outcome>,
  onFault: (number: number, seed: Seed, outcome: Outcome) => void,
): Promise<Tally> {
  const tally: Tally = { inputs: 0, records: 0, rejected: 0, events: 0 };
  const add = (inputs: number, { records, rejected, events }: Outcome): void => {
    tally.inputs += inputs;
    tally.records += records;
    tally.rejected += rejected;
    tally.events += events;
  };
  for (let first = from; first < to; first += TOGETHER) {
    const seeds = Array.from({ length: Math.min(TOGETHER, to - first) }, (_, index) => input(first + index));
    const together = await check(seeds, first);
    if (together.faults.length === 0) {
      add(seeds.length, together);
      continue;
    }
    let faulty = 0;
    for (const [index, seed] of seeds.entries()) {
      const outcome = await check([seed], first + index);
      add(1, outcome);
      if (outcome.faults.length === 0) continue;
      faulty += 1;
      onFault(first + index, seed, outcome);
    }
    if (faulty === 0)
      onFault(first, seeds[0]!, {
        ...together,
        faults: together.faults.map((words) => `only with the ${seeds.length - 1} inputs after it: ${words}`),
      });
  }
  return tally;
}
