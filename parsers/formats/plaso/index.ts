import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { asObject, firstText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { dynamicFields, eventFields, l2tFields, tlnFields } from './fields.js';
import { isPlasoEvent, tableKind, TLN_COLUMNS } from './schema.js';
import { eventTime, tableTime } from './time.js';

/** The sentence of an event whose message is missing or empty. */
const NO_MESSAGE = 'An event without a message.';

export const plaso: Format = {
  id: 'plaso',
  title: 'plaso time lines (l2tcsv, json, json_line, dynamic, tln)',
  parserVersion: 'plaso/2',
  status: 'real data',
  rulesOnly: false,
  owns: isPlasoEvent,
  detect,
  parse,
};

function detect({ samples }: Probe): Verdict {
  const event = samples.find(({ value }) => isPlasoEvent(value));
  if (event !== undefined)
    return { claim: true, framing: event.framing, reason: 'Events of plaso (__container_type__ event, date_time).' };
  for (const { framing } of samples) {
    const kind = framing.kind === 'csv' ? tableKind(framing.columns) : null;
    if (kind !== null) return { claim: true, framing, reason: `A table with the columns of plaso's output ${kind}.` };
  }
  return { claim: false, reason: 'No record is an event of plaso and no table has the columns of its outputs.' };
}

function parse({ value, context }: RecordInput): ParsedRecord {
  const row = asObject(value);
  if (row !== null && isPlasoEvent(row)) return answer(readEvent(row), firstText(row, 'timestamp'));
  const kind = context.framing.kind === 'csv' ? tableKind(context.framing.columns) : null;
  if (row === null || kind === null)
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'No event of plaso (__container_type__ event, or a row of one of its tables).',
    };
  if (kind === 'l2tcsv') return answer(readL2t(row), `${firstText(row, 'date') ?? ''} ${firstText(row, 'time') ?? ''}`);
  if (kind === 'dynamic') return answer(readDynamic(row), firstText(row, 'datetime'));
  return answer(readTln(row), firstText(row, TLN_COLUMNS[0] ?? ''));
}

function readEvent(event: JsonObject): NormalisedEvent {
  return {
    time: eventTime(event),
    fields: statedFields(eventFields(event)),
    message: firstText(event, 'message') ?? NO_MESSAGE,
  };
}

function readL2t(row: JsonObject): NormalisedEvent {
  const message = firstText(row, 'desc', 'short') ?? NO_MESSAGE;
  return { time: tableTime(row), fields: statedFields(l2tFields(row)), message };
}

/** `datetime` is ISO 8601; plaso writes an offset since 2021, UTC before. */
function readDynamic(row: JsonObject): NormalisedEvent {
  const text = firstText(row, 'datetime');
  const isNever = text === null || /^(?:0000-|Invalid|Not set|-)/.test(text);
  return {
    time: isNever ? null : parseTime(text, { zoneless: 'utc' }),
    fields: statedFields(dynamicFields(row)),
    message: firstText(row, 'message') ?? NO_MESSAGE,
  };
}

/** Seconds since 1970 in UTC; 0 is no time. */
function readTln(row: JsonObject): NormalisedEvent {
  return {
    time: parseTime(firstText(row, 'Time')),
    fields: statedFields(tlnFields(row)),
    message: firstText(row, 'Description') ?? NO_MESSAGE,
  };
}

function answer(event: NormalisedEvent, written: string | null): ParsedRecord {
  const isNever =
    event.time !== null || written === null || /^(?:0|00\/00\/0000.*|0000-.*|Invalid.*|Not set|-|\s*)$/.test(written);
  if (isNever) return { kind: 'events', events: [event] };
  const problem: RecordProblem = {
    code: 'bad-time',
    reason: `The time "${written.slice(0, 80)}" cannot be read; the event is kept without a time.`,
  };
  return { kind: 'events', events: [event], problems: [problem] };
}
