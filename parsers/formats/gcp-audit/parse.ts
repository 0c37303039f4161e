import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { EventFields } from '../../model/fields.js';
import { asText } from '../../model/json.js';
import { parseTime } from '../../time/parse.js';
import { entryFields } from './fields.js';
import { entryOutcome } from './outcome.js';
import type { EntryOutcome } from './outcome.js';
import { isAuditEntry, readAuditEntry } from './schema.js';
import type { AuditEntry } from './schema.js';

export const auditEntries: PayloadFormat = {
  what: 'Google Cloud audit record',
  known: 'protoPayload with methodName, authenticationInfo or requestMetadata',
  isOwn: isAuditEntry,
  read,
};

function read({ value }: Payload): ReadPayload {
  const entry = readAuditEntry(value);
  const time = [entry.timestamp, entry.payloadTime, entry.requestTime]
    .map((written) => parseTime(written, { zoneless: 'utc' }))
    .find((each) => each !== null);
  const received = parseTime(entry.received, { kind: 'ingested', zoneless: 'utc' });
  const outcome = entryOutcome(entry);
  const fields = entryFields(entry, outcome);
  const named = entry.logName === null ? {} : { 'exhibit.envelope': entry.logName };
  return {
    events: [
      {
        time: time ?? null,
        ...(received === null ? {} : { otherTimes: [received] }),
        fields: { ...fields, ...named },
        message: sentence(entry, fields, outcome),
      },
    ],
    key: keyOf(entry),
    problems: timeProblems(entry, time !== undefined),
  };
}

/** One insert id may occur at two times and in two logs. */
function keyOf({ insertId, timestamp, logName }: AuditEntry): string | null {
  const time = asText(timestamp);
  return insertId === null || time === null ? null : `${insertId}/${time}/${logName ?? ''}`;
}

function timeProblems({ timestamp }: AuditEntry, isDated: boolean): NonNullable<ReadPayload['problems']> {
  const written = asText(timestamp);
  if (written === null || parseTime(written, { zoneless: 'utc' }) !== null) return [];
  const rest = isDated ? 'the time of the request was taken' : 'the entry is kept without a time';
  return [{ code: 'bad-time', reason: `The timestamp "${written.slice(0, 80)}" cannot be read; ${rest}.` }];
}

/** `alice@shop.example called v1.compute.firewalls.insert (compute.googleapis.com) on projects/p/...: allowed.` */
function sentence(entry: AuditEntry, fields: EventFields, { outcome, original }: EntryOutcome): string {
  const actor = String(fields['user.name'] ?? 'An identity not stated');
  const service = entry.service === null ? '' : ` (${entry.service})`;
  const on = entry.resourceName === null ? '' : ` on ${entry.resourceName}`;
  const words = original === null ? '' : ` (${original})`;
  return `${actor} called ${entry.method ?? 'a method not stated'}${service}${on}: ${outcome}${words}.`;
}
