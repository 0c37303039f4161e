/**
 * Writes invented Falco alerts, one JSON object per line, in the shape of real ones (keys, nesting, output text, `output_fields` with
 * dots in their names): about 1000 bytes each. The same seed and count give the same bytes.
 *
 *     node test/bench/generate-falco.mjs <events> <file> [seed]
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

const CONTAINERS = 200;
const NODES = 12;
const START_MS = Date.UTC(2025, 2, 3, 8, 0, 0);

const IMAGES = [
  'docker.io/library/nginx',
  'registry.k8s.io/pause',
  'ghcr.io/acme/checkout',
  'ghcr.io/acme/cart',
  'docker.io/library/redis',
  'quay.io/prometheus/node-exporter',
  'docker.io/bitnami/postgresql',
  'ghcr.io/acme/frontend',
];
const NAMESPACES = ['shop', 'payments', 'kube-system', 'monitoring', 'default', 'batch'];
const USERS = ['root', 'root', 'root', 'www-data', 'app', 'postgres', 'nobody'];

/** Rules of the public rule set with their priority, tags and what the event was about. */
const RULES = [
  {
    rule: 'Terminal shell in container',
    priority: 'Notice',
    tags: ['T1059', 'container', 'maturity_stable', 'mitre_execution', 'shell'],
    words: 'A shell was spawned in a container with an attached terminal',
    type: 'execve',
  },
  {
    rule: 'Read sensitive file untrusted',
    priority: 'Warning',
    tags: ['T1555', 'container', 'filesystem', 'host', 'maturity_stable', 'mitre_credential_access'],
    words: 'Sensitive file opened for reading by non-trusted program',
    type: 'openat',
  },
  {
    rule: 'Contact K8S API Server From Container',
    priority: 'Notice',
    tags: ['T1565', 'container', 'k8s', 'maturity_stable', 'mitre_discovery', 'network'],
    words: 'Unexpected connection to K8s API Server from container',
    type: 'connect',
  },
  {
    rule: 'Drop and execute new binary in container',
    priority: 'Critical',
    tags: ['PCI_DSS_11.5.1', 'TA0003', 'container', 'maturity_stable', 'mitre_persistence', 'process'],
    words: 'Executing binary not part of base image',
    type: 'execve',
  },
  {
    rule: 'Redirect STDOUT/STDIN to Network Connection in Container',
    priority: 'Notice',
    tags: ['T1059', 'container', 'maturity_stable', 'mitre_execution', 'network', 'process'],
    words: 'Redirect stdout/stdin to network connection',
    type: 'dup2',
  },
  {
    rule: 'Launch Suspicious Network Tool in Container',
    priority: 'Notice',
    tags: ['T1595', 'container', 'maturity_sandbox', 'mitre_discovery', 'network', 'process'],
    words: 'Network tool launched in container',
    type: 'execve',
  },
  {
    rule: 'Write below etc',
    priority: 'Error',
    tags: ['T1098', 'container', 'filesystem', 'maturity_sandbox', 'mitre_persistence'],
    words: 'File below /etc opened for writing',
    type: 'openat',
  },
  {
    rule: 'Run shell untrusted',
    priority: 'Notice',
    tags: ['T1059.004', 'container', 'maturity_stable', 'mitre_execution', 'process', 'shell'],
    words: 'Shell spawned by untrusted binary',
    type: 'execve',
  },
];
const COMMANDS = [
  (random) => ['sh', `sh -c uptime; cat /proc/${random(30000)}/status`],
  (random) => [
    'curl',
    `curl -s -m ${random(30)} http://10.${random(4)}.${random(256)}.${random(256)}:8080/healthz?id=${hex(random, 12)}`,
  ],
  (random) => ['bash', `bash -il /opt/app/run-${hex(random, 6)}.sh --worker=${random(64)}`],
  (random) => ['cat', `cat /var/run/secrets/kubernetes.io/serviceaccount/token /tmp/${hex(random, 10)}`],
  (random) => ['python3', `python3 /srv/jobs/${hex(random, 8)}/main.py --shard ${random(512)} --retry ${random(5)}`],
  (random) => [
    'wget',
    `wget -q -O /tmp/.${hex(random, 8)} http://mirror-${random(40)}.example.net/p/${hex(random, 16)}`,
  ],
  (random) => ['postgres', `postgres: app shop 10.0.${random(256)}.${random(256)}(${30000 + random(20000)}) SELECT`],
  (random) => ['node', `node /usr/src/app/server.js --request=${hex(random, 16)}`],
];

