import { asList, asObject, asText, at } from '../model/json.js';
import type { JsonObject } from '../model/json.js';
import type { RecordedTime } from '../model/time.js';
import { parseTime } from '../time/parse.js';
import { carrierName } from './carried.js';
import type { Carried, CarriedPayload, Carrier } from './carried.js';

/**
 * CloudWatch Logs: a delivery (`messageType`, `logGroup`, `logEvents`), one element of its `logEvents` with the delivery
 * around it, the answer of `filter-log-events` (`events`), or a row of Logs Insights (`@message`). Control messages
 * carry nothing. Source: AWS documentation "Subscription filters".
 */
export const cloudWatch: Carrier = (value, enclosing) => {
  if (value['messageType'] === 'CONTROL_MESSAGE') return { payloads: [], name: 'CloudWatch control message' };
  if (Array.isArray(value['logEvents'])) {
    return delivery(
      value,
      asList(value['logEvents']).flatMap((event, index) => logEvent(event, `logEvents[${index}].`)),
    );
  }
  if (typeof value['@message'] === 'string') {
    const times = listed(parseTime(value['@timestamp'], { kind: 'logged', zoneless: 'utc' }));
    return delivery(value, [{ path: '@message', value: value['@message'], times }]);
  }
  const isElement = enclosing !== null && Object.hasOwn(enclosing, 'logGroup');
  const isEvent =
    Object.hasOwn(value, 'timestamp') && ['id', 'eventId', 'ingestionTime'].some((key) => Object.hasOwn(value, key));
  return typeof value['message'] === 'string' && (isElement || isEvent)
    ? delivery(enclosing ?? value, logEvent(value, ''))
    : null;
};

function logEvent(event: unknown, path: string): CarriedPayload[] {
  const logged = parseTime(at(event, 'timestamp'), { kind: 'logged' });
  const ingested = parseTime(at(event, 'ingestionTime'), { kind: 'ingested' });
  return [{ path: `${path}message`, value: at(event, 'message'), times: listed(logged, ingested) }];
}

function delivery(stated: JsonObject, payloads: readonly CarriedPayload[]): Carried {
  const group = asText(stated['logGroup'] ?? stated['logGroupName'] ?? stated['@log']);
  const stream = asText(stated['logStream'] ?? stated['logStreamName'] ?? stated['@logStream']);
  const cluster = /\/aws\/(?:eks|containerinsights)\/([^/]+)\//.exec(group ?? '')?.[1] ?? null;
  return { payloads, name: carrierName('CloudWatch', group, stream), cluster };
}

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
