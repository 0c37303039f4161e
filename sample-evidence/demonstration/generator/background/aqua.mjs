import { createHash } from 'node:crypto';
import { imageOf, PODS } from '../cast.mjs';
import { some } from '../draw.mjs';

/** Ordinary audit events: logins, scans, starts, and look-alikes (a helper that drifts from its image, a package manager that is blocked). */
export function benignAqua(random, aqua, count) {
  const shop = [PODS.storefront, PODS.cart, PODS.reports, PODS.payments, PODS.search];
  const kinds = [
    [
      34,
      (pod = random.pick(shop)) => ({
        pod,
        category: 'container',
        action: 'exec',
        result: 1,
        user: 'app',
        uid: '1000',
        process: '/usr/bin/wget',
        command: 'wget -qO- http://127.0.0.1:8080/healthz',
        resource: 'wget -qO- http://127.0.0.1:8080/healthz',
        rule: 'shop-runtime',
        control: '',
        reason: '',
      }),
    ],
    [
      14,
      () => ({
        type: 'Administration',
        category: 'user',
        action: 'login',
        result: 1,
        user: random.pick(['mara.lind', 'administrator']),
        source_address: '10.0.40.23',
      }),
    ],
    [
      26,
      (pod = random.pick(shop)) => ({
        type: 'CVE',
        category: 'image',
        action: 'Scan',
        result: 1,
        user: 'system',
        image: imageOf(pod),
        imagehash: pod.digest,
        registry: 'registry.example.com',
        critical: 0,
        high: random.int(0, 3),
        medium: random.int(2, 12),
      }),
    ],
    [
      14,
      () => ({
        pod: PODS.reports,
        category: 'file',
        action: 'exec',
        result: 3,
        user: 'app',
        uid: '1000',
        process: '/tmp/print/chrome-headless',
        command: 'chrome-headless --print-to-pdf',
        resource: '/tmp/print/chrome-headless',
        resource_digest: createHash('sha256').update('the printing browser').digest('hex'),
        rule: 'shop-runtime',
        control: 'Drift Prevention',
        reason: 'The executable is not part of the image',
      }),
    ],
    [
      8,
      () => ({
        pod: PODS.search,
        category: 'os',
        action: 'exec',
        result: 2,
        user: 'root',
        uid: '0',
        process: '/sbin/apk',
        command: 'apk add strace',
        resource: '/sbin/apk',
        rule: 'search-enforce',
        control: 'Executables Blocked',
        reason: 'Package managers are blocked by policy',
      }),
    ],
    [
      4,
      () => ({
        type: 'alert',
        category: 'KubernetesAssurancePolicy',
        action: 'policy.failure',
        result: 4,
        user: 'system:admin',
        resource_name: PODS.metrics.name,
        resource_type: 'Pod',
        podnamespace: PODS.metrics.namespace,
        k8s_cluster: 'shop-prod',
        rule: 'cluster-default',
        rule_type: 'kubernetes.assurance',
        control: 'Pod reads the host network',
      }),
    ],
  ];
  return some(random, kinds, count, (time, { pod, ...act }) =>
    pod === undefined ? aqua.ofPlatform(time, act) : aqua.inContainer(time, { pod, ...act }),
  );
}
