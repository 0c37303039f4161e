import { parseTime } from '../../time/parse.js';
import type { NormalisedEvent, RecordProblem } from '../event.js';
import type { EventFields } from '../fields.js';
import { asText } from '../json.js';
import { statedFields } from '../stated-fields.js';

export interface ImageMoment {
  readonly written: unknown;
  readonly action: string;
  readonly said: string;
}

/** Go's zero, and what reproducible builds write for a time: nothing was built before containers were. */
const NO_TIME = /^(?:0001|1970|1980)-/;

/** The moments an engine states of an image; an image without any is one undated event. */
export function imageMoments(
  fields: EventFields,
  name: string,
  moments: readonly ImageMoment[],
): { readonly events: readonly NormalisedEvent[]; readonly problems: readonly RecordProblem[] } {
  const problems: RecordProblem[] = [];
  const events = moments.flatMap(({ written, action, said }): readonly NormalisedEvent[] => {
    const text = asText(written);
    if (text === null || NO_TIME.test(text)) return [];
    const time = parseTime(text, { zoneless: 'utc' });
    if (time !== null) {
      const type = action === 'image created' ? 'creation' : 'change';
      return [
        {
          time,
          fields: statedFields(fields, { 'event.action': action, 'event.type': type }),
          message: `Image ${name} ${said}`,
        },
      ];
    }
    problems.push({ code: 'bad-time', reason: `The time "${text.slice(0, 80)}" cannot be read; it was left out.` });
    return [];
  });
  if (events.length === 0)
    events.push({
      time: null,
      fields: statedFields(fields, { 'event.action': 'image listed', 'event.type': 'info' }),
      message: `Image ${name} is known; the record states no time of its building`,
    });
  return { events, problems };
}
