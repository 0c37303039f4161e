import { asList, asObject, asText, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** One Kubernetes object, as far as its own life is concerned. */
export interface KubernetesObject {
  /** `Pod`; null where the list around the object would say and is not at hand. */
  readonly kind: string | null;
  readonly apiVersion: string | null;
  readonly namespace: string | null;
  /** Name, or the beginning of one that the server completes. */
  readonly name: string | null;
  readonly uid: string | null;
  /** Controller: `ReplicaSet/web-77b4`. */
  readonly owner: string | null;
  /** RFC 3339 in UTC, whole seconds, as written. */
  readonly created: unknown;
  /** When the object is to be gone: the request came `gracePeriod` seconds before. */
  readonly deletion: unknown;
  readonly gracePeriod: unknown;
  /** All of it, for what it asks for. */
  readonly whole: JsonObject;
  readonly spec: JsonObject;
  readonly status: JsonObject;
}

/** One run of a container that a pod's status speaks of. */
export interface ContainerRun {
  readonly name: string | null;
  /** `containerd://<64 hex>`; absent while pulling. */
  readonly id: string | null;
  readonly image: string | null;
  /** `docker-pullable://name@sha256:...`, a repository digest, or an image id. */
  readonly imageId: string | null;
  readonly startedAt: unknown;
  readonly finishedAt: unknown;
  readonly exitCode: unknown;
  readonly reason: string | null;
  readonly message: string | null;
  /** From `lastState`: the run before the one the status shows. */
  readonly isPrevious: boolean;
  readonly restarts: number;
}

/** Kinds that are formats of their own. */
const OTHER_KINDS = new Set(['Event', 'AdmissionReview']);

/** True for an object with its kind, or an element of an API list, which has none. */
export function isKubernetesObject(value: unknown): boolean {
  const object = asObject(value);
  const metadata = asObject(object?.['metadata']);
  if (object === null || metadata === null || Array.isArray(object['items'])) return false;
  const kind = asText(object['kind']);
  const apiVersion = asText(object['apiVersion']);
  if (kind === null && apiVersion === null) return isListElement(object, metadata);
  if (kind === null || apiVersion === null || OTHER_KINDS.has(kind)) return false;
  if (apiVersion.startsWith('audit.k8s.io/')) return false;
  return asText(metadata['name'] ?? metadata['generateName']) !== null;
}

/** Elements of `PodList` and its like: neither kind nor version, but metadata as the API server sets it. */
function isListElement(object: JsonObject, metadata: JsonObject): boolean {
  if (asObject(object['involvedObject']) !== null || asObject(object['regarding']) !== null) return false;
  return ['name', 'uid', 'creationTimestamp'].every((key) => asText(metadata[key]) !== null);
}

/** Reads a value that `isKubernetesObject` accepts. `listKind` is the kind of the list around it (`PodList`). */
export function readKubernetesObject(value: unknown, listKind: string | null): KubernetesObject {
  const object = asObject(value) ?? {};
  const metadata = asObject(object['metadata']) ?? {};
  const spec = asObject(object['spec']) ?? {};
  return {
    kind: asText(object['kind']) ?? kindOfList(listKind) ?? (Array.isArray(spec['containers']) ? 'Pod' : null),
    apiVersion: asText(object['apiVersion']),
    namespace: asText(metadata['namespace']),
    name: asText(metadata['name']) ?? asText(metadata['generateName']),
    uid: asText(metadata['uid']),
    owner: ownerOf(asList(metadata['ownerReferences'])),
    created: metadata['creationTimestamp'],
    deletion: metadata['deletionTimestamp'],
    gracePeriod: metadata['deletionGracePeriodSeconds'],
    whole: object,
    spec,
    status: asObject(object['status']) ?? {},
  };
}

function kindOfList(listKind: string | null): string | null {
  return /^(\w+)List$/.exec(listKind ?? '')?.[1] ?? null;
}

function ownerOf(owners: readonly unknown[]): string | null {
  const owner = owners.find((each) => at(each, 'controller') === true) ?? owners[0];
  const words = [at(owner, 'kind'), at(owner, 'name')].map(asText).filter((word) => word !== null);
  return words.length === 0 ? null : words.join('/');
}

const STATUS_LISTS = ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'];

/** The runs a pod's status shows. Of an earlier container only `lastState.terminated` keeps a trace. */
export function containerRuns({ status }: KubernetesObject): readonly ContainerRun[] {
  return STATUS_LISTS.flatMap((list) => asList(status[list])).flatMap((each) => {
    const container = asObject(each) ?? {};
    const state = asObject(container['state']) ?? {};
    return [
      run(container, at(container['lastState'], 'terminated'), true),
      run(container, state['terminated'], false),
      run(container, state['running'], false),
    ].filter((found) => found !== null);
  });
}

function run(container: JsonObject, stated: unknown, isPrevious: boolean): ContainerRun | null {
  const state = asObject(stated);
  if (state === null) return null;
  const restarts = container['restartCount'];
  return {
    name: asText(container['name']),
    // The status names the current container; the previous one stands in its own state alone.
    id: asText(state['containerID']) ?? (isPrevious ? null : asText(container['containerID'])),
    image: asText(container['image']),
    imageId: asText(container['imageID']),
    startedAt: state['startedAt'],
    finishedAt: state['finishedAt'],
    exitCode: state['exitCode'],
    reason: asText(state['reason']),
    message: asText(state['message']),
    isPrevious,
    restarts: typeof restarts === 'number' ? restarts : 0,
  };
}
