import { CLUSTER, NODES, PODS } from '../cast.mjs';
import { rfc3339 } from '../clock.mjs';

const NODE = `${CLUSTER}/${NODES.a.name}`;
/** Identities that Cilium gave to the workloads: numbers without meaning outside this cluster. */
const IDENTITIES = {
  storefront: 21_417,
  cart: 30_982,
  reports: 11_853,
  payments: 47_120,
  search: 52_006,
  prometheus: 8_214,
};

function end(who) {
  if (typeof who === 'string')
    return { identity: who === 'kube-apiserver' ? 7 : who === 'host' ? 1 : 2, labels: [`reserved:${who}`] };
  const name = who.container;
  return {
    ID: IDENTITIES[name] % 4096,
    identity: IDENTITIES[name],
    cluster_name: CLUSTER,
    namespace: who.namespace,
    labels: [
      `k8s:app=${name}`,
      `k8s:io.cilium.k8s.policy.cluster=${CLUSTER}`,
      `k8s:io.cilium.k8s.policy.serviceaccount=${who.serviceAccount}`,
      `k8s:io.kubernetes.pod.namespace=${who.namespace}`,
    ],
    pod_name: who.name,
    workloads: [{ name, kind: who === PODS.metrics ? 'StatefulSet' : 'Deployment' }],
  };
}

/**
 * A flow as `hubble observe -o json` writes it: the first packet of a connection, as node A saw it leave. Dropped packets
 * carry the reason and the policy.
 *
 * @param {bigint} time ns
 * @param {{ pod: object, peer: object | string, ip: string, port: number, from: number, names?: string[], deniedBy?: string, protocol?: 'TCP' | 'UDP' }} flow
 * @returns {string} one JSON line
 */
export function hubbleLine(time, { pod, peer, ip, port, from, names, deniedBy, protocol = 'TCP' }) {
  const stamp = rfc3339(time, 9);
  const flags = protocol === 'TCP' ? { flags: { SYN: true } } : {};
  return JSON.stringify({
    flow: {
      time: stamp,
      verdict: deniedBy === undefined ? 'FORWARDED' : 'DROPPED',
      ...(deniedBy !== undefined && { drop_reason: 133 }),
      IP: { source: pod.ip, destination: ip, ipVersion: 'IPv4' },
      l4: { [protocol]: { source_port: from, destination_port: port, ...flags } },
      source: end(pod),
      destination: end(peer),
      Type: 'L3_L4',
      node_name: NODE,
      ...(names !== undefined && { destination_names: names }),
      event_type: deniedBy === undefined ? { type: 4, sub_type: 3 } : { type: 1, sub_type: 133 },
      traffic_direction: 'EGRESS',
      ...(deniedBy === undefined
        ? { trace_observation_point: 'TO_STACK' }
        : {
            drop_reason_desc: 'POLICY_DENIED',
            egress_denied_by: [{ name: deniedBy, namespace: pod.namespace, kind: 'CiliumNetworkPolicy' }],
          }),
      is_reply: false,
      Summary: protocol === 'TCP' ? 'TCP Flags: SYN' : 'UDP',
    },
    node_name: NODE,
    time: stamp,
  });
}
