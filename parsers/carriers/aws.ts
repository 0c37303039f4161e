import { asList, asObject, asText, at } from '../model/json.js';
import type { JsonObject } from '../model/json.js';
import type { RecordedTime } from '../model/time.js';
import { parseTime } from '../time/parse.js';
import { carrierName } from './carried.js';
import type { Carrier } from './carried.js';
import { base64Bytes, decodeBase64 } from './decode-base64.js';
import { inflateText, isGzip } from './inflate-text.js';

/** One event of CloudWatch Logs with the place it was logged to. Source: AWS documentation "Subscription filters". */
export interface LogEvent {
  /** Where the event lies in the record: `logEvents[3].`, `''` for the record itself. */
  readonly path: string;
  /** Where its text lies there. */
  readonly messageKey: string;
  readonly message: unknown;
  readonly id: string | null;
  readonly logged: RecordedTime | null;
  readonly ingested: RecordedTime | null;
  readonly group: string | null;
  readonly stream: string | null;
  /** Account that owns the log group. */
  readonly owner: string | null;
}

/**
 * The events of CloudWatch Logs in a value: a delivery (`messageType`, `logGroup`, `logEvents`), one element of its list with
 * the delivery around it, an event of `get-log-events` or `filter-log-events`, a row of Logs Insights as table or as the
 * answer of `get-query-results`. Control messages hold none; null where the value is something else.
 */
export function readLogEvents(value: JsonObject, enclosing: JsonObject | null): readonly LogEvent[] | null {
  if (value['messageType'] === 'CONTROL_MESSAGE' || enclosing?.['messageType'] === 'CONTROL_MESSAGE') return [];
  if (Array.isArray(value['logEvents']))
    return asList(value['logEvents']).map((event, index) => logEvent(event, value, `logEvents[${index}].`));
  const rows = asList(value['results']);
  if (rows.length > 0 && rows.every(isInsightsRow))
    return rows.map((row, index) => insightsEvent(insightsRow(row), `results[${index}].`));
  if (typeof value['@message'] === 'string') return [insightsEvent(value, '')];
  const isElement = enclosing !== null && Object.hasOwn(enclosing, 'logGroup');
  const isEvent =
    Object.hasOwn(value, 'timestamp') && ['id', 'eventId', 'ingestionTime'].some((key) => Object.hasOwn(value, key));
  return typeof value['message'] === 'string' && (isElement || isEvent)
    ? [logEvent(value, enclosing ?? value, '')]
    : null;
}

function logEvent(event: unknown, delivery: JsonObject, path: string): LogEvent {
  return {
    path,
    messageKey: 'message',
    message: at(event, 'message'),
    id: asText(at(event, 'id') ?? at(event, 'eventId')),
    logged: parseTime(at(event, 'timestamp'), { kind: 'logged' }),
    ingested: parseTime(at(event, 'ingestionTime'), { kind: 'ingested' }),
    group: asText(delivery['logGroup'] ?? delivery['logGroupName']),
    stream: asText(delivery['logStream'] ?? delivery['logStreamName'] ?? at(event, 'logStreamName')),
    owner: asText(delivery['owner']),
  };
}

/** Logs Insights writes times without a mark; they are UTC. `@log` is `<account>:<group>`. */
function insightsEvent(row: JsonObject, path: string): LogEvent {
  const [owner, group] = /^(\d{12}):(.+)$/.exec(asText(row['@log']) ?? '')?.slice(1) ?? [null, asText(row['@log'])];
  return {
    path,
    messageKey: '@message',
    message: row['@message'],
    id: null,
    logged: parseTime(row['@timestamp'], { kind: 'logged', zoneless: 'utc' }),
    ingested: parseTime(row['@ingestionTime'], { kind: 'ingested', zoneless: 'utc' }),
    group: group ?? null,
    stream: asText(row['@logStream']),
    owner: owner ?? null,
  };
}

function isInsightsRow(row: unknown): boolean {
  return Array.isArray(row) && row.some((cell) => at(cell, 'field') === '@message');
}

