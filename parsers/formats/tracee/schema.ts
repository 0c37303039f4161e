import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** What a signature said about the events it saw. */
export interface TraceeFinding {
  /** `TRC-102`. */
  readonly id: string | null;
  readonly name: string | null;
  readonly description: string | null;
  /** 0 to 3 (flat), 0 to 4 or `INFO` to `CRITICAL` (protobuf), as written. */
  readonly severity: string | null;
  /** ATT&CK short name or name: `defense-evasion`, `Defense Evasion`. */
  readonly tactic: string | null;
  readonly technique: string | null;
  readonly techniqueId: string | null;
  /** Events it was derived from, nearest first. */
  readonly from: readonly string[];
}

/** One event of Tracee, whichever layout wrote it. */
export interface TraceeEvent {
  /** System call, hook, packet or signature. */
  readonly name: string | null;
  /** Nanoseconds since 1970 or since boot; in the protobuf layout an object or RFC 3339. As written. */
  readonly timestamp: unknown;
  /** Number of the event; system calls have their own number in the kernel's table. */
  readonly id: number | null;
  /** System call in which it happened. */
  readonly syscall: string | null;
  /** Negative: an error number of the kernel. */
  readonly returnValue: number | null;
  /** Name of the thread, at most 15 characters. */
  readonly processName: string | null;
  readonly executable: string | null;
  /** Process ids on the host and inside the container. */
  readonly pid: number | null;
  readonly vpid: number | null;
  readonly parentPid: number | null;
  /** Tracee's own ids, never used twice. */
  readonly entityId: string | null;
  readonly parentEntityId: string | null;
  readonly userId: string | null;
  /** UTS name: of the host, or of the container the event is from. */
  readonly hostName: string | null;
  readonly containerId: string | null;
  readonly containerName: string | null;
  /** Reference with tag, or an id. */
  readonly image: string | null;
  /** Image id (digest of the configuration). */
  readonly imageId: string | null;
  /** Repository digests; builds before September 2024 wrote the image's name here. */
  readonly imageDigests: readonly string[];
  /** False before the container's own program began. */
  readonly containerStarted: boolean | null;
  readonly pod: string | null;
  readonly namespace: string | null;
  readonly podUid: string | null;
  readonly policies: readonly string[];
  readonly finding: TraceeFinding | null;
  /** Lists of arguments, nearest to the event first: its own, then those of the events it was derived from. */
  readonly arguments: readonly (readonly unknown[])[];
}

export type TraceeLayout = 'flat' | 'protobuf' | 'rule engine';

/** Tells which of Tracee's layouts a value has; null for anything else. */
export function traceeLayout(value: unknown): TraceeLayout | null {
  const object = asObject(value);
  if (object === null) return null;
  if (isFlat(object)) return 'flat';
  if (isProtobuf(object)) return 'protobuf';
  return isRuleEngine(object) ? 'rule engine' : null;
}

/** True for an event of Tracee in any layout. */
export function isTraceeEvent(value: unknown): boolean {
  return traceeLayout(value) !== null;
}

function isFlat(object: JsonObject): boolean {
  return (
    typeof object['eventName'] === 'string' &&
    (Array.isArray(object['args']) || Object.hasOwn(object, 'argsNum')) &&
    (Object.hasOwn(object, 'hostProcessId') || Object.hasOwn(object, 'processName'))
  );
}

function isProtobuf(object: JsonObject): boolean {
  if (asText(object['name']) === null || !Object.hasOwn(object, 'timestamp')) return false;
  const workload = asObject(object['workload']);
  const derived = asObject(object['detected_from'] ?? object['detectedFrom']);
  const known = workload !== null && ['process', 'container', 'k8s'].some((key) => asObject(workload[key]) !== null);
  return known ? Array.isArray(object['data']) || Object.hasOwn(object, 'id') : derived !== null;
}

/** Output of `tracee-rules`, before signatures became events. */
function isRuleEngine(object: JsonObject): boolean {
  const signature = asObject(object['SigMetadata']);
  return signature !== null && asText(signature['ID']) !== null && Object.hasOwn(object, 'Context');
}
