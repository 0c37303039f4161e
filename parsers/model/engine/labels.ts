import { kubeletContainerName } from '../container-identity.js';
import { imageReference } from '../image-reference.js';
import { asText } from '../json.js';
import type { JsonObject } from '../json.js';
import { workloadLane } from '../lane.js';
import type { FoundFields } from '../stated-fields.js';

/** What a container engine says of a container in any of its outputs. */
export interface EngineContainer {
  readonly id: string | null;
  /** As the engine has it; inspect writes a slash before it. */
  readonly name: string | null;
  /** As the container was asked for: reference, digest or id. */
  readonly image: string | null;
  readonly labels: JsonObject;
}

/** Identity of a container by an engine's words and labels; kubelet's labels and names tell its pod. */
export function engineIdentity({ id, name, image, labels }: EngineContainer): FoundFields {
  const written = name?.replace(/^\//, '') ?? null;
  const kubelet = written === null ? null : kubeletContainerName(written);
  const pod = asText(labels['io.kubernetes.pod.name']) ?? kubelet?.pod ?? null;
  const namespace = asText(labels['io.kubernetes.pod.namespace']) ?? kubelet?.namespace ?? null;
  return {
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': workloadLane({ namespace, pod, containerId: id }),
    'container.id': id,
    'container.name': kubelet?.container ?? written,
    ...imageFields(image),
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': pod === null ? null : 'pods',
    'orchestrator.resource.name': pod,
    'orchestrator.resource.id': asText(labels['io.kubernetes.pod.uid']) ?? kubelet?.uid,
  };
}

/** An image as an engine writes it. One that was asked for by its id has no other name. */
export function imageFields(image: string | null): FoundFields {
  const { name, tag, digest } = imageReference(image ?? '');
  return {
    'container.image.name': name ?? image,
    'container.image.tag': tag,
    'container.image.hash.all': name === null ? null : digest,
    'container.image.id': name === null ? digest : null,
  };
}

/** `key=value,key=value` of docker ps. A comma in a value cannot be told from one between labels. */
export function labelsOfText(text: string): JsonObject {
  const pairs = text.split(',').flatMap((pair): [string, string][] => {
    const equals = pair.indexOf('=');
    return equals <= 0 ? [] : [[pair.slice(0, equals), pair.slice(equals + 1)]];
  });
  return Object.fromEntries(pairs);
}
