import type { Outcome } from '../../model/event.js';
import type { AquaAuditEvent } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

export interface AquaOutcome {
  readonly outcome: Outcome;
  /** The product's own code and word: `2 block`. */
  readonly original: string | null;
  /** As ECS defines it. */
  readonly ecs: 'success' | 'failure' | 'unknown';
}

const BY_RESULT = lookupTable<string>({ 1: 'success', 2: 'block', 3: 'detect', 4: 'alert' });

const BY_WORD = lookupTable<Pick<AquaOutcome, 'outcome' | 'ecs'>>({
  success: { outcome: 'allowed', ecs: 'success' },
  block: { outcome: 'prevented', ecs: 'failure' },
  detect: { outcome: 'detected', ecs: 'unknown' },
  alert: { outcome: 'detected', ecs: 'unknown' },
});

const UNKNOWN: Pick<AquaOutcome, 'outcome' | 'ecs'> = { outcome: 'unknown', ecs: 'unknown' };

/**
 * What Aqua did: `result` as number, or `level` as word. Where the two disagree the number counts and both stand in the
 * original, so that nobody has to trust the choice.
 */
export function aquaOutcome({ result, level }: AquaAuditEvent): AquaOutcome {
  const word = (result === null ? undefined : BY_RESULT[result]) ?? level?.toLowerCase() ?? '';
  const { outcome, ecs } = BY_WORD[word] ?? UNKNOWN;
  const original = result === null ? level : level === null ? String(result) : `${result} ${level}`;
  return { outcome, ecs, original };
}
