import type { Outcome } from '../../model/event.js';
import { isRisk, isSignIn } from './schema.js';
import type { AzureRecord } from './schema.js';

export interface AzureOutcome {
  readonly outcome: Outcome;
  /** Azure's own words: `Failed, 403`. */
  readonly original: string | null;
  readonly ecs: 'success' | 'failure' | 'unknown';
}

const REFUSED =
  /^40[13]$|forbidden|unauthorized|authorizationfail|authenticationfail|accessdenied|linkedauthorizationfailed/i;
const FAILED = /^(?:fail|error|cancel|timeout|clientothererror|throttl|[45]\d\d$)/i;
const DONE = /^(?:succe|accepted|ok$|created$|2\d\d$|0$)/i;

/**
 * What Azure did. A record of a request that merely began says nothing of its end. Sign-ins write `0` for success and else
 * the number of an error.
 */
export function azureOutcome({ status, subStatus, category, description }: AzureRecord): AzureOutcome {
  const words = [status, ...subStatus].filter((word) => word !== null).filter((word) => word !== 'None');
  const original = [...new Set(words)].join(', ') || null;
  const refusal = [...words, description ?? ''].some((word) => REFUSED.test(word));
  if (isRisk(category)) return { outcome: 'detected', original, ecs: 'unknown' };
  if (isSignIn(category) && status !== null) return ended(status === '0' ? 'allowed' : 'denied', original);
  if (words.some((word) => FAILED.test(word))) return ended(refusal ? 'denied' : 'failed', original);
  if (refusal && !DONE.test(status ?? '')) return ended('denied', original);
  if (words.some((word) => DONE.test(word))) return ended('allowed', original);
  return { outcome: 'unknown', original, ecs: 'unknown' };
}

function ended(outcome: Outcome, original: string | null): AzureOutcome {
  return { outcome, original, ecs: outcome === 'allowed' ? 'success' : 'failure' };
}
