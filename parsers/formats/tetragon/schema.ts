import { asList, asObject, asText, asTexts, asWhole, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** A process as Tetragon knows it; the same facts are repeated in every event. */
export interface TetragonProcess {
  /** Base64 of `node:kernel time:pid`: unlike a pid never used twice. */
  readonly execId: string | null;
  readonly parentExecId: string | null;
  /** On the host. */
  readonly pid: number | null;
  readonly tid: number | null;
  readonly uid: string | null;
  /** Login uid; 4294967295 where the process descends from no login. */
  readonly auid: number | null;
  readonly userName: string | null;
  readonly cwd: string | null;
  /** Path of the program. */
  readonly binary: string | null;
  /** All arguments in one text, quoted by Tetragon where they hold blanks. */
  readonly args: string | null;
  /** `execve clone rootcwd procFS truncArgs truncFilename ...` */
  readonly flags: readonly string[];
  readonly startTime: unknown;
  readonly effectiveCapabilities: readonly string[];
  /** Container id, cut to 31 digits (24 in old versions) by a kernel buffer. */
  readonly docker: string | null;
  /** Absent for host processes, and where the pod is not known yet. */
  readonly pod: TetragonPod | null;
}

export interface TetragonPod {
  readonly namespace: string | null;
  readonly name: string | null;
  readonly uid: string | null;
  readonly workload: string | null;
  readonly workloadKind: string | null;
  /** `containerd://` and 64 digits. */
  readonly containerId: string | null;
  readonly containerName: string | null;
  /** Pid of the process in the container. */
  readonly containerPid: number | null;
  /** Reference with tag. */
  readonly image: string | null;
  /** Reference with digest. */
  readonly imageId: string | null;
}

/** One event: the protobuf message `GetEventsResponse` as JSON. */
export interface TetragonEvent {
  /** `process_exec`, `process_kprobe`, ..., `rate_limit_info`. */
  readonly kind: string;
  /** What stands under that key. */
  readonly body: JsonObject;
  readonly nodeName: string | null;
  readonly clusterName: string | null;
  readonly time: unknown;
  readonly process: TetragonProcess | null;
  readonly parent: TetragonProcess | null;
}

const EVENT_KEY = /^process_[a-z]+$/;
const RATE_LIMIT = 'rate_limit_info';

/** True for an event: exactly one `process_*` object that names a process, or its place and time beside it. */
export function isTetragonEvent(value: unknown): boolean {
  const object = asObject(value);
  if (object === null) return false;
  const stamped = asText(object['time']) !== null && asText(object['node_name']) !== null;
  if (asObject(object[RATE_LIMIT]) !== null) return stamped;
  const key = eventKey(object);
  return key !== null && (stamped || asText(at(object[key], 'process', 'exec_id')) !== null);
}

/** The one key `process_*` whose value is an object; null where there is none or there are several. */
function eventKey(object: JsonObject): string | null {
  const [key, second] = Object.keys(object).filter((name) => EVENT_KEY.test(name) && asObject(object[name]) !== null);
  return second === undefined ? (key ?? null) : null;
}

/** Reads a value that `isTetragonEvent` accepts. */
export function readTetragonEvent(value: unknown): TetragonEvent {
  const object = asObject(value) ?? {};
  const kind = eventKey(object) ?? RATE_LIMIT;
  const body = asObject(object[kind]) ?? {};
  return {
    kind,
    body,
    nodeName: asText(object['node_name']),
    clusterName: asText(object['cluster_name']),
    time: object['time'],
    process: readProcess(body['process']),
    parent: readProcess(body['parent']),
  };
}

function readProcess(value: unknown): TetragonProcess | null {
  if (asObject(value) === null) return null;
  const text = (...path: string[]) => asText(at(value, ...path));
  return {
    execId: text('exec_id'),
    parentExecId: text('parent_exec_id'),
    pid: asWhole(at(value, 'pid')),
    tid: asWhole(at(value, 'tid')),
    uid: text('uid'),
    auid: asWhole(at(value, 'auid')),
    userName: text('user', 'name'),
    cwd: text('cwd'),
    binary: text('binary'),
    args: text('arguments'),
    flags: text('flags')?.split(/[\s,]+/) ?? [],
    startTime: at(value, 'start_time'),
    effectiveCapabilities: asTexts(asList(at(value, 'cap', 'effective'))),
    docker: text('docker'),
    pod: readPod(at(value, 'pod')),
  };
}

function readPod(value: unknown): TetragonPod | null {
  if (asObject(value) === null) return null;
  const text = (...path: string[]) => asText(at(value, ...path));
  return {
    namespace: text('namespace'),
    name: text('name'),
    uid: text('uid'),
    workload: text('workload'),
    workloadKind: text('workload_kind'),
    containerId: text('container', 'id'),
    containerName: text('container', 'name'),
    containerPid: asWhole(at(value, 'container', 'pid')),
    image: text('container', 'image', 'name'),
    imageId: text('container', 'image', 'id'),
  };
}
