import { ACCOUNT, NODES, PODS } from './cast.mjs';
import { controller, kubelet, serviceAccount } from './audit.mjs';
import { at } from './clock.mjs';
import { falcoLine, processFields } from './falco.mjs';

/** The day's ordinary traffic lies between these instants. */
const FROM = at('06:00:00');
const TO = at('12:00:00');

const KUBELET_AGENT = 'kubelet/v1.33.4 (linux/amd64) kubernetes/6b3a1f9';
const DEPLOYER = { username: 'ci-deployer', groups: ['shop:deployers', 'system:authenticated'] };
const DEVELOPER = { username: 'mara.lind@shop.example', groups: ['shop:developers', 'system:authenticated'] };

/** @param {import('./random.mjs').Random} random @returns {bigint} */
function sometime(random) {
  return FROM + BigInt(Math.floor(random.next() * Number((TO - FROM) / 1000n))) * 1000n + BigInt(random.int(0, 1000));
}

/** Everyday calls of the API server: leases, watches, status updates, a deployment pipeline, and look-alikes of the attack. */
export function benignAudit(random, audit, count) {
  const node = () => random.pick(Object.values(NODES));
  const pod = () => random.pick([PODS.storefront, PODS.cart, PODS.payments, PODS.search, PODS.metrics]);
  const kinds = [
    [
      34,
      () => {
        const { name, ip } = node();
        return {
          verb: 'update',
          uri: `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${name}?timeout=10s`,
          user: kubelet(name),
          ips: [ip],
          agent: KUBELET_AGENT,
          object: {
            resource: 'leases',
            namespace: 'kube-node-lease',
            name,
            apiGroup: 'coordination.k8s.io',
            apiVersion: 'v1',
          },
          code: 200,
        };
      },
    ],
    [
      16,
      () => {
        const { node: key, namespace, name } = pod();
        const host = NODES[key];
        return {
          verb: 'patch',
          uri: `/api/v1/namespaces/${namespace}/pods/${name}/status`,
          user: kubelet(host.name),
          ips: [host.ip],
          agent: KUBELET_AGENT,
          object: { resource: 'pods', namespace, name, apiVersion: 'v1', subresource: 'status' },
          code: 200,
        };
      },
    ],
    [
      14,
      () => ({
        verb: 'watch',
        uri: `/api/v1/${random.pick(['pods', 'services', 'configmaps', 'endpoints'])}?allowWatchBookmarks=true&resourceVersion=${random.int(400000, 900000)}&timeoutSeconds=${random.int(300, 599)}&watch=true`,
        user: controller(random.pick(['deployment-controller', 'endpointslice-controller', 'replicaset-controller'])),
        ips: ['10.0.3.17'],
        agent: 'kube-controller-manager/v1.33.4',
        object: { resource: 'pods', apiVersion: 'v1' },
        code: 200,
        tookMs: random.int(300_000, 599_000),
      }),
    ],
    [
      12,
      () => ({
        verb: 'get',
        uri: '/apis/metrics.k8s.io/v1beta1/nodes',
        user: serviceAccount(PODS.metrics, NODES.b.name),
        ips: [PODS.metrics.ip],
        agent: 'prometheus/3.5.0',
        object: { resource: 'nodes', apiGroup: 'metrics.k8s.io', apiVersion: 'v1beta1' },
        code: 200,
      }),
    ],
    [
      8,
      () => ({
        verb: 'create',
        uri: '/apis/authentication.k8s.io/v1/tokenreviews',
        user: kubelet(NODES.a.name),
        ips: [NODES.a.ip],
        agent: KUBELET_AGENT,
        object: { resource: 'tokenreviews', apiGroup: 'authentication.k8s.io', apiVersion: 'v1' },
        code: 201,
      }),
    ],
    // The external-secrets operator lists secrets all day, with the same verb and object as the intruder.
    [
      6,
      () => ({
        verb: 'list',
        uri: '/api/v1/namespaces/shop/secrets?limit=500',
        user: controller('external-secrets'),
        ips: ['10.0.12.40'],
        agent: 'external-secrets/v0.18.2',
        object: { resource: 'secrets', namespace: 'shop', apiVersion: 'v1' },
        code: 200,
      }),
    ],
    // The shop's own client reads its configuration with the same service account as the intruder.
    [
      6,
      () => ({
        verb: 'get',
        uri: '/api/v1/namespaces/shop/configmaps/storefront',
        user: serviceAccount(PODS.storefront, NODES.a.name),
        ips: [PODS.storefront.ip],
        agent: 'shop-config/2.3.1',
        object: { resource: 'configmaps', namespace: 'shop', name: 'storefront', apiVersion: 'v1' },
        code: 200,
      }),
    ],
    [
      2,
      () => ({
        verb: 'patch',
        uri: '/apis/apps/v1/namespaces/shop/deployments/cart',
        user: DEPLOYER,
        ips: ['10.0.40.5'],
        agent: 'kubectl/v1.33.4',
        object: { resource: 'deployments', namespace: 'shop', name: 'cart', apiGroup: 'apps', apiVersion: 'v1' },
        code: 200,
      }),
    ],
    [
      1,
      () => ({
        verb: 'get',
        uri: '/api/v1/namespaces/shop/secrets/payments-db',
        user: DEVELOPER,
        ips: ['10.0.40.23'],
        agent: 'kubectl/v1.33.4',
        object: { resource: 'secrets', namespace: 'shop', name: 'payments-db', apiVersion: 'v1' },
        code: 403,
        message:
          'secrets "payments-db" is forbidden: User "mara.lind@shop.example" cannot get resource "secrets" in API group "" in the namespace "shop"',
      }),
    ],
    // Database migrations are run by exec, every release.
    [
      1,
      () => ({
        verb: 'create',
        uri: `/api/v1/namespaces/shop/pods/${PODS.payments.name}/exec?command=.%2Fmigrate&command=status&container=payments&stdout=true`,
        user: DEPLOYER,
        ips: ['10.0.40.5'],
        agent: 'kubectl/v1.33.4',
        object: {
          resource: 'pods',
          namespace: 'shop',
          name: PODS.payments.name,
          apiVersion: 'v1',
          subresource: 'exec',
        },
        code: 101,
      }),
    ],
  ];
  return some(random, kinds, count, (time, call) => JSON.stringify(audit.event(time, call)));
}

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

