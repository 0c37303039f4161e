import { NODES, PODS } from '../cast.mjs';
import { some } from '../draw.mjs';
import { controller, kubelet, serviceAccount } from '../writers/audit.mjs';

const KUBELET_AGENT = 'kubelet/v1.33.4 (linux/amd64) kubernetes/6b3a1f9';
const DEPLOYER = { username: 'ci-deployer', groups: ['shop:deployers', 'system:authenticated'] };
const DEVELOPER = { username: 'mara.lind@shop.example', groups: ['shop:developers', 'system:authenticated'] };

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
