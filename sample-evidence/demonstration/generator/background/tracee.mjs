import { imageOf, PODS } from '../cast.mjs';
import { some } from '../draw.mjs';
import { connectArguments, dnsArguments, execArguments, openArguments, traceeLine } from '../writers/tracee.mjs';
import { createHash } from 'node:crypto';

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** @returns {string} a SHA-256 that belongs to a program of an image */
const programHash = (pod, path) =>
  createHash('sha256')
    .update(`${imageOf(pod)} ${path}`)
    .digest('hex');

/** Ordinary events of node A: health checks, jobs, and look-alikes (a token that is read by its owner, a dropped helper, shells of scripts). */
export function benignTracee(random, count) {
  const { storefront, cart, reports } = PODS;
  const ids = () => ({ pid: random.int(30_000, 47_000), vpid: random.int(20, 200) });
  const exec = (pod, path, argv) => ({
    event: 'sched_process_exec',
    pod,
    process: argv[0],
    syscall: 'execve',
    args: execArguments(argv, path, programHash(pod, path)),
    ...ids(),
  });
  const kinds = [
    [34, () => exec(cart, '/usr/bin/wget', ['wget', '-qO-', 'http://127.0.0.1:8080/healthz'])],
    [16, () => exec(storefront, '/usr/bin/wget', ['wget', '-qO-', 'http://127.0.0.1:3000/healthz'])],
    // Scripts of the nightly reports start shells and fetch a file, as the intruder does.
    [8, () => exec(reports, '/bin/sh', ['sh', '-c', './rotate.sh'])],
    [
      8,
      () =>
        exec(reports, '/usr/bin/curl', ['curl', '-fsS', 'https://rates.example.net/eur.json', '-o', '/data/eur.json']),
    ],
    [
      16,
      () => {
        const pod = random.pick([storefront, cart, reports]);
        const name = random.pick([
          'payments.shop.svc.cluster.local',
          'cart.shop.svc.cluster.local',
          'rates.example.net',
        ]);
        const args = dnsArguments(pod.ip, '10.100.0.10', random.int(32_000, 60_000), name);
        return { event: 'net_packet_dns_request', pod, process: pod === reports ? 'curl' : 'node', args, ...ids() };
      },
    ],
    [
      8,
      () => ({
        event: 'security_socket_connect',
        pod: storefront,
        process: 'shop-config',
        syscall: 'connect',
        args: connectArguments('10.100.0.1', 443),
        ...ids(),
      }),
    ],
    // The shop's own client reads the token of its own pod every few minutes.
    [
      7,
      () => ({
        event: 'k8s_service_account_token',
        pod: storefront,
        process: 'shop-config',
        syscall: 'openat',
        args: openArguments(TOKEN),
        ...ids(),
      }),
    ],
    // The reports unpack a browser to print pages.
    [
      3,
      () => ({
        event: 'dropped_executable',
        pod: reports,
        process: 'node',
        syscall: 'write',
        args: openArguments('/tmp/print/chrome-headless', 'O_WRONLY|O_CREAT'),
        ...ids(),
      }),
    ],
  ];
  return some(random, kinds, count, (time, what) => traceeLine(time, what));
}
