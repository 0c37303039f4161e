import { asList, asObject, asText, asTexts, asWhole, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** An identity as the API server authenticated it, or as the client asked to be. */
export interface AuditUser {
  readonly name: string | null;
  readonly uid: string | null;
  readonly groups: readonly string[];
  /** Authenticator's own facts: pod name and uid, node name, credential id, cloud identity. */
  readonly extra: JsonObject;
}

/** The object a request is about. Absent for requests to paths that are no objects (`/healthz`). */
export interface ObjectRef {
  /** Plural, lower case: `pods`. */
  readonly resource: string | null;
  /** `exec`, `log`, `token`, `status`, ... */
  readonly subresource: string | null;
  readonly namespace: string | null;
  readonly name: string | null;
  readonly uid: string | null;
  readonly apiGroup: string | null;
  readonly apiVersion: string | null;
}

/** One event of `audit.k8s.io` (v1, v1beta1, v1alpha1: one shape for our purpose), read from JSON of any origin. */
export interface AuditEvent {
  /** Same for all stages of one request; a client can choose it with the Audit-ID header. */
  readonly auditId: string | null;
  /** `RequestReceived`, `ResponseStarted`, `ResponseComplete`, `Panic`. */
  readonly stage: string | null;
  /** `get`, `list`, `create`, ...; for paths that are no objects the HTTP method in lower case. */
  readonly verb: string | null;
  /** Path and query as the client sent them; of exec it holds the command. */
  readonly requestUri: string | null;
  readonly user: AuditUser;
  /** Whom the user acts as, where the request impersonates. */
  readonly impersonated: AuditUser | null;
  /** Last: peer of the connection. Earlier ones come from forwarding headers, which a client can set. */
  readonly sourceIps: readonly string[];
  readonly userAgent: string | null;
  readonly object: ObjectRef;
  /** HTTP status; 101 for an upgraded exec session. Absent before the response. */
  readonly code: number | null;
  readonly reason: string | null;
  readonly message: string | null;
  /** Bodies, at the levels Request and RequestResponse only. */
  readonly requestObject: unknown;
  readonly responseObject: unknown;
  readonly annotations: JsonObject;
  /** Times as written: `requestReceivedTimestamp`, `stageTimestamp`, and `timestamp` before v1beta1. */
  readonly received: unknown;
  readonly staged: unknown;
  readonly timestamp: unknown;
  readonly created: unknown;
}

/** True for an audit event: it names the API group, or carries the keys that only audit events share. */
export function isAuditEvent(value: unknown): boolean {
  const object = asObject(value);
  if (object === null || Array.isArray(object['items']) || object['kind'] === 'EventList') return false;
  if (asText(object['apiVersion'])?.startsWith('audit.k8s.io/') === true)
    return object['kind'] === 'Event' || object['kind'] === undefined;
  // Hand-cut records name no version and no id, but what was asked of which object.
  if (object['kind'] === 'Event' && asText(object['verb']) !== null && asObject(object['objectRef']) !== null)
    return true;
  return (
    asText(object['auditID']) !== null &&
    asText(object['stage']) !== null &&
    ('requestURI' in object || 'verb' in object)
  );
}

/** Reads a value that `isAuditEvent` accepts. */
export function readAuditEvent(value: unknown): AuditEvent {
  const text = (...path: string[]) => asText(at(value, ...path));
  const impersonated = asObject(at(value, 'impersonatedUser'));
  return {
    auditId: text('auditID'),
    stage: text('stage'),
    verb: text('verb'),
    requestUri: text('requestURI'),
    user: readUser(at(value, 'user')),
    impersonated: impersonated === null ? null : readUser(impersonated),
    sourceIps: asTexts(at(value, 'sourceIPs')),
    userAgent: text('userAgent'),
    object: {
      resource: text('objectRef', 'resource'),
      subresource: text('objectRef', 'subresource'),
      namespace: text('objectRef', 'namespace'),
      name: text('objectRef', 'name'),
      uid: text('objectRef', 'uid'),
      apiGroup: text('objectRef', 'apiGroup'),
      apiVersion: text('objectRef', 'apiVersion'),
    },
    code: asWhole(at(value, 'responseStatus', 'code')),
    reason: text('responseStatus', 'reason'),
    message: text('responseStatus', 'message'),
    requestObject: at(value, 'requestObject'),
    responseObject: at(value, 'responseObject'),
    annotations: asObject(at(value, 'annotations')) ?? {},
    received: at(value, 'requestReceivedTimestamp'),
    staged: at(value, 'stageTimestamp'),
    timestamp: at(value, 'timestamp'),
    created: at(value, 'metadata', 'creationTimestamp'),
  };
}

function readUser(value: unknown): AuditUser {
  return {
    name: asText(at(value, 'username')),
    uid: asText(at(value, 'uid')),
    groups: asTexts(at(value, 'groups')),
    extra: asObject(at(value, 'extra')) ?? {},
  };
}

/**
 * A fact out of `user.extra` by the last part of its key. Exporters write the slash of
 * `authentication.kubernetes.io/pod-name` in words of their own.
 */
export function userExtra(user: AuditUser, name: string): string | null {
  const key = Object.keys(user.extra).find(
    (each) => each === name || (each.endsWith(name) && /(?:\/|_slash_)$/.test(each.slice(0, -name.length))),
  );
  return key === undefined ? null : (asTexts(asList(user.extra[key]))[0] ?? asText(user.extra[key]));
}

/** An annotation by its full key (`authorization.k8s.io/decision`), the slash in words allowed. */
export function annotation(event: AuditEvent, key: string): string | null {
  return asText(event.annotations[key] ?? event.annotations[key.replaceAll('.', '_').replace('/', '_slash_')]);
}
