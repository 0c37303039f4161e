import { asObject, asText, asWhole } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** One event of a cluster: `v1` (core) or `events.k8s.io/v1`. */
export interface ClusterEvent {
  /** `Pulled`, `Started`, `BackOff`. */
  readonly reason: string | null;
  /** `Normal` or `Warning`. */
  readonly type: string | null;
  /** Text for humans; names images, containers, causes. */
  readonly note: string | null;
  readonly kind: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly uid: string | null;
  readonly apiVersion: string | null;
  /** `spec.containers{web}`: the part of the object that is meant. */
  readonly fieldPath: string | null;
  /** `kubelet`, `default-scheduler`. */
  readonly component: string | null;
  readonly host: string | null;
  readonly eventUid: string | null;
  /** How often it happened. */
  readonly count: number;
  /** Times as written, RFC 3339 in UTC: of one occurrence to the microsecond, else to the second; null or absent. */
  readonly eventTime: unknown;
  readonly first: unknown;
  readonly last: unknown;
  readonly created: unknown;
}

/** True for an event of a cluster, also where the list around it keeps kind and version. Audit events are none. */
export function isClusterEvent(value: unknown): boolean {
  const object = asObject(value);
  if (object === null || (object['kind'] !== undefined && object['kind'] !== 'Event')) return false;
  if (asObject(object['involvedObject'] ?? object['regarding']) === null || object['auditID'] !== undefined)
    return false;
  return asObject(object['metadata']) !== null || asText(object['reason']) !== null;
}

/** Reads a value that `isClusterEvent` accepts. */
export function readClusterEvent(value: unknown): ClusterEvent {
  const object = asObject(value) ?? {};
  const metadata = asObject(object['metadata']) ?? {};
  const about = asObject(object['involvedObject'] ?? object['regarding']) ?? {};
  const source = asObject(object['source'] ?? object['deprecatedSource']) ?? {};
  const series = asObject(object['series']) ?? {};
  const component =
    asText(source['component']) ?? asText(object['reportingComponent']) ?? asText(object['reportingController']);
  return {
    reason: asText(object['reason']),
    type: asText(object['type']),
    note: asText(object['message']) ?? asText(object['note']),
    kind: asText(about['kind']),
    namespace: asText(about['namespace']) ?? asText(metadata['namespace']),
    name: asText(about['name']),
    uid: asText(about['uid']),
    apiVersion: asText(about['apiVersion']),
    fieldPath: asText(about['fieldPath']),
    component,
    host: asText(source['host']) ?? reportingHost(object, component),
    eventUid: asText(metadata['uid']),
    count: asWhole(series['count'] ?? object['count'] ?? object['deprecatedCount']) ?? 1,
    eventTime: object['eventTime'],
    first: object['firstTimestamp'] ?? object['deprecatedFirstTimestamp'],
    last: series['lastObservedTime'] ?? object['lastTimestamp'] ?? object['deprecatedLastTimestamp'],
    created: metadata['creationTimestamp'],
  };
}

/** A kubelet reports under the name of its node; other controllers under that of their pod. */
function reportingHost(object: JsonObject, component: string | null): string | null {
  return component === 'kubelet' ? asText(object['reportingInstance']) : null;
}