/** Writes `count` events to `file`; answers the bytes written. */
export async function generateFalco(count, file, seed = 1) {
  const random = randomBelow(seed);
  const containers = Array.from({ length: CONTAINERS }, (_, index) => container(random, index));
  const out = createWriteStream(file);
  let bytes = 0;
  let timeMs = START_MS;
  let lines = [];
  for (let index = 0; index < count; index += 1) {
    timeMs += random(40);
    lines.push(line(random, containers, timeMs));
    if (lines.length < 4096 && index + 1 < count) continue;
    const text = Buffer.from(`${lines.join('\n')}\n`);
    bytes += text.length;
    lines = [];
    if (!out.write(text)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
  return bytes;
}

function container(random, index) {
  const app = ['frontend', 'cart', 'checkout', 'db', 'cache', 'worker', 'exporter', 'gateway'][index % 8];
  return {
    id: hex(random, 12),
    image: IMAGES[index % IMAGES.length],
    tag: `1.${random(9)}.${random(20)}`,
    namespace: NAMESPACES[index % NAMESPACES.length],
    pod: `${app}-${hex(random, 10)}-${hex(random, 5)}`,
    node: `worker-${index % NODES}.eu-central.example.internal`,
  };
}

function line(random, containers, timeMs) {
  // The product of two draws favours low numbers: a few busy containers, many quiet ones.
  const { id, image, tag, namespace, pod, node } =
    containers[Math.floor((random(CONTAINERS) * random(CONTAINERS)) / CONTAINERS)];
  const { rule, priority, tags, words, type } = RULES[random(RULES.length)];
  const [process, command] = COMMANDS[random(COMMANDS.length)](random);
  const user = USERS[random(USERS.length)];
  // One in fifty arrives late.
  const at = random(50) === 0 ? timeMs - random(5000) : timeMs;
  const ns = String(random(1_000_000)).padStart(6, '0');
  const time = `${new Date(at).toISOString().slice(0, -1)}${ns}Z`;
  const fd =
    type === 'connect' || type === 'dup2'
      ? `10.0.${random(256)}.${random(256)}:${30000 + random(30000)}->10.96.0.1:443`
      : `/etc/${hex(random, 6)}.conf`;
  const fields = [
    ['container.id', id],
    ['container.image.repository', image],
    ['container.image.tag', tag],
    ['evt.time', `${at}${ns}`],
    ['evt.type', type],
    ['fd.name', fd],
    ['k8s.ns.name', namespace],
    ['k8s.pod.name', pod],
    ['proc.cmdline', command],
    ['proc.name', process],
    ['proc.pid', random(4_000_000)],
    ['proc.pname', 'containerd-shim'],
    ['proc.tty', random(2) * 34816],
    ['user.loginuid', -1],
    ['user.name', user],
  ];
  // Written as text: evt.time is an integer beyond the numbers of JavaScript, as Falco writes it.
  const outputFields = fields
    .map(([key, value]) => `"${key}": ${key === 'evt.time' ? value : JSON.stringify(value)}`)
    .join(', ');
  const output = `${time.slice(11, -1)}: ${priority} ${words} (user=${user} k8s.ns=${namespace} k8s.pod=${pod} container=${id} process=${process} command=${command} file=${fd} image=${image})`;
  const head = { hostname: node, output, priority, rule, source: 'syscall', tags, time };
  return `${JSON.stringify(head).slice(0, -1)}, "output_fields": {${outputFields}}}`;
}

function hex(random, digits) {
  let text = '';
  while (text.length < digits) text += random(0x1000000).toString(16).padStart(6, '0');
  return text.slice(0, digits);
}

/** Whole numbers below a limit, from a seed (mulberry32). */
function randomBelow(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [events, file, seed] = process.argv.slice(2);
  const bytes = await generateFalco(Number(events), file, Number(seed ?? 1));
  console.log(`${file}: ${events} events, ${bytes} bytes, ${Math.round(bytes / Number(events))} bytes each`);
}
