import type { ReadPayload } from '../../carriers/payload-format.js';
import type { JsonObject } from '../../model/json.js';
import type { RecordProblem } from '../../model/event.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { formatUtc } from '../../time/format.js';
import { toParts } from '../../time/instant.js';
import { entryFields } from './fields.js';
import { fieldText } from './schema.js';

/**
 * One entry. Its time is when the journal received it, in microseconds, which orders the journal; what the sender stated before
 * (`_SOURCE_REALTIME_TIMESTAMP`) is `event.start`.
 */
export function readEntry(entry: JsonObject): ReadPayload {
  const written = fieldText(entry, '__REALTIME_TIMESTAMP');
  const time = parseTime(written);
  const start = parseTime(fieldText(entry, '_SOURCE_REALTIME_TIMESTAMP'));
  const program = fieldText(entry, 'SYSLOG_IDENTIFIER', '_COMM');
  const pid = fieldText(entry, '_PID', 'SYSLOG_PID');
  const message = fieldText(entry, 'MESSAGE') ?? 'an entry without a message';
  const writer = program === null ? '' : `${program}${pid === null ? '' : `[${pid}]`}: `;
  const problem: RecordProblem = {
    code: 'bad-time',
    reason: `The time "${(written ?? '').slice(0, 80)}" cannot be read; the entry is kept without a time.`,
  };
  return {
    events: [
      {
        time,
        fields: statedFields(...entryFields(entry), {
          'event.start': start === null ? null : formatUtc(toParts(start.instant)),
        }),
        message: writer + message,
      },
    ],
    problems: time === null ? [problem] : [],
  };
}