/** Ordinary cloud calls: node roles from inside, a pipeline, the console, a backup. */
export function benignTrail(random, trail, count) {
  const created = at('05:12:44');
  const fromNode = () => {
    const node = random.pick(Object.values(NODES));
    return {
      identity: trail.nodeRole(node.instance, created),
      ip: node.ip,
      agent: 'aws-sdk-go-v2/1.36.3 os/linux lang/go#1.24.4 md/GOOS#linux api/ec2',
    };
  };
  const pipeline = () => ({
    identity: trail.role('ci-deployer', 'release-412', 'ASIAEXAMPLECI0000001', created),
    ip: '192.0.2.14',
    agent: 'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/linux#6.1.0',
  });
  const admin = () => ({
    identity: {
      type: 'IAMUser',
      principalId: 'AIDAEXAMPLEADMIN0001',
      arn: `arn:aws:iam::${ACCOUNT}:user/mara.lind`,
      accountId: ACCOUNT,
      accessKeyId: 'AKIAEXAMPLEADMIN0001',
      userName: 'mara.lind',
    },
    ip: '192.0.2.201',
    agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  });
  const kinds = [
    [
      40,
      () => ({
        source: 'ec2',
        name: random.pick(['DescribeInstances', 'DescribeNetworkInterfaces', 'DescribeTags']),
        readOnly: true,
        request: { instancesSet: {}, filterSet: {} },
        ...fromNode(),
      }),
    ],
    [
      20,
      () => ({
        source: 'ecr',
        name: 'BatchGetImage',
        readOnly: true,
        request: { registryId: ACCOUNT, repositoryName: 'shop/cart', imageIds: [{ imageTag: '1.9.0' }] },
        ...fromNode(),
      }),
    ],
    [12, () => ({ source: 'sts', name: 'GetCallerIdentity', readOnly: true, ...pipeline() })],
    [
      8,
      () => ({
        source: 's3',
        name: 'ListBuckets',
        readOnly: true,
        request: { Host: 's3.eu-central-1.amazonaws.com' },
        ...admin(),
      }),
    ],
    // The nightly report reads the same customer files through the same role, from inside.
    [
      10,
      () => ({
        source: 's3',
        name: 'GetObject',
        category: 'Data',
        readOnly: true,
        request: {
          bucketName: 'shop-prod-exports',
          Host: 'shop-prod-exports.s3.eu-central-1.amazonaws.com',
          key: random.pick(['customers/2026-09.csv', 'rates/eur.json']),
        },
        ...fromNode(),
      }),
    ],
    [
      6,
      () => ({
        source: 'sts',
        name: 'AssumeRole',
        readOnly: true,
        request: { roleArn: `arn:aws:iam::${ACCOUNT}:role/backup`, roleSessionName: `backup-${random.int(1, 9)}` },
        identity: { type: 'AWSService', invokedBy: 'backup.amazonaws.com' },
        ip: 'backup.amazonaws.com',
        agent: 'backup.amazonaws.com',
      }),
    ],
    [
      4,
      () => ({
        source: 'iam',
        name: 'CreateAccessKey',
        readOnly: false,
        request: { userName: 'deploy' },
        error: 'AccessDenied',
        message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/ci-deployer/release-412 is not authorized to perform: iam:CreateAccessKey on resource: user deploy because no identity-based policy allows the iam:CreateAccessKey action`,
        ...pipeline(),
      }),
    ],
  ];
  return some(random, kinds, count, (time, call) => trail.record(time, call), 'record');
}

/** `count` acts drawn from weighted kinds at random times. */
function some(random, kinds, count, write, key = 'line') {
  const bag = kinds.flatMap(([weight, make]) => Array.from({ length: weight }, () => make));
  return Array.from({ length: count }, () => {
    const time = sometime(random);
    return { time, [key]: write(time, random.pick(bag)()) };
  });
}
