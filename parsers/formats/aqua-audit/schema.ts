import { decodeJson } from '../../carriers/decode-json.js';
import { asObject, asText, asWhole } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/**
 * One audit event of the Aqua platform. Keys are those of public programs that read the audit webhook; the vendor's own
 * reference is not public. Missing keys and empty text are the same.
 */
export interface AquaAuditEvent {
  readonly id: string | null;
  /** Epoch seconds, as written. */
  readonly time: unknown;
  /** `Administration`, `Docker`, `CVE`, `alert`. */
  readonly type: string | null;
  /** `file`, `os`, `network`, `secret`, `CVE`, `container`, `host`, `image`, `kubernetes.enforcer`, ... */
  readonly category: string | null;
  /** `exec`, `start`, `create`, `login`, `policy.failure`, `Scan`, ... */
  readonly action: string | null;
  readonly subtype: string | null;
  /** 1 success, 2 block, 3 detect, 4 alert. */
  readonly result: number | null;
  /** The same in a word. */
  readonly level: string | null;
  readonly user: string | null;
  readonly uid: string | null;
  readonly effectiveUser: string | null;
  readonly process: string | null;
  readonly pid: number | null;
  readonly command: string | null;
  readonly sourceAddress: string | null;
  /** Path, network end or command, by category. */
  readonly resource: string | null;
  readonly resourceName: string | null;
  readonly resourceType: string | null;
  readonly resourceDigest: string | null;
  readonly secret: string | null;
  readonly container: string | null;
  readonly containerId: string | null;
  readonly image: string | null;
  readonly imageId: string | null;
  readonly imageHash: string | null;
  readonly registry: string | null;
  readonly pod: string | null;
  readonly namespace: string | null;
  readonly podType: string | null;
  readonly deployment: string | null;
  readonly cluster: string | null;
  readonly host: string | null;
  readonly hostId: string | null;
  readonly hostIp: string | null;
  readonly vmName: string | null;
  readonly vmId: string | null;
  /** Policy. */
  readonly rule: string | null;
  readonly ruleType: string | null;
  /** The control of the policy that fired. */
  readonly control: string | null;
  readonly reason: string | null;
  readonly description: string | null;
  readonly tactic: string | null;
  readonly technique: string | null;
  readonly malware: string | null;
  /** What `data`, a JSON document held as text, says; empty where there is none. */
  readonly data: JsonObject;
  /** True where `data` starts as JSON and cannot be decoded. */
  readonly dataIsBroken: boolean;
}

const CODES = new Set(['1', '2', '3', '4']);
const LEVELS = new Set(['success', 'block', 'detect', 'alert']);

/** Keys of few other products. */
const TELLING = [
  'containerid',
  'hostid',
  'hostip',
  'hostgroup',
  'imagehash',
  'podname',
  'podnamespace',
  'podtype',
  'poddeployment',
  'k8s_cluster',
  'rule_type',
  'resource_digest',
  'vm_location',
  'source_address',
];

/** True for a flat object that says what came of an act, under keys that make it unmistakable. */
export function isUnmistakable(value: unknown): boolean {
  const object = asObject(value);
  return object !== null && hasResult(object) && isTelling(object);
}

function isTelling(object: JsonObject): boolean {
  let count = 0;
  for (const key of TELLING) {
    if (isFlat(object[key]) && ++count === 2) return true;
  }
  return false;
}

/** True for what may stand among such records: events of hosts and of the console lack most keys. */
export function isAquaAudit(value: unknown): boolean {
  const object = asObject(value);
  if (object === null || !hasResult(object)) return false;
  if (isTelling(object)) return true;
  return isFlat(object['action']) && (isFlat(object['category']) || isFlat(object['type'])) && hasTime(object);
}

function hasResult(object: JsonObject): boolean {
  const { result, level } = object;
  if (typeof result === 'number' ? CODES.has(String(result)) : typeof result === 'string' && CODES.has(result))
    return true;
  return typeof level === 'string' && LEVELS.has(level.toLowerCase());
}

function hasTime(object: JsonObject): boolean {
  return ['time', 'date', 'create_time'].some((key) => isFlat(object[key]));
}

function isFlat(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** Reads a value that `isAquaAudit` accepts. */
export function readAquaAudit(value: unknown): AquaAuditEvent {
  const object = asObject(value) ?? {};
  const inner = innerDocument(object['data']);
  const data = asObject(inner) ?? {};
  return {
    id: asText(object['id']),
    time: object['time'] ?? object['date'] ?? object['create_time'],
    type: asText(object['type']),
    category: asText(object['category']),
    action: asText(object['action']),
    subtype: asText(object['subtype']),
    result: asWhole(object['result']),
    level: asText(object['level']),
    user: asText(object['user']),
    uid: asText(object['uid']),
    effectiveUser: asText(object['euser']),
    process: asText(object['process']),
    pid: asWhole(object['pid']),
    command: asText(object['command']),
    sourceAddress: asText(object['source_address']),
    resource: asText(object['resource']),
    resourceName: asText(object['resource_name']),
    // The public model spells the key without its t.
    resourceType: asText(object['resource_type']) ?? asText(object['resoure_type']),
    resourceDigest: asText(object['resource_digest']),
    secret: asText(object['secret']),
    container: asText(object['container']),
    containerId: asText(object['containerid']),
    image: asText(object['image']) ?? asText(data['image']),
    imageId: asText(object['imageid']),
    imageHash: asText(object['imagehash']) ?? asText(data['digest']),
    registry: asText(object['registry']) ?? asText(data['registry']),
    pod: asText(object['podname']),
    namespace: asText(object['podnamespace']),
    podType: asText(object['podtype']),
    deployment: asText(object['poddeployment']),
    cluster: asText(object['k8s_cluster']),
    host: asText(object['host']),
    hostId: asText(object['hostid']),
    hostIp: asText(object['hostip']),
    vmName: asText(object['vm_name']),
    vmId: asText(object['vm_id']),
    rule: asText(object['rule']),
    ruleType: asText(object['rule_type']),
    control: asText(object['control']),
    reason: asText(object['reason']),
    description: asText(object['description']),
    tactic: asText(object['tactic']) ?? asText(data['tactic']),
    technique: asText(object['technique']) ?? asText(data['technique']),
    malware: asText(object['malware']) ?? asText(data['malware']),
    data,
    dataIsBroken: inner === undefined && startsAsJson(object['data']),
  };
}

function innerDocument(data: unknown): unknown {
  return startsAsJson(data) ? decodeJson(data) : data;
}

function startsAsJson(data: unknown): data is string {
  return typeof data === 'string' && /^\s*[{[]/.test(data);
}
