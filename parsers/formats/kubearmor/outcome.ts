import type { Outcome } from '../../model/event.js';
import type { KubeArmorEvent } from './schema.js';

export interface KubeArmorOutcome {
  readonly outcome: Outcome;
  /** KubeArmor's own words: `Block, Permission denied`. */
  readonly original: string | null;
  readonly ecs: 'success' | 'failure' | 'unknown';
}

/**
 * What KubeArmor did. `Block` prevented the act where the act ended with an error; where it passed all the same, it was only
 * seen. Telemetry has no action: it says what the act ended with.
 */
export function kubeArmorOutcome({ action, result }: KubeArmorEvent): KubeArmorOutcome {
  const original = [action, result].filter((word) => word !== null).join(', ') || null;
  const passed = result === null ? null : /^passed$/i.test(result);
  const ecs = passed === null ? 'unknown' : passed ? 'success' : 'failure';
  return { outcome: outcomeOf(action, passed), original, ecs };
}

function outcomeOf(action: string | null, passed: boolean | null): Outcome {
  switch (action?.toLowerCase() ?? '') {
    case 'block':
      return passed === true ? 'detected' : 'prevented';
    case 'allow':
      return passed === false ? 'failed' : 'allowed';
    default:
      return passed === false ? 'failed' : 'detected';
  }
}
