import { NODES, PODS } from '../cast.mjs';
import { some } from '../draw.mjs';
import { falcoLine, processFields } from '../writers/falco.mjs';

/** Ordinary Falco alerts: noise of a sensor with default rules. */
export function benignFalco(random, key, count) {
  const mine = Object.values(PODS).filter((pod) => pod.node === key && pod !== PODS.intruder);
  const base = { node: NODES[key].name };
  const kinds = [
    [
      40,
      () => ({
        ...base,
        rule: 'Contact K8S API Server From Container',
        priority: 'Notice',
        tags: ['maturity_stable', 'container', 'network', 'k8s', 'mitre_discovery', 'T1565'],
        text: 'Unexpected connection to K8s API Server from container',
        fields: {
          ...processFields({
            name: 'shop-config',
            exe: '/app/shop-config',
            cmdline: 'shop-config --watch',
            pid: random.int(2000, 30000),
            parent: 'node',
            user: 'node',
            uid: 1000,
          }),
          'evt.type': 'connect',
          'fd.name': `${mine[0].ip}:${random.int(32000, 60000)}->10.100.0.1:443`,
          'fd.rip': '10.100.0.1',
          'fd.rport': 443,
          'fd.l4proto': 'tcp',
        },
        pod: random.pick(mine),
      }),
    ],
    [
      25,
      () => ({
        ...base,
        rule: 'Read sensitive file untrusted',
        priority: 'Warning',
        tags: ['maturity_stable', 'host', 'container', 'filesystem', 'mitre_credential_access', 'T1555'],
        text: 'Sensitive file opened for reading by non-trusted program',
        fields: {
          ...processFields({
            name: 'node_exporter',
            exe: '/usr/local/bin/node_exporter',
            cmdline: 'node_exporter --path.rootfs=/host',
            pid: 1411,
            parent: 'systemd',
          }),
          'evt.type': 'openat',
          'fd.name': '/etc/shadow',
        },
        pod: null,
      }),
    ],
    // The network plug-in talks to the metadata service all day.
    [
      20,
      () => ({
        ...base,
        rule: 'Contact EC2 Instance Metadata Service From Container',
        priority: 'Notice',
        tags: ['maturity_sandbox', 'network', 'aws', 'container', 'mitre_credential_access', 'T1552.005'],
        text: 'Outbound connection to EC2 instance metadata service',
        fields: {
          ...processFields({
            name: 'aws-k8s-agent',
            exe: '/app/aws-k8s-agent',
            cmdline: 'aws-k8s-agent',
            pid: 2210,
            parent: 'entrypoint.sh',
          }),
          'evt.type': 'connect',
          'fd.name': `${NODES[key].ip}:${random.int(32000, 60000)}->169.254.169.254:80`,
          'fd.rip': '169.254.169.254',
          'fd.rport': 80,
          'fd.l4proto': 'tcp',
        },
        pod: {
          ...mine[0],
          namespace: 'kube-system',
          name: `aws-node-${key === 'a' ? 'c7x2m' : 'p5l9q'}`,
          id: key === 'a' ? '1a2b3c4d5e6f70819' : '9f8e7d6c5b4a39281',
          image: '602401143452.dkr.ecr.eu-central-1.amazonaws.com/amazon-k8s-cni',
          tag: 'v1.20.1',
        },
      }),
    ],
    [
      10,
      () => ({
        ...base,
        rule: 'Launch Ingress Remote File Copy Tools in Container',
        priority: 'Notice',
        tags: ['maturity_sandbox', 'container', 'network', 'process', 'mitre_command_and_control', 'T1105'],
        text: 'Ingress remote file copy tool launched in container',
        fields: {
          ...processFields({
            name: 'curl',
            cmdline: 'curl -fsS https://rates.example.net/eur.json -o /data/eur.json',
            pid: random.int(2000, 30000),
            parent: 'cron.sh',
            user: 'app',
            uid: 1000,
          }),
        },
        pod: key === 'a' ? PODS.reports : PODS.search,
      }),
    ],
    [
      3,
      () => ({
        ...base,
        rule: 'Terminal shell in container',
        priority: 'Notice',
        tags: ['maturity_stable', 'container', 'shell', 'mitre_execution', 'T1059'],
        text: 'A shell was spawned in a container with an attached terminal',
        fields: {
          ...processFields({
            name: 'bash',
            exe: '/bin/bash',
            cmdline: 'bash -l',
            pid: random.int(2000, 30000),
            parent: 'containerd-shim',
            tty: 34816 + random.int(0, 4),
          }),
        },
        pod: random.pick(mine),
      }),
    ],
    [
      2,
      () => ({
        ...base,
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
            name: 'logrotate',
            exe: '/usr/sbin/logrotate',
            cmdline: 'logrotate /etc/logrotate.conf',
            pid: random.int(2000, 30000),
            parent: 'systemd',
          }),
          'evt.type': 'openat',
          'fd.name': '/var/log/syslog',
        },
        pod: null,
      }),
    ],
  ];
  return some(random, kinds, count, (time, alert) => falcoLine(time, alert));
}
