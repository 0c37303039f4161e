import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { traceeFields } from './fields.js';
import { readFlat, readRuleEngine } from './flat.js';
import { readProtobuf } from './protobuf.js';
import { isTraceeEvent, traceeLayout } from './schema.js';
import type { TraceeEvent } from './schema.js';
import { sentence } from './sentence.js';
import { traceeTime } from './time.js';

/** What Tracee writes in any of its layouts, and how it is read. */
export const traceePayloads: PayloadFormat = {
  what: 'Tracee event',
  known: 'eventName with args, or name with workload',
  isOwn: isTraceeEvent,
  read: readPayload,
};

function readPayload({ value, envelope }: Payload): ReadPayload {
  const event = readTraceeEvent(value);
  if (event === null) return { events: [] };
  const { time, problem } = traceeTime(event.timestamp);
  const fields = traceeFields(event, envelope);
  return {
    events: [{ time, fields, message: sentence(event, fields) }],
    problems: problem === null ? [] : [problem],
  };
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
