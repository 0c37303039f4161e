import { unwrapRecord } from '../../carriers/unwrap.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { traceeFields } from './fields.js';
import { readFlat, readRuleEngine } from './flat.js';
import { readProtobuf } from './protobuf.js';
import { isTraceeEvent, traceeLayout } from './schema.js';
import type { TraceeEvent } from './schema.js';
import { sentence } from './sentence.js';
import { traceeTime } from './time.js';

/** Reads one record: an event of Tracee in any of its layouts, or carriers with events in them. */
export function parseTraceeRecord(record: RecordInput): ParsedRecord {
  const events: NormalisedEvent[] = [];
  const problems: RecordProblem[] = [];
  let cut = false;
  for (const payload of unwrapRecord(record, isTraceeEvent)) {
    const event = readTraceeEvent(payload.value);
    if (event !== null) {
      events.push(normalised(event, payload, problems));
      continue;
    }
    cut ||= payload.cut;
    problems.push({
      code: payload.cut ? 'truncated' : 'wrong-shape',
      reason: `What lies under ${payload.path} is no whole Tracee event and was left out.`,
    });
  }
  if (events.length === 0 && problems.length > 0) {
    return cut
      ? { kind: 'rejected', code: 'truncated', reason: 'The text that carries the event is cut off before its end.' }
      : {
          kind: 'rejected',
          code: 'wrong-shape',
          reason: 'No Tracee event: eventName with args, or name with workload, is missing.',
        };
  }
  return problems.length === 0 ? { kind: 'events', events } : { kind: 'events', events, problems };
}

function readTraceeEvent(value: unknown): TraceeEvent | null {
  const layout = traceeLayout(value);
  switch (layout) {
    case 'flat':
      return readFlat(value);
    case 'protobuf':
      return readProtobuf(value);
    case 'rule engine':
      return readRuleEngine(value);
    case null:
      return null;
  }
}

function normalised(event: TraceeEvent, { path, envelope }: Payload, problems: RecordProblem[]): NormalisedEvent {
  const { time, problem } = traceeTime(event.timestamp);
  if (problem !== null) problems.push(problem);
  const fields = traceeFields(event, envelope);
  return {
    time,
    ...(envelope.times.length === 0 ? {} : { otherTimes: envelope.times }),
    ...(path === '' ? {} : { path }),
    fields,
    message: sentence(event, fields),
  };
}