function insightsRow(row: unknown): JsonObject {
  return Object.fromEntries(asList(row).map((cell) => [asText(at(cell, 'field')) ?? '', at(cell, 'value')]));
}

/** Carries the messages of CloudWatch Logs. */
export const cloudWatch: Carrier = (value, enclosing) => {
  const events = readLogEvents(value, enclosing);
  if (events === null) return null;
  const [first] = events;
  return {
    payloads: events.map(({ path, messageKey, message, logged, ingested }) => ({
      path: path + messageKey,
      value: message,
      times: listed(logged, ingested),
    })),
    name: first === undefined ? 'CloudWatch control message' : carrierName('CloudWatch', first.group, first.stream),
    cluster: clusterOfGroup(first?.group ?? null),
  };
};

/** The cluster that a log group of EKS or Container Insights names. */
export function clusterOfGroup(group: string | null): string | null {
  return /\/aws\/(?:eks|containerinsights)\/([^/]+)\//.exec(group ?? '')?.[1] ?? null;
}

/** Compressed data in base64, as triggers of Lambda and streams of Kinesis and Firehose hand deliveries over. */
export const awsStream: Carrier = (value) => {
  const held: readonly (readonly [string, unknown, string])[] = [
    ['awslogs.data', at(value, 'awslogs', 'data'), 'Lambda trigger'],
    ['kinesis.data', at(value, 'kinesis', 'data'), 'Kinesis'],
    ['data', Object.hasOwn(value, 'recordId') ? value['data'] : undefined, 'Firehose'],
  ];
  const [path, data, name] = held.find(([, text]) => typeof text === 'string') ?? [];
  const text = typeof data === 'string' ? streamText(data) : null;
  if (path === undefined || name === undefined || text === null) return null;
  const arrived = at(value, 'kinesis', 'approximateArrivalTimestamp') ?? value['approximateArrivalTimestamp'];
  return { payloads: [{ path, value: text }], name, times: listed(parseTime(arrived, { kind: 'ingested' })) };
};

function streamText(data: string): string | null {
  const bytes = base64Bytes(data);
  if (bytes === null) return null;
  return isGzip(bytes) ? inflateText(bytes) : decodeBase64(data);
}

/** Notifications of SNS and messages of SQS, of the service itself and as Lambda gets them. */
export const awsMessage: Carrier = (value) => {
  const notice = asObject(value['Sns']) ?? (value['Type'] === 'Notification' ? value : null);
  if (typeof notice?.['Message'] === 'string')
    return {
      payloads: [{ path: notice === value ? 'Message' : 'Sns.Message', value: notice['Message'] }],
      name: carrierName('SNS', asText(notice['TopicArn'])),
      times: listed(parseTime(notice['Timestamp'], { kind: 'logged' })),
    };
  const isQueued = ['messageId', 'MessageId'].some((key) => Object.hasOwn(value, key));
  const key = ['body', 'Body'].find((name) => typeof value[name] === 'string');
  return isQueued && key !== undefined
    ? { payloads: [{ path: key, value: value[key] }], name: carrierName('SQS', asText(value['eventSourceARN'])) }
    : null;
};

/** EventBridge: `detail-type` beside `detail`. Source: AWS documentation "Amazon EventBridge events". */
export const eventBridge: Carrier = (value) => {
  if (typeof value['detail-type'] !== 'string' || asObject(value['detail']) === null) return null;
  return {
    payloads: [{ path: 'detail', value: value['detail'] }],
    name: carrierName('EventBridge', value['detail-type']),
    times: listed(parseTime(value['time'], { kind: 'logged', zoneless: 'utc' })),
  };
};

/**
 * One event of CloudTrail's LookupEvents answer. Its own `EventTime` has a local offset and repeats the inner record's
 * time, so it is not kept as another time.
 */
export const lookupEvents: Carrier = (value) =>
  typeof value['CloudTrailEvent'] === 'string'
    ? { payloads: [{ path: 'CloudTrailEvent', value: value['CloudTrailEvent'] }], name: 'CloudTrail LookupEvents' }
    : null;

function listed(...times: readonly (RecordedTime | null)[]): readonly RecordedTime[] {
  return times.filter((time) => time !== null);
}
