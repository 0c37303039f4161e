import { expect, test } from 'vitest';
import { workloadOfPath } from '../../../../parsers/model/workload-path.js';

const ID = '4cc3c8ab05e02f13fe1d86cdcac1f8cb4fc5e63fb17802d41c308c6f60bc1c26';
const UID = '0f6dc0f5-6f0b-4a9b-9a2c-2b8f9d3f4c11';
const none = { containerId: null, container: null, pod: null, podUid: null, namespace: null };

test.each([
  [
    `node.tar!/var/log/pods/shop_web-0_${UID}/nginx/0.log`,
    { ...none, namespace: 'shop', pod: 'web-0', podUid: UID, container: 'nginx' },
  ],
  [
    `var/log/pods/kube-system_etcd-a.b_0123456789abcdef0123456789abcdef/etcd/1.log.20240101-000000.gz`,
    {
      ...none,
      namespace: 'kube-system',
      pod: 'etcd-a.b',
      podUid: '0123456789abcdef0123456789abcdef',
      container: 'etcd',
    },
  ],
  [
    `var/log/containers/web-0_shop_nginx-${ID}.log`,
    { ...none, namespace: 'shop', pod: 'web-0', container: 'nginx', containerId: ID },
  ],
  [`docker/containers/${ID}/config.v2.json`, { ...none, containerId: ID }],
  [`var/lib/containers/storage/overlay-containers/${ID}/userdata/ctr.log`, { ...none, containerId: ID }],
  [`image/overlay2/layerdb/mounts/${ID}/mount-id`, { ...none, containerId: ID }],
  [`[root]/var/log/${ID}-json.log`, { ...none, containerId: ID }],
  [`[root]/var/log/${ID}-json.log.1.gz`, { ...none, containerId: ID }],
])('%s says whose file it is', (path, workload) => {
  expect(workloadOfPath(path)).toEqual(workload);
});

test.each(['', 'var/log/syslog', `blobs/sha256/${ID}`, 'pods/one', `containers/${ID.slice(1)}/x`])(
  '%j says nothing',
  (path) => {
    expect(workloadOfPath(path)).toBeNull();
  },
);
