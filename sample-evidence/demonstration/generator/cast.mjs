import { createHash } from 'node:crypto';

/** The cast: an invented web shop on one invented cluster. Addresses are documentation ranges, accounts are AWS's own examples. */
export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
export const CLUSTER = 'shop-prod';

export const NODES = {
  a: {
    name: 'ip-10-0-12-34.eu-central-1.compute.internal',
    ip: '10.0.12.34',
    instance: 'i-0a1b2c3d4e5f60718',
    interface: 'eni-0a1b2c3d4e5f60718',
  },
  b: {
    name: 'ip-10-0-27-8.eu-central-1.compute.internal',
    ip: '10.0.27.8',
    instance: 'i-0f9e8d7c6b5a41302',
    interface: 'eni-0f9e8d7c6b5a41302',
  },
};

/** @param {string} text @returns {string} 64 hex digits that belong to a name */
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** @param {string} text @returns {string} a version 4 UUID that belongs to a name */
function uuidOf(text) {
  const h = sha256(text);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-a${h.slice(17, 20)}-${h.slice(20, 32)}`;
}

const pod = (node, namespace, name, ip, id, image, tag, serviceAccount) => ({
  node,
  namespace,
  name,
  ip,
  id,
  image,
  tag,
  serviceAccount,
  uid: uuidOf(`${namespace}/${name}`),
  digest: `sha256:${sha256(`${image}:${tag}`)}`,
  container: name === 'node-health-check' ? 'check' : name.split('-')[0],
});

export const PODS = {
  storefront: pod(
    'a',
    'shop',
    'storefront-7d9c6b5f4-x2k8p',
    '10.0.12.71',
    '5e1f0a9c3b72d4e86f50917ab2c3d4e5f60718293a4b5c6d7e8f901a2b3c4d5e',
    'registry.example.com/shop/storefront',
    '2.3.1',
    'storefront',
  ),
  cart: pod(
    'a',
    'shop',
    'cart-6c8d5f9b7-m4q2z',
    '10.0.12.88',
    '9b41c7d05e62f3a8174b9c0d2e5f6a7b8c9d0e1f2a3b4c5d6e7f8091a2b3c4d5',
    'registry.example.com/shop/cart',
    '1.9.0',
    'cart',
  ),
  reports: pod(
    'a',
    'shop',
    'reports-28678320-h7n5c',
    '10.0.12.93',
    'c20d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d',
    'registry.example.com/shop/reports',
    '4.0.2',
    'reports',
  ),
  payments: pod(
    'b',
    'shop',
    'payments-5f7b8c9d6-t9w3r',
    '10.0.27.55',
    '71d3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6071',
    'registry.example.com/shop/payments',
    '3.1.4',
    'payments',
  ),
  search: pod(
    'b',
    'shop',
    'search-84d6c7b5f9-k1v6j',
    '10.0.27.60',
    '0c9b8a7f6e5d4c3b2a190807f6e5d4c3b2a19080f7e6d5c4b3a2918070f6e5d4',
    'registry.example.com/shop/search',
    '2.0.0',
    'search',
  ),
  metrics: pod(
    'b',
    'monitoring',
    'prometheus-server-0',
    '10.0.27.70',
    'a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5',
    'quay.io/prometheus/prometheus',
    'v3.5.0',
    'prometheus',
  ),
  intruder: pod(
    'b',
    'shop',
    'node-health-check',
    '10.0.27.8',
    'e7f8a9b0c1d2e3f405162738495a6b7c8d9eafb0c1d2e3f405162738495a6b7c',
    'registry.example.net/tools/node-health',
    '1.4',
    'default',
  ),
};

export const ATTACKER_IP = '198.51.100.77';
export const POOL_IP = '203.0.113.99';
export const DROP_HOST = 'cdn.updates.invalid';
export const DROP_IP = '203.0.113.40';
export const REGISTRY_IP = '203.0.113.60';
/** Where the miner turns when the pool does not answer: seen in the sandbox only. */
export const SECOND_POOL = 'pool-b.updates.invalid';
export const METADATA_IP = '169.254.169.254';
export const MINER = { path: '/tmp/.x/kdevtmpfsi', sha256: sha256('the invented miner') };
/** Tag of a pod's image as the runtimes write it. */
export const imageOf = ({ image, tag }) => `${image}:${tag}`;
