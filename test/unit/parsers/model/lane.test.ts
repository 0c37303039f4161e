import { expect, test } from 'vitest';
import { cloudLane, clusterLane, functionLane, workloadLane } from '../../../../parsers/model/lane.js';

const id = '97c9868ea832aabbccdd';

test.each([
  [{ cluster: 'prod', namespace: 'shop', pod: 'web-1', containerId: id, host: 'node-1' }, 'k8s/prod/shop/web-1'],
  [{ namespace: 'shop', pod: 'web-1' }, 'k8s/-/shop/web-1'],
  [{ namespace: 'shop', containerId: `containerd://${id}` }, 'container/97c9868ea832'],
  [{ host: 'node-1', containerId: 'host' }, 'node/node-1'],
  [{}, null],
])('workload %j', (place, lane) => {
  expect(workloadLane(place)).toBe(lane);
});

test('a call on a pod stands in the lane of what happens in the pod', () => {
  const place = { cluster: null, namespace: 'shop', pod: 'web-1' };
  expect(clusterLane(place)).toBe(workloadLane(place));
});

test('other calls stand with the namespace, else with the cluster', () => {
  expect(clusterLane({ cluster: 'prod', namespace: 'shop' })).toBe('k8s/prod/shop');
  expect(clusterLane({})).toBe('k8s/-/(cluster)');
});

test('a slash in a name makes no level', () => {
  expect(cloudLane('aws', '1/2')).toBe('cloud/aws/1%2F2');
  expect(functionLane('aws', null, 'f%')).toBe('function/aws/-/f%25');
});
