import { createHash } from 'node:crypto';
import { imageOf, NODES } from '../cast.mjs';
import { rfc3339 } from '../clock.mjs';

const list = (items) =>
  `${JSON.stringify({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }, null, 4)}\n`;

/** The list that `kubectl get ... -o json` prints. */
export const kubectlList = list;

/**
 * An event of the cluster (core v1) about a pod.
 *
 * @param {{ pod: object, reason: string, message: string, first: bigint, last?: bigint, count?: number, type?: 'Normal' | 'Warning', component?: string }} what times in ns
 */
export function clusterEvent({
  pod,
  reason,
  message,
  first,
  last = first,
  count = 1,
  type = 'Normal',
  component = 'kubelet',
}) {
  const h = createHash('sha256').update(`${pod.name} ${reason} ${first}`).digest('hex');
  const uid = `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
  const host = component === 'kubelet' ? { host: NODES[pod.node].name } : {};
  return {
    apiVersion: 'v1',
    count,
    eventTime: null,
    firstTimestamp: rfc3339(first, 0),
    involvedObject: {
      apiVersion: 'v1',
      ...(component === 'kubelet' && { fieldPath: `spec.containers{${pod.container}}` }),
      kind: 'Pod',
      name: pod.name,
      namespace: pod.namespace,
      uid: pod.uid,
    },
    kind: 'Event',
    lastTimestamp: rfc3339(last, 0),
    message,
    metadata: {
      creationTimestamp: rfc3339(first, 0),
      name: `${pod.name}.${h.slice(0, 16)}`,
      namespace: pod.namespace,
      uid,
    },
    reason,
    reportingComponent: component,
    reportingInstance: host.host ?? '',
    source: { component, ...host },
    type,
  };
}

/** A running pod of one container. @param {object} pod @param {bigint} created ns */
export function runningPod(pod, created) {
  const later = (seconds) => rfc3339(created + BigInt(seconds) * 1_000_000_000n, 0);
  const condition = (type, seconds) => ({
    lastProbeTime: null,
    lastTransitionTime: later(seconds),
    status: 'True',
    type,
  });
  const owner = pod.name.split('-').slice(0, -1).join('-');
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      creationTimestamp: later(0),
      labels: { app: pod.container },
      name: pod.name,
      namespace: pod.namespace,
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          controller: true,
          kind: pod.namespace === 'shop' ? 'ReplicaSet' : 'StatefulSet',
          name: owner,
        },
      ],
      uid: pod.uid,
    },
    spec: {
      containers: [{ image: imageOf(pod), imagePullPolicy: 'IfNotPresent', name: pod.container, resources: {} }],
      nodeName: NODES[pod.node].name,
      restartPolicy: 'Always',
      serviceAccountName: pod.serviceAccount,
    },
    status: {
      conditions: [
        condition('PodScheduled', 0),
        condition('Initialized', 1),
        condition('Ready', 6),
        condition('ContainersReady', 6),
      ],
      containerStatuses: [
        {
          containerID: `containerd://${pod.id}`,
          image: imageOf(pod),
          imageID: `${pod.image}@${pod.digest}`,
          lastState: {},
          name: pod.container,
          ready: true,
          restartCount: 0,
          started: true,
          state: { running: { startedAt: later(3) } },
        },
      ],
      hostIP: NODES[pod.node].ip,
      phase: 'Running',
      podIP: pod.ip,
      podIPs: [{ ip: pod.ip }],
      qosClass: 'BestEffort',
      startTime: later(1),
    },
  };
}
