import type { Outcome } from '../../model/event.js';
import { asText } from '../../model/json.js';
import type { AuditEntry } from './schema.js';

export interface EntryOutcome {
  readonly outcome: Outcome;
  /** The service's own words: `7 PERMISSION_DENIED`, `granted: false`. */
  readonly original: string | null;
  readonly ecs: 'success' | 'failure';
}

/** `google.rpc.Code`: permission denied, unauthenticated. */
const REFUSED = new Set([7, 16]);

/**
 * What the service did with a call. Without an error code it was answered, unless every permission that was checked was
 * refused: some services log the refusal there alone.
 */
export function entryOutcome({ code, statusMessage, granted, labels }: AuditEntry): EntryOutcome {
  if (code !== 0) {
    const original = [String(code), statusMessage].filter((word) => word !== null).join(' ');
    return { outcome: REFUSED.has(code) ? 'denied' : 'failed', original, ecs: 'failure' };
  }
  const decision = asText(labels['authorization.k8s.io/decision']);
  if (decision === 'forbid') return { outcome: 'denied', original: decision, ecs: 'failure' };
  if (granted.length > 0 && !granted.includes(true))
    return { outcome: 'denied', original: 'granted: false', ecs: 'failure' };
  return { outcome: 'allowed', original: decision, ecs: 'success' };
}
