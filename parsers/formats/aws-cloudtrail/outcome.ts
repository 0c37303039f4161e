import type { Outcome } from '../../model/event.js';
import { asText } from '../../model/json.js';
import type { TrailRecord } from './schema.js';

export interface TrailOutcome {
  readonly outcome: Outcome;
  /** The service's own word: `AccessDenied`, `Failure`. */
  readonly original: string | null;
  readonly ecs: 'success' | 'failure';
}

/**
 * Error codes by which a service refuses: by policy or by authentication. Each service spells them in its own way, so
 * they are told by their words; every other error is a failure (`Client.InvalidInstanceID.NotFound`, throttling, ...).
 */
const REFUSED =
  /AccessDenied|Unauthorized|NotAuthorized|AuthFailure|Forbidden|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|InvalidAccessKeyId|ExpiredToken|InvalidIdentityToken|MissingAuthenticationToken|OptInRequired|Failed authentication/i;

/** What AWS did with a call. A record without an error code is a call that was answered with success. */
export function trailOutcome(record: TrailRecord): TrailOutcome {
  const signIn = asText(record.response?.['ConsoleLogin']) ?? asText(record.response?.['SwitchRole']);
  if (signIn === 'Failure') return { outcome: 'denied', original: record.errorMessage ?? signIn, ecs: 'failure' };
  if (record.errorCode === null) {
    // Some sign-ins state only a message.
    if (record.errorMessage !== null && REFUSED.test(record.errorMessage)) {
      return { outcome: 'denied', original: record.errorMessage, ecs: 'failure' };
    }
    return { outcome: 'allowed', original: signIn, ecs: 'success' };
  }
  return { outcome: REFUSED.test(record.errorCode) ? 'denied' : 'failed', original: record.errorCode, ecs: 'failure' };
}
