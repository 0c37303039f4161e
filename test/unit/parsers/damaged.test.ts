import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../../parsers/registry.js';
import { checkInputs } from '../../fuzz/check-input.js';
import { seedsOf } from '../../fuzz/corpus.js';
import { damagedInput, fuzz } from '../../fuzz/fuzz-format.js';

const samples = fileURLToPath(new URL('../../../sample-evidence', import.meta.url));
const all = readdirSync(samples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => seedsOf(join(samples, name)).slice(0, 2));

/** The short form of `npm run test:fuzz`. What is mapped by hand is recognised by nothing and has no samples of its own. */
describe.each(FORMATS.map(({ id }) => id).filter((id) => id !== 'mapped'))('damaged samples of %s', (id) => {
  test('import to their end, with counts that close and events that are read again', async () => {
    const own = seedsOf(join(samples, id));
    const faults: string[] = [];
    const tally = await fuzz(
      (number) => damagedInput(own, all, 7, number),
      0,
      15,
      checkInputs,
      (number, { name }, outcome) => faults.push(`input ${number}, ${name}: ${outcome.faults.join(' | ')}`),
    );
    expect(faults).toEqual([]);
    expect(tally.inputs).toBe(15);
    expect(tally.records).toBeGreaterThan(0);
  });
});
