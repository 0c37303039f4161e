import type { Outcome } from '../../model/event.js';
import { annotation } from './schema.js';
import type { AuditEvent } from './schema.js';

export interface AuditOutcome {
  readonly outcome: Outcome;
  /** The producer's own words: `403 Forbidden`, `forbid`. */
  readonly original: string | null;
  /** As ECS defines it: whether the request was answered with success. */
  readonly ecs: 'success' | 'failure' | 'unknown';
}

/**
 * What the API server did with a request. 401 and 403 are denied, whatever else the record says; 101 says that a
 * session was opened, not that a command ran. Without a status code only the authoriser's decision is known.
 */
export function auditOutcome(event: AuditEvent): AuditOutcome {
  const decision = annotation(event, 'authorization.k8s.io/decision');
  if (event.code === null) {
    if (event.stage === 'Panic') return { outcome: 'failed', original: 'Panic', ecs: 'failure' };
    if (decision === 'forbid') return { outcome: 'denied', original: decision, ecs: 'failure' };
    return { outcome: decision === 'allow' ? 'allowed' : 'unknown', original: decision, ecs: 'unknown' };
  }
  const original = [String(event.code), event.reason].filter((word) => word !== null).join(' ');
  if (event.code === 401 || event.code === 403 || decision === 'forbid')
    return { outcome: 'denied', original, ecs: 'failure' };
  if (event.code >= 400 || event.stage === 'Panic') return { outcome: 'failed', original, ecs: 'failure' };
  return { outcome: 'allowed', original, ecs: 'success' };
}
