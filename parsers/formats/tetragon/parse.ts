import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { RecordProblem } from '../../model/event.js';
import { asText } from '../../model/json.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { tetragonFields } from './fields.js';
import { isTetragonEvent, readTetragonEvent } from './schema.js';
import type { TetragonEvent } from './schema.js';
import { sentence } from './sentence.js';

export const tetragonPayloads: PayloadFormat = {
  what: 'Tetragon event',
  known: 'one process_* object with its process, node and time',
  isOwn: isTetragonEvent,
  read,
};

function read({ value, envelope }: Payload): ReadPayload {
  const event = readTetragonEvent(value);
  const time = parseTime(event.time, { zoneless: 'utc' }) ?? parseTime(event.process?.startTime, { zoneless: 'utc' });
  const fields = tetragonFields(event, envelope);
  return {
    events: [{ time, fields, message: sentence(event, fields) }],
    problems: [...timeProblems(event, time), ...dropProblems(event)],
  };
}

function timeProblems({ time: written }: TetragonEvent, time: RecordedTime | null): readonly RecordProblem[] {
  const text = asText(written);
  if (text === null || parseTime(text, { zoneless: 'utc' }) !== null) return [];
  const rest = time === null ? 'the event is kept without a time' : `the start of the process (${time.text}) was taken`;
  return [{ code: 'bad-time', reason: `The time "${text.slice(0, 80)}" cannot be read; ${rest}.` }];
}

/** Throttling and rate limits prove a hole in what Tetragon saw. */
function dropProblems({ kind, body }: TetragonEvent): readonly RecordProblem[] {
  if (kind === 'rate_limit_info') {
    const count = asText(body['number_of_dropped_process_events']) ?? 'an unstated number of';
    return [{ code: 'dropped-events', reason: `Tetragon states that it dropped ${count} events before this one.` }];
  }
  if (kind !== 'process_throttle' || asText(body['type']) === 'THROTTLE_STOP') return [];
  const cgroup = asText(body['cgroup']) ?? 'a cgroup not stated';
  return [
    {
      code: 'dropped-events',
      reason: `Tetragon throttles ${cgroup} from here on: its silence about it proves nothing until throttling stops.`,
    },
  ];
}
