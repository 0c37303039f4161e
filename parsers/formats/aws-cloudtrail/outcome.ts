import type { Outcome } from '../../model/event.js';
import { asText, at } from '../../model/json.js';
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

/** What AWS did with a call. A record without an error is a call that was answered with success. */
export function trailOutcome(record: TrailRecord): TrailOutcome {
  const stated = statedResult(record);
  if (stated === 'Failure') return { outcome: 'denied', original: record.errorMessage ?? stated, ecs: 'failure' };
  if (stated === 'FAILED') return { outcome: 'failed', original: stated, ecs: 'failure' };
  // Some records state only a message.
  const error = record.errorCode ?? record.errorMessage;
  if (error === null) return { outcome: 'allowed', original: stated, ecs: 'success' };
  return { outcome: REFUSED.test(error) ? 'denied' : 'failed', original: error, ecs: 'failure' };
}

/**
 * The result in the record's own words: a sign-in and its steps answer under their name (`ConsoleLogin: Success`,
 * `CredentialVerification: Failure`), the organization's service with the state of the account it creates.
 */
function statedResult({ eventName, response, serviceDetails }: TrailRecord): string | null {
  const name = eventName ?? '';
  return (
    asText(response?.[name]) ??
    asText(serviceDetails?.[name]) ??
    asText(at(serviceDetails, 'createAccountStatus', 'state'))
  );
}
