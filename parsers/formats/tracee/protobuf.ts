import { asList, asObject, asText, asTexts, asWhole, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import type { TraceeEvent, TraceeFinding } from './schema.js';

/** Levels of `parent` below `detected_from`; evidence is hostile and something must end. */
const MAX_PARENTS = 8;

/**
 * Reads the protobuf-JSON layout (`tracee.v1beta1.Event`). Keys in snake case or camel case, as the serialiser writes them;
 * numbers bare or in the wrapper `{value: ...}`.
 */
export function readProtobuf(value: unknown): TraceeEvent {
  const object = asObject(value) ?? {};
  const workload = asObject(object['workload']) ?? {};
  const process = asObject(workload['process']) ?? {};
  const thread = asObject(process['thread']) ?? {};
  const parent = asObject(asList(process['ancestors'])[0]) ?? {};
  const container = asObject(workload['container']) ?? {};
  const image = asObject(container['image']) ?? {};
  const orchestrator = asObject(workload['k8s'] ?? workload['kubernetes']) ?? {};
  const pod = asObject(orchestrator['pod'] ?? workload['pod']) ?? {};
  const started = either(container, 'started', 'is_running', 'isRunning');
  const chain = detectedFrom(object);
  const data = asList(object['data']);
  return {
    name: asText(object['name']),
    timestamp: object['timestamp'],
    id: asWhole(object['id']),
    syscall: asText(thread['syscall']),
    returnValue: returnValue(data),
    processName: asText(thread['name']),
    executable: asText(at(process['executable'], 'path')),
    pid: asWhole(bare(either(process, 'host_pid', 'hostPid'))),
    vpid: asWhole(bare(process['pid'])),
    parentPid: asWhole(bare(either(parent, 'host_pid', 'hostPid'))),
    entityId: asText(bare(either(process, 'unique_id', 'uniqueId'))),
    parentEntityId: asText(bare(either(parent, 'unique_id', 'uniqueId'))),
    userId: asText(bare(at(either(process, 'real_user', 'realUser'), 'id'))),
    hostName: null,
    containerId: asText(container['id']),
    containerName: asText(container['name']),
    image: asText(image['name']),
    imageId: asText(image['id']),
    imageDigests: asTexts(either(image, 'repo_digests', 'repoDigests')),
    containerStarted: typeof started === 'boolean' ? started : null,
    pod: asText(pod['name']),
    namespace: asText(at(orchestrator['namespace'] ?? workload['namespace'], 'name')),
    podUid: asText(pod['uid']),
    policies: asTexts(at(object['policies'], 'matched')),
    finding: threat(object, chain),
    arguments: [data, ...chain.map((event) => asList(event['data']))],
  };
}

/** The value of one entry of `data`: its only member beside the name. Arrays come wrapped in `{value: [...]}`. */
export function protobufValue(entry: JsonObject): unknown {
  for (const key in entry) {
    if (key !== 'name' && Object.hasOwn(entry, key)) return bare(entry[key]);
  }
  return undefined;
}

/** The first of several spellings of a key. */
export function either(object: unknown, ...keys: readonly string[]): unknown {
  const holder = asObject(object);
  if (holder === null) return undefined;
  for (const key of keys) {
    if (Object.hasOwn(holder, key)) return holder[key];
  }
  return undefined;
}

/** Takes `{value: ...}` off. */
function bare(value: unknown): unknown {
  const object = asObject(value);
  return object !== null && Object.hasOwn(object, 'value') ? object['value'] : value;
}

function returnValue(data: readonly unknown[]): number | null {
  const entry = asObject(data.find((each) => at(each, 'name') === 'returnValue'));
  return entry === null ? null : asWhole(protobufValue(entry));
}

function detectedFrom(object: JsonObject): readonly JsonObject[] {
  const chain: JsonObject[] = [];
  let here = asObject(either(object, 'detected_from', 'detectedFrom'));
  while (here !== null && chain.length < MAX_PARENTS) {
    chain.push(here);
    here = asObject(here['parent']);
  }
  return chain;
}

function threat(object: JsonObject, chain: readonly JsonObject[]): TraceeFinding | null {
  const stated = asObject(object['threat']);
  if (stated === null && chain.length === 0) return null;
  const mitre = asObject(stated?.['mitre']);
  return {
    id: asText(at(stated?.['properties'], 'signatureID')),
    name: asText(stated?.['name']) ?? asText(object['name']),
    description: asText(stated?.['description']),
    severity: asText(stated?.['severity']),
    tactic: asText(at(mitre?.['tactic'], 'name')),
    technique: asText(at(mitre?.['technique'], 'name')),
    techniqueId: asText(at(mitre?.['technique'], 'id')),
    from: chain.map((event) => asText(event['name'])).filter((name) => name !== null),
  };
}
