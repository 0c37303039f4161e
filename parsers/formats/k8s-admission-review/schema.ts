import { asObject, asText, asTexts, at } from '../../model/json.js';

/** The request of an AdmissionReview: what the API server asks a webhook about. */
export interface AdmissionRequest {
  readonly uid: string | null;
  /** `CREATE`, `UPDATE`, `DELETE`, `CONNECT` */
  readonly operation: string | null;
  /** Plural, lower case: `pods`; as the client asked for it. */
  readonly resource: string | null;
  readonly subresource: string | null;
  readonly group: string | null;
  readonly version: string | null;
  readonly namespace: string | null;
  /** Empty where the server makes the name (`generateName`). */
  readonly name: string | null;
  readonly userName: string | null;
  readonly userUid: string | null;
  readonly groups: readonly string[];
  readonly extra: unknown;
  readonly object: unknown;
  readonly oldObject: unknown;
  readonly dryRun: boolean;
  /** What the webhook answered, where the logger keeps it. */
  readonly allowed: boolean | null;
  readonly answer: string | null;
  /** Times that loggers add; the format itself has none. */
  readonly received: unknown;
}

/** True for a review with its request. Source: Kubernetes documentation "admission.k8s.io/v1 AdmissionReview". */
export function isAdmissionReview(value: unknown): boolean {
  const object = asObject(value);
  if (object === null || object['kind'] !== 'AdmissionReview') return false;
  return asText(at(value, 'request', 'uid')) !== null || asText(at(value, 'request', 'operation')) !== null;
}

/** Reads a value that `isAdmissionReview` accepts. */
export function readAdmissionReview(value: unknown): AdmissionRequest {
  const text = (...path: string[]) => asText(at(value, 'request', ...path));
  const allowed = at(value, 'response', 'allowed');
  const times = [
    at(value, 'requestReceivedTimestamp'),
    at(value, 'request', 'requestReceivedTimestamp'),
    at(value, 'timestamp'),
    at(value, 'time'),
  ];
  return {
    uid: text('uid'),
    operation: text('operation'),
    resource: text('requestResource', 'resource') ?? text('resource', 'resource'),
    subresource: text('requestSubResource') ?? text('subResource'),
    group: text('requestResource', 'group') ?? text('resource', 'group'),
    version: text('requestResource', 'version') ?? text('resource', 'version'),
    namespace: text('namespace'),
    name: text('name'),
    userName: text('userInfo', 'username'),
    userUid: text('userInfo', 'uid'),
    groups: asTexts(at(value, 'request', 'userInfo', 'groups')),
    extra: at(value, 'request', 'userInfo', 'extra'),
    object: at(value, 'request', 'object'),
    oldObject: at(value, 'request', 'oldObject'),
    dryRun: at(value, 'request', 'dryRun') === true,
    allowed: typeof allowed === 'boolean' ? allowed : null,
    answer: asText(at(value, 'response', 'status', 'message')) ?? asText(at(value, 'response', 'status', 'reason')),
    received: times.find((time) => asText(time) !== null),
  };
}
