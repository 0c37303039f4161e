// `npm run test:faults -- --rounds 50 [--seed 7]`: kills main and its browser that often each, at random times of an import.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' }, seed: { type: 'string' } } });
const seed = values.seed ?? String(Math.floor(Math.random() * 1e9));
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'e2e', '--reporter', 'verbose', 'test/e2e/faults/killed-at-random.test.ts'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, EXHIBIT_FAULT_ROUNDS: values.rounds, EXHIBIT_FAULT_SEED: seed },
  },
);
process.exitCode = status ?? 1;
