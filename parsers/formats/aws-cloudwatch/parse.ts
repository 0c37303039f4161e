import { readLogEvents } from '../../carriers/aws.js';
import type { LogEvent } from '../../carriers/aws.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asObject, asText } from '../../model/json.js';
import { parseTime } from '../../time/parse.js';
import { exportedLine } from './export-line.js';
import { logFields } from './fields.js';

/** Reads one record: the events in it that no other format knows. */
export function parseCloudWatch({ value, context }: RecordInput): ParsedRecord {
  const object = asObject(value);
  const events =
    typeof value === 'string'
      ? exportedEvents(value)
      : object === null
        ? null
        : readLogEvents(object, context.envelope);
  if (events === null)
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No event of CloudWatch Logs (message with timestamp).' };
  const problems = events.flatMap((event) => timeProblems(event));
  const [only] = events;
  const key = events.length === 1 ? (only?.id ?? null) : null;
  return {
    kind: 'events',
    events: events.map(normalised),
    ...(problems.length === 0 ? {} : { problems }),
    ...(key === null ? {} : { producerKey: { key: `${only?.group ?? ''}/${key}`, content: value } }),
  };
}

/** A line of an export to S3: its time and the message; a line without a time goes on with the message before it. */
function exportedEvents(line: string): readonly LogEvent[] {
  const { time, message } = exportedLine(line);
  const logged = parseTime(time, { kind: 'logged' });
  return [
    { path: '', messageKey: '', message, id: null, logged, ingested: null, group: null, stream: null, owner: null },
  ];
}

function normalised(event: LogEvent): NormalisedEvent {
  const text = asText(event.message)?.trimEnd() ?? '';
  const path = event.path === '' ? '' : event.path + event.messageKey;
  return {
    time: event.logged,
    ...(event.ingested === null ? {} : { otherTimes: [event.ingested] }),
    ...(path === '' ? {} : { path }),
    fields: logFields(event, text),
    message: text === '' ? 'An event without text.' : text,
  };
}

function timeProblems({ logged, path }: LogEvent): readonly RecordProblem[] {
  if (logged !== null || path === '') return [];
  return [{ code: 'bad-time', reason: `The timestamp of ${path.slice(0, -1)} cannot be read; it is undated.` }];
}
