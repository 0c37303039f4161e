/**
 * A container id out of the spellings of sources: `docker://`, `containerd://`, `cri-o://` prefixes, cgroup paths
 * (`/kubepods/.../docker-<id>.scope`), 12 to 64 hex digits. Lower case. Null for anything else, `host` included.
 */
export function containerIdentity(text: string): string | null {
  const match = /(?:^|[/:]|-(?=[0-9a-f]+\.scope$))([0-9a-f]{12,64})(?:\.scope)?$/.exec(text.trim().toLowerCase());
  return match?.[1] ?? null;
}

/** What a kubelet-made container name says: `k8s_<container>_<pod>_<namespace>_<uid>_<attempt>`. Null for other names. */
export function kubeletContainerName(
  name: string,
): { readonly container: string; readonly pod: string; readonly namespace: string; readonly uid: string } | null {
  const match = /^k8s_([^_]+)_([^_]+)_([^_]+)_([^_]+)_\d+$/.exec(name);
  if (match === null) return null;
  const [, container = '', pod = '', namespace = '', uid = ''] = match;
  return { container, pod, namespace, uid };
}
