import type { NormalisedEvent } from '../model/event.js';
import type { EventFields } from '../model/fields.js';
import { statedFields } from '../model/stated-fields.js';
import type { RecordedTime } from '../model/time.js';
import { formatUtc } from './format.js';
import { toParts } from './instant.js';

/**
 * The further times of an event as fields: its end, when it was logged, when a collector received it. UTC with nine
 * decimals; a time whose zone nobody knows stays as it is written.
 */
export function otherTimeFields({ otherTimes = [] }: NormalisedEvent): EventFields {
  const written = (kind: RecordedTime['kind']) => otherTimes.filter((time) => time.kind === kind).map(timeText);
  return otherTimes.length === 0
    ? {}
    : statedFields({
        'event.end': written('happened'),
        'event.created': written('logged'),
        'event.ingested': written('ingested'),
      });
}

function timeText({ zone, text, instant }: RecordedTime): string {
  return zone === 'unknown' ? text : formatUtc(toParts(instant));
}
