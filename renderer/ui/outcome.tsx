import type { ReactElement } from 'react';
import type { Outcome } from '../../parsers/model/event.js';
import { Icon } from './icons.js';

const OUTCOMES: readonly string[] = [
  'allowed',
  'detected',
  'prevented',
  'denied',
  'killed',
  'failed',
  'unknown',
] satisfies Outcome[];

/** Reads the text of `exhibit.outcome`; anything else is `unknown`. */
export function outcomeOf(text: string | undefined): Outcome {
  return text !== undefined && OUTCOMES.includes(text) ? (text as Outcome) : 'unknown';
}

/** What the control did, told by shape, word and colour. */
export function OutcomeMark({
  outcome,
  isWordHidden = false,
}: {
  readonly outcome: Outcome;
  readonly isWordHidden?: boolean;
}): ReactElement {
  return (
    <span className={`outcome outcome-${outcome}`} title={`Outcome: ${outcome}`}>
      <Icon name={outcome} size={13} />
      <span className={isWordHidden ? 'visually-hidden' : undefined}>{outcome}</span>
    </span>
  );
}

export type SeverityBand = 'none' | 'low' | 'medium' | 'high' | 'critical';

/** Band of a severity from 0 to 10; 255 and null mean that the source states none. */
export function severityBand(severity: number | null): SeverityBand {
  if (severity === null || severity > 10) return 'none';
  if (severity >= 9) return 'critical';
  if (severity >= 7) return 'high';
  if (severity >= 4) return 'medium';
  return severity >= 1 ? 'low' : 'none';
}
