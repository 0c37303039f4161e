import { parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { isIpAddress } from '../../model/address.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asText, at } from '../../model/json.js';
import { cloudLane, functionLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { categories, types } from './classify.js';
import { trailRow } from './columns.js';
import { digestEvent } from './digest.js';
import { identityFields } from './identity.js';
import { trailOutcome } from './outcome.js';
import type { TrailOutcome } from './outcome.js';
import { isDigest, isTrailRecord, readTrailRecord } from './schema.js';
import type { TrailRecord } from './schema.js';
import { sentence, serviceName } from './sentence.js';
import { targetFields } from './targets.js';

/** What CloudTrail writes, and how it is read. */
export const trailPayloads: PayloadFormat = {
  what: 'CloudTrail record',
  known: 'eventName, eventSource and userIdentity, or a digest',
  isOwn: (value) => isTrailRecord(value) || isDigest(value),
  read: readPayload,
};

/** Reads one record: a trail record, a digest, a row of a table, or carriers with records in them. */
export function parseTrailRecord(record: RecordInput): ParsedRecord {
  const row = record.context.framing.kind === 'csv' ? trailRow(record.value) : null;
  return parsePayloads(row === null ? record : { ...record, value: row }, trailPayloads);
}

function readPayload({ value }: Payload): ReadPayload {
  return {
    events: [isDigest(value) ? digestEvent(value) : trailEvent(readTrailRecord(value))],
    key: asText(at(value, 'eventID')),
    problems: timeProblems(value),
  };
}

function trailEvent(record: TrailRecord): NormalisedEvent {
  const outcome = record.insight === null ? trailOutcome(record) : INSIGHT;
  const fields = statedFields(
    identityFields(record),
    ...targetFields(record),
    record.insight === null ? callFields(record, outcome) : insightFields(record),
    {
      'exhibit.layer': 'cloud',
      'exhibit.outcome': outcome.outcome,
      'exhibit.outcome.original': outcome.original,
      'exhibit.lane': laneOf(record),
      'exhibit.act': record.sharedEventId ?? record.requestId,
      'event.id': record.eventId,
      'cloud.provider': 'aws',
      'cloud.account.id': record.recipientAccountId ?? record.identity.accountId,
      'cloud.region': record.region,
    },
  );
  const time =
    parseTime(record.eventTime, { zoneless: 'utc' }) ??
    parseTime(record.shipperTime, { kind: 'logged', zoneless: 'utc' });
  return {
    time,
    fields,
    message: record.insight === null ? sentence(record, fields, outcome) : insightSentence(record),
  };
}

function callFields(record: TrailRecord, outcome: TrailOutcome): FoundFields {
  const address = record.sourceAddress;
  const isIp = address !== null && isIpAddress(address);
  return {
    'event.action': record.eventName,
    'event.category': categories(record),
    'event.kind': 'event',
    'event.type': [...types(record), ...(outcome.outcome === 'failed' ? [] : [outcome.outcome])],
    'event.outcome': outcome.ecs,
    'event.provider': record.eventSource,
    'event.reason': record.errorMessage,
    'aws.cloudtrail.error_code': record.errorCode,
    'source.ip': isIp ? address : null,
    // Calls that AWS makes itself carry the name of a service.
    'source.address': isIp ? null : address,
    'user_agent.original': record.userAgent,
    'cloud.service.name': record.eventSource === null ? null : serviceName(record.eventSource),
  };
}

/** An Insight is AWS's own word about an unusual rate of calls. */
const INSIGHT: TrailOutcome = { outcome: 'detected', original: 'Insight', ecs: 'success' };

function insightFields({ insight }: TrailRecord): FoundFields {
  return {
    'event.action': asText(insight?.['eventName']),
    'event.category': ['api'],
    'event.kind': 'alert',
    'event.type': ['info'],
    'event.outcome': 'unknown',
    'event.provider': asText(insight?.['eventSource']),
    'rule.name': asText(insight?.['insightType']),
    'event.reason': asText(insight?.['state']),
  };
}

function insightSentence({ insight, region }: TrailRecord): string {
  const words = [insight?.['insightType'], insight?.['state'], insight?.['eventName'], region].map(asText);
  return `CloudTrail Insight: ${words.filter((word) => word !== null).join(', ')}.`;
}

/** A call of a function is drawn with the function; everything else with the account whose trail it is. */
function laneOf(record: TrailRecord): string {
  const account = record.recipientAccountId ?? record.identity.accountId;
  const name =
    record.eventSource === 'lambda.amazonaws.com' && record.eventName === 'Invoke'
      ? asText(record.request?.['functionName'])
      : null;
  return name === null ? cloudLane('aws', account) : functionLane('aws', account, name.split(':').at(-1) ?? name);
}

function timeProblems(value: unknown): readonly RecordProblem[] {
  const text = asText(at(value, 'eventTime'));
  if (text === null || parseTime(text) !== null) return [];
  return [{ code: 'bad-time', reason: `The eventTime "${text.slice(0, 80)}" cannot be read.` }];
}
