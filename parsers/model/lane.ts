import { containerIdentity } from './container-identity.js';

/** Where something ran or was changed, as far as one record tells. */
export interface Place {
  readonly cluster?: string | null | undefined;
  readonly namespace?: string | null | undefined;
  readonly pod?: string | null | undefined;
  readonly containerId?: string | null | undefined;
  readonly host?: string | null | undefined;
}

/**
 * The row of the time line for what happened on a workload: its pod, else its container, else its host. Every format
 * calls this, so that the same pod has the same lane whichever source speaks of it. Null where the record names none.
 */
export function workloadLane(place: Place): string | null {
  if (place.namespace && place.pod) return join('k8s', place.cluster ?? '-', place.namespace, place.pod);
  const id = place.containerId ? containerIdentity(place.containerId) : null;
  if (id !== null) return join('container', id.slice(0, 12));
  return place.host ? join('node', place.host) : null;
}

/** The row for calls on cluster objects: the pod, else the namespace, else the cluster as a whole. */
export function clusterLane(place: Place): string {
  const cluster = place.cluster ?? '-';
  if (place.namespace && place.pod) return join('k8s', cluster, place.namespace, place.pod);
  return join('k8s', cluster, place.namespace ? place.namespace : '(cluster)');
}

/** The row of a cloud account, project or subscription. */
export function cloudLane(provider: string, account: string | null): string {
  return join('cloud', provider, account ?? '-');
}

/** The row of a serverless function. */
export function functionLane(provider: string, account: string | null, name: string): string {
  return join('function', provider, account ?? '-', name);
}

/** The row of an image, for what was found in it while nothing ran. */
export function imageLane(image: string): string {
  return join('image', image);
}

/** The row of an image that ran in a sandbox: its clock is not the incident's. */
export function sandboxLane(image: string): string {
  return join('sandbox', image);
}

/** Names come from evidence: a slash inside one must not look like a level. */
function join(...levels: readonly string[]): string {
  return levels
    .map((level) => (/[%/]/.test(level) ? level.replaceAll('%', '%25').replaceAll('/', '%2F') : level))
    .join('/');
}
