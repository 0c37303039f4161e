import { containerIdentity } from '../../model/container-identity.js';
import { imageReference } from '../../model/image-reference.js';
import { asList, asObject, asText, asWhole } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import type { FoundFields } from '../../model/stated-fields.js';
import { containerRuns } from './schema.js';
import type { ContainerRun, KubernetesObject } from './schema.js';
import type { ObjectMoment } from './moments.js';

/** Starts and ends of a pod's containers. */
export function containerMoments(pod: KubernetesObject, cluster: string | null): readonly ObjectMoment[] {
  return containerRuns(pod).flatMap((run) => {
    const fields = runFields(pod, run, cluster);
    const name = `container ${run.name ?? 'without a name'} of pod ${placeOf(pod)}`;
    const which = run.isPrevious ? ' (the run before the present one)' : '';
    const restarts = run.restarts === 0 ? '' : `; restarted ${run.restarts} times until then`;
    const moments: ObjectMoment[] = [];
    if (run.startedAt !== undefined && run.startedAt !== null) {
      moments.push({
        written: run.startedAt,
        ofContainer: true,
        fields: { ...fields, 'event.action': 'container started', 'event.type': 'start' },
        message: `${capital(name)} started on ${node(pod)}${which}${run.isPrevious ? '' : restarts}.`,
      });
    }
    if (run.finishedAt !== undefined && run.finishedAt !== null) moments.push(ended(run, fields, name, which));
    return moments;
  });
}

function ended(run: ContainerRun, fields: FoundFields, name: string, which: string): ObjectMoment {
  const code = asWhole(run.exitCode);
  const words = [run.reason, code === null ? null : `exit code ${code}`].filter((word) => word !== null).join(', ');
  return {
    written: run.finishedAt,
    ofContainer: true,
    fields: {
      ...fields,
      'exhibit.outcome.original': run.reason,
      'event.action': 'container terminated',
      'event.type': 'end',
      'event.outcome': code === null ? 'unknown' : code === 0 ? 'success' : 'failure',
      'event.reason': [run.reason, run.message].filter((word) => word !== null).join(': '),
      'process.exit_code': code,
    },
    message: `${capital(name)} ended${words === '' ? '' : ` (${words})`}${which}.`,
  };
}

function runFields(pod: KubernetesObject, run: ContainerRun, cluster: string | null): FoundFields {
  const id = run.id === null ? null : containerIdentity(run.id);
  // The status may show an id instead of the name; the specification keeps the name.
  const shown = imageReference(run.image ?? '');
  const asked = imageReference(specImage(pod, run.name) ?? '');
  const pulled = imageReference(run.imageId?.replace(/^[a-z-]+:\/\//, '') ?? '');
  const host = asText(pod.spec['nodeName']);
  return {
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': workloadLane({ cluster, namespace: pod.namespace, pod: pod.name, containerId: id, host }),
    'event.category': 'process',
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'event.provider': 'kubelet',
    'host.name': host,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': pod.namespace,
    'orchestrator.resource.type': 'pods',
    'orchestrator.resource.name': pod.name,
    'orchestrator.resource.id': pod.uid,
    'container.id': id,
    'container.name': run.name,
    'container.runtime': /^([a-z-]+):\/\//.exec(run.id ?? '')?.[1],
    'container.image.name': shown.name ?? asked.name,
    'container.image.tag': shown.name === null ? asked.tag : shown.tag,
    'container.image.hash.all': pulled.name === null ? (shown.name === null ? null : shown.digest) : pulled.digest,
    // A digest without a name is the image's own id, not a repository's.
    'container.image.id': pulled.name === null ? (pulled.digest ?? (shown.name === null ? shown.digest : null)) : null,
    'exhibit.k8s.service_account': asText(pod.spec['serviceAccountName']),
  };
}

function specImage(pod: KubernetesObject, name: string | null): string | null {
  for (const list of ['containers', 'initContainers', 'ephemeralContainers']) {
    for (const each of asList(pod.spec[list])) {
      const container = asObject(each);
      if (container !== null && asText(container['name']) === name) return asText(container['image']);
    }
  }
  return null;
}

function node(pod: KubernetesObject): string {
  return asText(pod.spec['nodeName']) ?? 'a node not stated';
}

/** `shop/web-1`. */
export function placeOf({ namespace, name }: KubernetesObject): string {
  return [namespace, name].filter((word) => word !== null).join('/');
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
