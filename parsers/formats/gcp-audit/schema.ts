import { auditPayload, readLogEntry } from '../../carriers/google.js';
import type { LogEntry } from '../../carriers/google.js';
import { asList, asText, asTexts, asWhole, at } from '../../model/json.js';

/** An entry with a payload of `google.cloud.audit.AuditLog`. */
export interface AuditEntry extends LogEntry {
  /** `v1.compute.firewalls.insert`, `io.k8s.core.v1.pods.exec.create`; of Workspace the name of the event. */
  readonly method: string | null;
  /** `compute.googleapis.com`, `k8s.io`. */
  readonly service: string | null;
  /** `projects/p/zones/z/instances/i`; of Kubernetes `core/v1/namespaces/n/pods/p/exec`. */
  readonly resourceName: string | null;
  readonly principal: string | null;
  /** `serviceAccount:a@b.iam.gserviceaccount.com`, `principal://iam.googleapis.com/...`. */
  readonly principalSubject: string | null;
  /** Key of the service account that signed the call. */
  readonly keyName: string | null;
  /** Who acted through the service account, outermost first. */
  readonly delegation: readonly string[];
  readonly callerIp: string | null;
  readonly userAgent: string | null;
  /** One per permission that was checked; a missing word is a refusal. */
  readonly granted: readonly boolean[];
  /** `google.rpc.Code`; absent or 0 is success. */
  readonly code: number;
  readonly statusMessage: string | null;
  readonly request: unknown;
  readonly response: unknown;
  /** Members that a change of a policy added or removed. */
  readonly members: readonly string[];
  /** Times of hand-cut and re-exported entries. */
  readonly payloadTime: unknown;
  readonly requestTime: unknown;
}

/** True for an entry with an audit log in it. */
export function isAuditEntry(value: unknown): boolean {
  return auditPayload(value) !== null;
}

/** Reads a value that `isAuditEntry` accepts. */
export function readAuditEntry(value: unknown): AuditEntry {
  const payload = auditPayload(value);
  const text = (...path: string[]) => asText(at(payload, ...path));
  const events = asList(at(payload, 'metadata', 'event')).flatMap((event) => asTexts(at(event, 'eventName')));
  const deltas = asList(at(payload, 'serviceData', 'policyDelta', 'bindingDeltas'));
  return {
    ...readLogEntry(value),
    method: text('methodName') ?? events[0] ?? null,
    service: text('serviceName') ?? asText(at(value, 'serviceName')),
    resourceName: text('resourceName'),
    principal: text('authenticationInfo', 'principalEmail') ?? text('authenticationInfo', 'authoritySelector'),
    principalSubject: text('authenticationInfo', 'principalSubject'),
    keyName: text('authenticationInfo', 'serviceAccountKeyName'),
    delegation: asList(at(payload, 'authenticationInfo', 'serviceAccountDelegationInfo')).flatMap((each) => [
      ...asTexts(at(each, 'firstPartyPrincipal', 'principalEmail')),
      ...asTexts(at(each, 'principalSubject')),
    ]),
    callerIp: text('requestMetadata', 'callerIp') ?? text('requestMetadata', 'callerIP'),
    userAgent: text('requestMetadata', 'callerSuppliedUserAgent'),
    granted: asList(at(payload, 'authorizationInfo') ?? at(value, 'authorizationInfo'))
      // Some services list a resource without any permission that was checked.
      .filter((each) => asText(at(each, 'permission')) !== null || at(each, 'granted') !== undefined)
      .map((each) => at(each, 'granted') === true || at(each, 'granted') === 'true'),
    code: asWhole(at(payload, 'status', 'code')) ?? 0,
    statusMessage: text('status', 'message'),
    request: at(payload, 'request'),
    response: at(payload, 'response'),
    members: deltas.flatMap((delta) => asTexts(at(delta, 'member'))),
    payloadTime: at(payload, 'timestamp'),
    requestTime: at(payload, 'requestMetadata', 'requestAttributes', 'time'),
  };
}

/** An object of Kubernetes as the resource name writes it. */
export interface KubernetesResource {
  readonly apiVersion: string | null;
  readonly namespace: string | null;
  readonly resource: string | null;
  readonly name: string | null;
  readonly subresource: string | null;
}

/** Takes `core/v1/namespaces/shop/pods/web-1/exec` apart; null where the entry is not of the Kubernetes API. */
export function kubernetesResource({ method, service, resourceName }: AuditEntry): KubernetesResource | null {
  if (service !== 'k8s.io' && method?.startsWith('io.k8s.') !== true) return null;
  const [group = '', version = '', ...rest] = resourceName?.split('/') ?? [];
  const [first, owner, ...inside] = rest;
  const isNamespaced = first === 'namespaces' && inside.length > 0;
  const [resource = null, name = null, subresource = null] = isNamespaced ? inside : rest;
  return {
    apiVersion:
      resource === null || version === '' || group === '' ? null : group === 'core' ? version : `${group}/${version}`,
    namespace: isNamespaced ? (owner ?? null) : null,
    resource,
    name,
    subresource,
  };
}
