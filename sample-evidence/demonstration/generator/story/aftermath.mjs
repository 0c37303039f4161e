import { DROP_HOST, NODES, PODS, POOL_IP } from '../cast.mjs';
import { at } from '../clock.mjs';
import { processFields } from '../writers/falco.mjs';

const { intruder, storefront } = PODS;
const toPool = {
  node: NODES.a,
  pod: storefront.ip,
  peer: POOL_IP,
  port: 3333,
  from: 41_822,
  packets: 3,
  bytes: 180,
  seconds: 14,
};

/** Traces removed, the end of the miner, and what the sandbox showed the day after. */
export function aftermathActs({ alert, api, noticed, flow, behaviour }) {
  return [
    {
      id: 'cleanup',
      title: 'Logs on the node are cleared',
      technique: 'T1070.002',
      tactic: 'defense-evasion',
      note: 'A log file of the node is emptied.',
      kind: 'fact',
      ...alert('b', '09:41:16.224908133', {
        rule: 'Clear Log Activities',
        priority: 'Warning',
        tags: [
          'maturity_stable',
          'host',
          'container',
          'filesystem',
          'mitre_defense_evasion',
          'T1070',
          'NIST_800-53_AU-10',
        ],
        text: 'Log files were tampered',
        fields: {
          ...processFields({
            name: 'sh',
            exe: '/usr/bin/dash',
            cmdline: 'sh',
            pid: 77345,
            parent: 'nsenter',
            tty: 34817,
          }),
          'evt.type': 'openat',
          'fd.name': '/var/log/auth.log',
        },
        pod: null,
      }),
    },
    {
      id: 'delete',
      title: 'Privileged pod is deleted',
      technique: 'T1070',
      tactic: 'defense-evasion',
      step: true,
      note: 'After this the container and its file system are gone.',
      kind: 'fact',
      ...api('09:42:03.118840', {
        verb: 'delete',
        uri: `/api/v1/namespaces/shop/pods/${intruder.name}`,
        object: { resource: 'pods', namespace: 'shop', name: intruder.name, apiVersion: 'v1' },
        code: 200,
        reason:
          'RBAC: allowed by RoleBinding "storefront-admin/shop" of Role "admin" to ServiceAccount "storefront/shop"',
      }),
    },
    {
      id: 'killing',
      title: 'The kubelet stops the privileged container',
      ...noticed('09:42:03', { pod: intruder, reason: 'Killing', message: 'Stopping container check' }),
    },
    {
      id: 'unready',
      title: 'The storefront hardly answers its probes',
      ...noticed('09:21:14', {
        pod: storefront,
        reason: 'Unhealthy',
        message: 'Readiness probe failed: Get "http://10.0.12.71:3000/healthz": context deadline exceeded',
        type: 'Warning',
        last: at('10:05:44'),
        count: 31,
      }),
    },
    {
      id: 'cut-off',
      title: "The storefront's packets to the pool are refused",
      technique: 'T1496',
      tactic: 'impact',
      note: 'First refusal at the interface of node A after 96 minutes of packets that were let through.',
      kind: 'fact',
      ...flow('10:40:31', { ...toPool, isRejected: true }),
    },
    ...[31, 33, 37, 45].map((second) => ({
      id: `refused-${second}`,
      title: 'Packets to the pool are refused',
      ...flow(`10:41:${second}`, { ...toPool, isRejected: true }),
    })),
    ...[
      [
        'sandbox-download',
        'Downloads a second stage',
        'T1105',
        'command-and-control',
        `In the sandbox the image fetches ${DROP_HOST}/x.sh, the name and address of production.`,
      ],
      [
        'sandbox-miner',
        'Executes a dropped binary',
        'T1496',
        'impact',
        'In the sandbox the image drops and runs a program with the path and the SHA-256 of the miner in production.',
      ],
      [
        'sandbox-pool',
        'Connects to a mining pool',
        'T1496',
        'impact',
        'In the sandbox the program connects to the address and port of production.',
      ],
      [
        'sandbox-escape',
        'Enters the namespaces of process 1',
        'T1611',
        'privilege-escalation',
        'In the sandbox the image runs nsenter with the arguments of production.',
      ],
    ].map(([id, name, technique, tactic, note]) => ({
      id,
      title: name,
      technique,
      tactic,
      note,
      kind: 'fact',
      ...behaviour(name),
    })),
  ];
}
