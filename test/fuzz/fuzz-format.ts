import { checkInput, type Outcome } from './check-input.js';
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

/** Imports the inputs `from` to `to`; hands over every one that does not hold. */
export async function fuzz(
  input: (number: number) => Seed,
  from: number,
  to: number,
  onFault: (number: number, seed: Seed, outcome: Outcome) => void,
): Promise<Tally> {
  const tally: Tally = { inputs: 0, records: 0, rejected: 0, events: 0 };
  for (let number = from; number < to; number++) {
    const seed = input(number);
    const outcome = await checkInput(seed);
    tally.inputs += 1;
    tally.records += outcome.records;
    tally.rejected += outcome.rejected;
    tally.events += outcome.events;
    if (outcome.faults.length > 0) onFault(number, seed, outcome);
  }
  return tally;
}
