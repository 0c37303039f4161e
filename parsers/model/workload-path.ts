/** Whose file a path speaks of; what it does not say is null. */
export interface PathWorkload {
  readonly containerId: string | null;
  readonly container: string | null;
  readonly pod: string | null;
  readonly podUid: string | null;
  readonly namespace: string | null;
}

const NOBODY: PathWorkload = { containerId: null, container: null, pod: null, podUid: null, namespace: null };

/** `/var/log/pods/<namespace>_<pod>_<uid>/<container>/<n>.log` of the kubelet, rotated ones included. */
const POD_LOG = /(?:^|\/)(?:log\/)?pods\/([a-z0-9-]+)_([a-z0-9.-]+)_([0-9a-f-]{32,36})(?:\/([^/]+)\/[^/]+)?$/;
/** `/var/log/containers/<pod>_<namespace>_<container>-<64 hex>.log`: links of the kubelet, copied by collectors. */
const CONTAINER_LOG = /(?:^|\/)([a-z0-9.-]+)_([a-z0-9-]+)_([^/]+)-([0-9a-f]{64})\.log$/;
/** The folder of one container: Docker, Podman (`overlay-containers/<id>/userdata`), containerd, CRI-O. */
const CONTAINER_FOLDER =
  /(?:^|\/)(?:containers|overlay-containers|vfs-containers|k8s\.io|moby|mounts)\/([0-9a-f]{64})(?=\/|$)/;
/** A Docker log away from its folder. */
const DOCKER_LOG = /(?:^|\/)([0-9a-f]{64})-json\.log(?:\.\d+)?$/;

/**
 * What the path of a file says about the workload that it belongs to, by the naming of kubelet and runtimes (formats 1.2);
 * null where it says nothing. Paths are given by whoever packed the evidence: a hint, and nothing that rests on it alone.
 */
export function workloadOfPath(path: string): PathWorkload | null {
  const here = path.replace(/\.(?:gz|zst|bz2|xz)$/, '');
  const podLog = POD_LOG.exec(here);
  if (podLog !== null) {
    const [, namespace = '', pod = '', podUid = '', container = null] = podLog;
    return { ...NOBODY, namespace, pod, podUid, container };
  }
  const containerLog = CONTAINER_LOG.exec(here);
  if (containerLog !== null) {
    const [, pod = '', namespace = '', container = '', containerId = ''] = containerLog;
    return { ...NOBODY, namespace, pod, container, containerId };
  }
  const containerId = CONTAINER_FOLDER.exec(here)?.[1] ?? DOCKER_LOG.exec(here)?.[1];
  return containerId === undefined ? null : { ...NOBODY, containerId };
}
