import { rfc3339 } from '../clock.mjs';

/** Writes Kubernetes audit events (audit.k8s.io/v1) with the fields of a real API server's log backend. */
export class AuditWriter {
  /** @param {import('../random.mjs').Random} random */
  constructor(random) {
    this.random = random;
  }

  /**
   * @param {bigint} time of receipt, ns
   * @param {{ verb: string, uri: string, user: { username: string, groups?: string[], extra?: object }, ips: string[], agent: string,
   *   object?: object, code: number, level?: string, reason?: string, message?: string, request?: object, response?: object, tookMs?: number }} call
   */
  event(time, call) {
    const allowed = call.code !== 403;
    const received = time - (time % 1000n);
    const done = received + BigInt(Math.round((call.tookMs ?? 3) * 1000)) * 1000n;
    return {
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      level: call.level ?? 'Metadata',
      auditID: this.random.uuid(),
      stage: call.code === 101 ? 'ResponseStarted' : 'ResponseComplete',
      requestURI: call.uri,
      verb: call.verb,
      user: call.user,
      sourceIPs: call.ips,
      userAgent: call.agent,
      ...(call.object && { objectRef: call.object }),
      responseStatus: {
        metadata: {},
        ...(allowed ? {} : { status: 'Failure', message: call.message, reason: 'Forbidden', details: {} }),
        code: call.code,
      },
      ...(call.request && { requestObject: call.request }),
      ...(call.response && { responseObject: call.response }),
      requestReceivedTimestamp: rfc3339(received, 6),
      stageTimestamp: rfc3339(done, 6),
      annotations: {
        'authorization.k8s.io/decision': allowed ? 'allow' : 'forbid',
        'authorization.k8s.io/reason': call.reason ?? '',
      },
    };
  }
}

/** @param {{ namespace: string, serviceAccount: string, name: string }} pod @param {string} node */
export function serviceAccount(pod, node) {
  return {
    username: `system:serviceaccount:${pod.namespace}:${pod.serviceAccount}`,
    uid: '5a0c1d7e-33f1-4b8e-9b1a-6f2e8d7c0b19',
    groups: ['system:serviceaccounts', `system:serviceaccounts:${pod.namespace}`, 'system:authenticated'],
    extra: {
      'authentication.kubernetes.io/node-name': [node],
      'authentication.kubernetes.io/pod-name': [pod.name],
    },
  };
}

/** @param {string} name of the node */
export function kubelet(name) {
  return { username: `system:node:${name}`, groups: ['system:nodes', 'system:authenticated'] };
}

/** @param {string} name of the controller */
export function controller(name) {
  return {
    username: `system:serviceaccount:kube-system:${name}`,
    groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated'],
  };
}
