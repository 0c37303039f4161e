/** Made-up lines of several sources about the same workloads. */

const BASE = Date.UTC(2026, 0, 2, 3, 0, 0);

export function at(second: number): string {
  return new Date(BASE + second * 1000).toISOString();
}

export const ms = (second: number): number => BASE + second * 1000;

/** A runtime alert as Falco writes it: no cluster, node in `hostname`. */
export function alert(
  second: number,
  {
    node,
    namespace,
    pod,
    container = 'abcdefabcdef',
    priority = 'Notice',
    type = 'execve',
  }: {
    readonly node: string;
    readonly namespace?: string;
    readonly pod?: string;
    readonly container?: string;
    readonly priority?: string;
    readonly type?: string;
  },
): string {
  return JSON.stringify({
    output: 'x',
    priority,
    rule: 'Test rule',
    source: 'syscall',
    hostname: node,
    time: at(second),
    output_fields: {
      'container.id': container,
      'evt.type': type,
      'k8s.ns.name': namespace ?? null,
      'k8s.pod.name': pod ?? null,
    },
  });
}

/** A request as the API server logs it; `cluster` is told by the log group around it. */
export function audit(
  second: number,
  {
    verb,
    namespace,
    name,
    user = 'system:node:n1',
    code = 200,
    id = `${verb} ${second}`,
  }: {
    readonly verb: string;
    readonly namespace: string;
    readonly name?: string;
    readonly user?: string;
    readonly code?: number;
    readonly id?: string;
  },
): string {
  return JSON.stringify({
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: id,
    stage: 'ResponseComplete',
    requestURI: `/api/v1/namespaces/${namespace}/pods/${name ?? ''}`,
    verb,
    user: { username: user },
    objectRef: { resource: 'pods', namespace, ...(name === undefined ? {} : { name }), apiVersion: 'v1' },
    responseStatus: { code },
    requestReceivedTimestamp: at(second).replace('Z', '000Z'),
    stageTimestamp: at(second).replace('Z', '000Z'),
  });
}

/** Lines of an EKS control plane log as CloudWatch exports them, which name the cluster. */
export function ofCluster(cluster: string, lines: readonly string[]): string {
  return JSON.stringify({
    messageType: 'DATA_MESSAGE',
    owner: '111122223333',
    logGroup: `/aws/eks/${cluster}/cluster`,
    logStream: 'kube-apiserver-audit-1',
    subscriptionFilters: ['x'],
    logEvents: lines.map((message, index) => ({ id: String(index), timestamp: BASE + index, message })),
  });
}
