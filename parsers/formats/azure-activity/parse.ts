import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { EventFields } from '../../model/fields.js';
import { asText } from '../../model/json.js';
import type { RecordedTime } from '../../model/time.js';
import { parseWritten } from '../../time/calendar.js';
import type { TimeReading } from '../../time/parse.js';
import { azureFields } from './fields.js';
import { azureOutcome } from './outcome.js';
import type { AzureOutcome } from './outcome.js';
import { isAzureRecord, readAzureRecord } from './schema.js';
import type { AzureRecord } from './schema.js';

export const azureRecords: PayloadFormat = {
  what: 'Azure Monitor record',
  known: 'operationName with time, resource, category or caller',
  isOwn: isAzureRecord,
  read,
};

function read({ value, envelope }: Payload): ReadPayload {
  const record = readAzureRecord(value);
  const zone: TimeReading = record.isUtc ? { zoneless: 'utc' } : {};
  const own = readTime(record.time, zone);
  // Event Grid states the time outside of the record.
  const time = own ?? envelope.times.find(({ kind }) => kind === 'logged') ?? null;
  const others = [
    readTime(record.logged, { kind: 'logged', ...zone }),
    readTime(record.submitted, { kind: 'ingested' }),
  ];
  const outcome = azureOutcome(record);
  const fields = azureFields(record, outcome, envelope);
  const written = asText(record.time);
  return {
    events: [
      {
        time,
        otherTimes: others.filter((each) => each !== null).filter(({ instant }) => instant !== time?.instant),
        fields,
        message: sentence(record, fields, outcome),
      },
    ],
    problems:
      written !== null && own === null
        ? [{ code: 'bad-time', reason: `The time "${written.slice(0, 80)}" cannot be read.` }]
        : [],
  };
}

/** Services on .NET write times in its invariant culture, month first: `1/31/2024 2:05:06 PM +00:00`. */
function readTime(written: unknown, reading: TimeReading): RecordedTime | null {
  return parseWritten(written, reading, 'month');
}

/** `eve@shop.example called Microsoft.Compute/disks/delete on /subscriptions/...: allowed (Succeeded).` */
function sentence(record: AzureRecord, fields: EventFields, { outcome, original }: AzureOutcome): string {
  const log = fields['event.original'];
  if (log !== undefined) return String(log);
  const actor = String(fields['user.name'] ?? fields['source.ip'] ?? 'An identity not stated');
  const on = record.resourceId === null ? '' : ` on ${record.resourceId}`;
  const stage = record.eventName === null ? '' : ` (${record.eventName})`;
  const words = original === null ? '' : ` (${original})`;
  return `${actor} called ${record.operation ?? 'an operation not stated'}${on}${stage}: ${outcome}${words}.`;
}
