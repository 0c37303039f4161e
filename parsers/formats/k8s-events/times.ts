import type { RecordProblem } from '../../model/event.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import type { ClusterEvent } from './schema.js';

export interface ClusterEventTimes {
  readonly time: RecordedTime | null;
  /** The last of several occurrences. */
  readonly end: RecordedTime | null;
  readonly problem: RecordProblem | null;
}

/**
 * When it happened: `eventTime`; of several occurrences the first, with the last beside it; else the last, else when the
 * record was made. UTC by definition. Any of them may be null.
 */
export function clusterEventTimes(event: ClusterEvent): ClusterEventTimes {
  const first = parseTime(event.first, { zoneless: 'utc' });
  const last = parseTime(event.last, { zoneless: 'utc' });
  const exact = parseTime(event.eventTime, { zoneless: 'utc' });
  const start = exact ?? (event.count > 1 ? (first ?? last) : (last ?? first));
  const time = start ?? parseTime(event.created, { zoneless: 'utc' });
  const repeated = event.count > 1 && last !== null && start !== null && last.instant !== start.instant;
  return { time, end: repeated ? last : null, problem: unreadable(event, time) };
}

function unreadable(event: ClusterEvent, time: RecordedTime | null): RecordProblem | null {
  for (const written of [event.eventTime, event.first, event.last, event.created]) {
    if (typeof written !== 'string' || written === '' || parseTime(written) !== null) continue;
    const rest = time === null ? 'the event is kept without a time' : `${time.text} was taken instead`;
    return { code: 'bad-time', reason: `The time "${written.slice(0, 80)}" cannot be read; ${rest}.` };
  }
  return null;
}
