import { asObject, asText, at } from '../model/json.js';
import type { JsonObject } from '../model/json.js';
import { parseTime } from '../time/parse.js';
import { carrierName } from './carried.js';
import type { Carrier } from './carried.js';
import { decodeBase64 } from './decode-base64.js';

/**
 * A `LogEntry` of Google Cloud Logging whatever its payload is. BigQuery exports and table tools write names in lower case.
 * Source: Google Cloud documentation "LogEntry".
 */
export interface LogEntry {
  /** `projects/shop/logs/cloudaudit.googleapis.com/activity`, decoded. */
  readonly logName: string | null;
  readonly insertId: string | null;
  readonly timestamp: unknown;
  readonly received: unknown;
  /** `DEFAULT`, `INFO`, `NOTICE`, `ERROR`, ... */
  readonly severity: string | null;
  /** `k8s_cluster`, `gce_instance`, ... */
  readonly resourceType: string | null;
  readonly resourceLabels: JsonObject;
  readonly labels: JsonObject;
  /** `id`, `first`, `last`: long operations log twice. */
  readonly operation: JsonObject;
  readonly project: string | null;
  /** The project, else the organization, folder or billing account whose log it is. */
  readonly account: string | null;
}

/** The audit log in an entry: `protoPayload`, in BigQuery `protopayload_auditlog`; null where it is none. */
export function auditPayload(value: unknown): JsonObject | null {
  const payload = asObject(at(value, 'protoPayload') ?? at(value, 'protopayload_auditlog'));
  if (payload === null) return null;
  const signs = ['methodName', 'authenticationInfo', 'requestMetadata', 'resourceName', 'authorizationInfo'];
  return signs.some((sign) => Object.hasOwn(payload, sign)) ? payload : null;
}

/** True for an entry of any kind. */
export function isLogEntry(value: unknown): boolean {
  const object = asObject(value);
  if (object === null) return false;
  if (auditPayload(value) !== null) return true;
  const named = asText(object['logName'] ?? object['logname'])?.includes('/logs/') === true;
  const carries = ['jsonPayload', 'textPayload', 'protoPayload', 'json_payload', 'text_payload'];
  return named && carries.some((key) => Object.hasOwn(object, key));
}

/** Reads a value that `isLogEntry` accepts. */
export function readLogEntry(value: unknown): LogEntry {
  const either = (name: string) => at(value, name) ?? at(value, name.toLowerCase());
  const resourceLabels = asObject(at(value, 'resource', 'labels')) ?? {};
  const logName = asText(either('logName'))?.replaceAll(/%2F/gi, '/') ?? null;
  const owner = /^(?:organizations|folders|billingAccounts)\/([^/]+)\//;
  const resource = asText(auditPayload(value)?.['resourceName']);
  const projects = [logName, resource].map((text) => /^projects\/([^/]+)/.exec(text ?? '')?.[1]);
  const project = asText(resourceLabels['project_id']) ?? projects.find((name) => name !== undefined) ?? null;
  return {
    logName,
    insertId: asText(either('insertId')),
    timestamp: at(value, 'timestamp'),
    received: either('receiveTimestamp'),
    severity: asText(at(value, 'severity')),
    resourceType: asText(at(value, 'resource', 'type')),
    resourceLabels,
    labels: asObject(at(value, 'labels')) ?? {},
    operation: asObject(at(value, 'operation')) ?? {},
    project,
    account: project ?? owner.exec(logName ?? '')?.[1] ?? null,
  };
}

/** What an entry carries for others: the container's own log line, an event of the cluster. */
export const googleLogEntry: Carrier = (value) => {
  if (!isLogEntry(value) || auditPayload(value) !== null) return null;
  const path = ['jsonPayload', 'textPayload', 'json_payload', 'text_payload'].find((key) => Object.hasOwn(value, key));
  if (path === undefined) return null;
  const { logName, resourceLabels, timestamp, received } = readLogEntry(value);
  const times = [
    parseTime(timestamp, { kind: 'logged', zoneless: 'utc' }),
    parseTime(received, { kind: 'ingested', zoneless: 'utc' }),
  ];
  return {
    payloads: [{ path, value: value[path] }],
    name: carrierName('Google Cloud Logging', logName),
    times: times.filter((time) => time !== null),
    cluster: asText(resourceLabels['cluster_name']),
    host: asText(resourceLabels['node_name']),
  };
};

/** A message of Pub/Sub, pushed (`message.data`) or pulled (`data` beside `messageId`): its data is base64. */
export const pubSub: Carrier = (value) => {
  const message = asObject(value['message']) ?? value;
  const data = message['data'];
  const id = asText(message['messageId'] ?? message['message_id']);
  if (typeof data !== 'string' || id === null) return null;
  const text = decodeBase64(data);
  const published = parseTime(message['publishTime'] ?? message['publish_time'], { kind: 'ingested' });
  return {
    payloads: [{ path: message === value ? 'data' : 'message.data', value: text ?? data }],
    name: carrierName('Pub/Sub', asText(value['subscription'])),
    times: published === null ? [] : [published],
  };
};
