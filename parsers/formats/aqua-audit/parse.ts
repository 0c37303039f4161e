import { unwrapRecord } from '../../carriers/unwrap.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { aquaFields } from './fields.js';
import { aquaOutcome } from './outcome.js';
import { isAquaAudit, readAquaAudit } from './schema.js';
import type { AquaAuditEvent } from './schema.js';
import { sentence } from './sentence.js';

/** Reads one record: an audit event, or carriers with audit events in them. */
export function parseAquaAudit(record: RecordInput): ParsedRecord {
  const events: NormalisedEvent[] = [];
  const problems: RecordProblem[] = [];
  let cut = false;
  let id: string | null = null;
  let content: unknown = null;
  for (const payload of unwrapRecord(record, isAquaAudit)) {
    if (isAquaAudit(payload.value)) {
      const event = readAquaAudit(payload.value);
      events.push(normalised(event, payload, problems));
      ({ id } = event);
      content = payload.value;
      continue;
    }
    cut ||= payload.cut;
    problems.push({
      code: payload.cut ? 'truncated' : 'wrong-shape',
      reason: `What lies under ${payload.path} is no whole Aqua audit event and was left out.`,
    });
  }
  if (events.length === 0 && problems.length > 0) {
    return cut
      ? { kind: 'rejected', code: 'truncated', reason: 'The text that carries the event is cut off before its end.' }
      : {
          kind: 'rejected',
          code: 'wrong-shape',
          reason: 'No Aqua audit event: result or level, and what was done, are missing.',
        };
  }
  return {
    kind: 'events',
    events,
    ...(events.length === 1 && id !== null ? { producerKey: { key: id, content } } : {}),
    ...(problems.length === 0 ? {} : { problems }),
  };
}

function normalised(event: AquaAuditEvent, { path, envelope }: Payload, problems: RecordProblem[]): NormalisedEvent {
  const outcome = aquaOutcome(event);
  const scan = scanTimes(event);
  const time = parseTime(event.time) ?? scan[0] ?? null;
  problems.push(...complaints(event, time));
  const otherTimes = [...scan.filter((each) => each !== time), ...envelope.times];
  return {
    time,
    ...(otherTimes.length === 0 ? {} : { otherTimes }),
    ...(path === '' ? {} : { path }),
    fields: aquaFields(event, outcome, envelope),
    message: sentence(event, outcome),
  };
}

/** Start and end of a scan stand inside `data`. */
function scanTimes({ data }: AquaAuditEvent): readonly RecordedTime[] {
  return [parseTime(data['scan_start_time']), parseTime(data['scan_end_time'])].filter((time) => time !== null);
}

function complaints(event: AquaAuditEvent, time: RecordedTime | null): readonly RecordProblem[] {
  const found: RecordProblem[] = [];
  if (event.dataIsBroken) {
    const reason = 'What stands in "data" begins as JSON and is none; it is kept as text and was not read further.';
    found.push({ code: 'not-json', reason });
  }
  const isWritten = (typeof event.time === 'string' && event.time !== '') || typeof event.time === 'number';
  if (isWritten && event.time !== 0 && event.time !== '0' && parseTime(event.time) === null) {
    const rest = time === null ? 'the event is kept without a time' : 'the start of the scan was taken instead';
    found.push({ code: 'bad-time', reason: `The time "${String(event.time).slice(0, 80)}" cannot be read; ${rest}.` });
  }
  return found;
}
