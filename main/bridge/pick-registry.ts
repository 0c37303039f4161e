import { randomUUID } from 'node:crypto';
import { listEvidence } from '../services/list-evidence.js';
import type { PickedEvidence, PickToken } from './contract.js';
import type { PickRegistry } from './context.js';
import { BridgeFailure } from './failure.js';

/** Picks that a window may hold unspent: a person drops again rather than hundreds of times at once. */
const MAX_UNSPENT = 100;

async function described(path: string): Promise<PickedEvidence['entries'][number]> {
  const { name, kind, files } = await listEvidence(path);
  return { name, kind, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
}

/** The picks of one window. */
export function createPickRegistry(): PickRegistry {
  const unspent = new Map<PickToken, readonly string[]>();
  return {
    async issue(paths) {
      if (paths.length === 0) throw new BridgeFailure('bad-arguments', 'Nothing was picked.');
      const entries = await Promise.all(paths.map((path) => described(path)));
      const token = randomUUID() as string as PickToken;
      const oldest = [...unspent.keys()][0];
      if (unspent.size >= MAX_UNSPENT && oldest !== undefined) unspent.delete(oldest);
      unspent.set(token, paths);
      return { token, entries };
    },
    redeem(token) {
      const paths = unspent.get(token);
      if (paths === undefined)
        throw new BridgeFailure(
          'not-allowed',
          'This pick is unknown here or was used already. Pick the evidence again.',
        );
      unspent.delete(token);
      return paths;
    },
  };
}
