import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { RecordProblem } from '../../model/event.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { aquaFields } from './fields.js';
import { aquaOutcome } from './outcome.js';
import { isAquaAudit, readAquaAudit } from './schema.js';
import type { AquaAuditEvent } from './schema.js';
import { sentence } from './sentence.js';

/** What Aqua's platform writes of its audit, and how it is read. */
export const aquaAuditPayloads: PayloadFormat = {
  what: 'Aqua audit event',
  known: 'result or level beside keys as containerid and hostid',
  note: "Schema assumed: the vendor's reference is not public, the meaning of keys is taken from public programs that read them.",
  isOwn: isAquaAudit,
  read: readPayload,
};

function readPayload({ value, envelope }: Payload): ReadPayload {
  const event = readAquaAudit(value);
  const outcome = aquaOutcome(event);
  const scan = scanTimes(event);
  const time = parseTime(event.time) ?? scan[0] ?? null;
  return {
    events: [
      {
        time,
        otherTimes: scan.filter((each) => each !== time),
        fields: aquaFields(event, outcome, envelope),
        message: sentence(event, outcome),
      },
    ],
    key: event.id,
    problems: complaints(event, time),
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
