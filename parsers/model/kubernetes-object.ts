import { imageReference } from './image-reference.js';
import { asList, asObject, asText, at } from './json.js';
import type { JsonObject } from './json.js';
import type { FoundFields } from './stated-fields.js';

/** Where the pod of each kind of object lies: Pod; Deployment, DaemonSet, Job, ...; CronJob. */
const POD_SPECS: readonly (readonly string[])[] = [
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  ['spec', 'template', 'spec'],
  ['spec'],
];

/**
 * What a Kubernetes object, or the body of a request for one, asks for: images, privileges, host access, service account,
 * bindings.
 */
export function objectFields(body: unknown): readonly FoundFields[] {
  const spec = podSpec(body);
  return spec === null ? [bindingFields(body)] : [podFields(spec), bindingFields(body)];
}

/**
 * The resource of a kind, as requests name it: `Pod` gives `pods`, `NetworkPolicy` `networkpolicies`. The API server may
 * be told another plural for kinds of one's own; they are rare and then read here as regular English.
 */
export function resourceOfKind(kind: string): string {
  const word = kind.toLowerCase();
  if (word === 'endpoints') return word;
  if (/(?:s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function podSpec(body: unknown): JsonObject | null {
  for (const path of POD_SPECS) {
    const spec = asObject(at(body, ...path));
    if (spec !== null && (Array.isArray(spec['containers']) || Array.isArray(spec['ephemeralContainers']))) return spec;
  }
  return null;
}

function podFields(spec: JsonObject): FoundFields {
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => asList(spec[list]));
  const named = containers.map((container) => asText(at(container, 'name')) ?? '?');
  const images = texts(containers.map((container) => at(container, 'image'))).map(imageReference);
  const hostNamespaces = [
    ['network', spec['hostNetwork']],
    ['pid', spec['hostPID']],
    ['ipc', spec['hostIPC']],
  ] as const;
  return {
    'container.name': texts(named.filter((name) => name !== '?')),
    'container.image.name': texts(images.map(({ name }) => name)),
    'container.image.tag': texts(images.map(({ tag }) => tag)),
    'container.image.hash.all': texts(images.map(({ digest }) => digest)),
    'exhibit.k8s.privileged': named.filter(
      (_, index) => at(containers[index], 'securityContext', 'privileged') === true,
    ),
    'exhibit.k8s.host_path': texts(asList(spec['volumes']).map((volume) => at(volume, 'hostPath', 'path'))),
    'exhibit.k8s.host_namespaces': hostNamespaces.filter(([, joined]) => joined === true).map(([name]) => name),
    'exhibit.k8s.service_account': asText(spec['serviceAccountName'] ?? spec['serviceAccount']),
    'exhibit.k8s.capabilities': texts(
      containers.flatMap((container) => asList(at(container, 'securityContext', 'capabilities', 'add'))),
    ),
  };
}

function bindingFields(body: unknown): FoundFields {
  const role = asText(at(body, 'roleRef', 'name'));
  if (role === null) return {};
  const subjects = asList(at(body, 'subjects')).map((subject) => {
    const words = [at(subject, 'kind'), at(subject, 'namespace'), at(subject, 'name')];
    return texts(words).join('/');
  });
  return { 'exhibit.k8s.role': role, 'exhibit.k8s.subject': texts(subjects) };
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.map(asText).filter((text) => text !== null);
}
