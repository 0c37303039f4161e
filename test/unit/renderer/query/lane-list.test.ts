import { describe, expect, test } from 'vitest';
import type { LaneBy, LaneEntry } from '../../../../renderer/query/spec.js';
import { alert, audit, ofCluster } from './lane-lines.js';
import { storeCase, type ExhibitFiles } from './stored-case.js';

async function lanesOf(files: ExhibitFiles, by: LaneBy = 'workload'): Promise<readonly LaneEntry[]> {
  const { engine } = await storeCase([files]);
  await engine.load([]);
  const found = await engine.search('test', { query: '', range: null });
  if ('problem' in found) throw new Error(found.problem.message);
  return (await engine.laneList(found.id, by)).lanes;
}

const shown = (lanes: readonly LaneEntry[]) => lanes.map(({ key, joined }) => [key, ...joined.map((join) => join.key)]);
const pod = { namespace: 'shop', pod: 'web-7d9c6b5f4-x2k8p' };
const created = (cluster: string, name = pod.pod, user = 'operator') =>
  ofCluster(cluster, [audit(1, { verb: 'create', namespace: 'shop', name, user, id: `${cluster} ${name}` })]);

describe('lanes of one workload that sources name differently', () => {
  test('a container, a pod without its cluster and a pod with it', async () => {
    const lanes = await lanesOf({
      'falco.json': [alert(1, { node: 'n1', ...pod }), alert(2, { node: 'n1' })].join('\n'),
      'audit.json': [created('prod'), created('test', 'other')].join('\n'),
    });
    expect(lanes).toMatchObject([
      { key: 'k8s/prod/shop/web-7d9c6b5f4-x2k8p', count: 3 },
      { key: 'k8s/test/shop/other', count: 1, joined: [] },
    ]);
    expect(lanes[0]?.joined).toEqual([
      {
        key: 'k8s/-/shop/web-7d9c6b5f4-x2k8p',
        reason: 'only the cluster prod has a pod of this name, which a controller made at random',
      },
      { key: 'container/abcdefabcdef', reason: 'every record that names both this container and a pod names this pod' },
    ]);
    expect(lanes[0]?.place).toEqual({
      cluster: { value: 'prod' },
      node: { value: 'n1' },
      namespace: { value: 'shop' },
      account: null,
    });
  });

  test('are all found by any of their names', async () => {
    const { engine } = await storeCase([
      {
        'falco.json': [alert(1, { node: 'n1', ...pod }), alert(2, { node: 'n1' })].join('\n'),
        'audit.json': created('prod'),
      },
    ]);
    await engine.load([]);
    const names = ['k8s/prod/shop/web-7d9c6b5f4-x2k8p', 'k8s/-/shop/web-7d9c6b5f4-x2k8p', 'container/abcdefabcdef'];
    for (const name of names) {
      const found = await engine.laneNames(name);
      expect(found[0]).toBe(name);
      expect(found.toSorted()).toEqual(names.toSorted());
    }
    expect(await engine.laneNames('node/nowhere')).toEqual(['node/nowhere']);
  });

  test('a name that two clusters have stays unattributed', async () => {
    const lanes = await lanesOf({
      'falco.json': alert(1, { node: 'n1', ...pod }),
      'audit.json': [created('prod'), created('test')].join('\n'),
    });
    expect(shown(lanes)).toEqual([
      ['k8s/-/shop/web-7d9c6b5f4-x2k8p'],
      ['k8s/prod/shop/web-7d9c6b5f4-x2k8p'],
      ['k8s/test/shop/web-7d9c6b5f4-x2k8p'],
    ]);
    expect(lanes[0]?.place.cluster).toBeNull();
  });

  test('unless its node is known in one of them only', async () => {
    const kubelet = audit(2, { verb: 'get', namespace: 'kube-system', name: 'proxy', user: 'system:node:n1' });
    const lanes = await lanesOf({
      'falco.json': alert(1, { node: 'n1', ...pod }),
      'audit.json': [created('prod'), created('test'), ofCluster('test', [kubelet])].join('\n'),
    });
    expect(lanes.find(({ joined }) => joined.length > 0)).toMatchObject({
      key: 'k8s/test/shop/web-7d9c6b5f4-x2k8p',
      joined: [{ key: 'k8s/-/shop/web-7d9c6b5f4-x2k8p', reason: 'its node n1 is named in the cluster test only' }],
    });
  });

  test('a name that anybody may give again is joined only where one cluster is named at all', async () => {
    const falco = alert(1, { node: 'n1', namespace: 'shop', pod: 'db-0' });
    expect(shown(await lanesOf({ 'f.json': falco, 'a.json': created('prod', 'db-0') }))).toEqual([
      ['k8s/prod/shop/db-0', 'k8s/-/shop/db-0'],
    ]);
    const both = [created('prod', 'db-0'), created('test', 'cache-0')].join('\n');
    expect(shown(await lanesOf({ 'f.json': falco, 'a.json': both }))).toEqual([
      ['k8s/-/shop/db-0'],
      ['k8s/prod/shop/db-0'],
      ['k8s/test/shop/cache-0'],
    ]);
  });

  test('nor where both sources name a node, and not the same one', async () => {
    const lanes = await lanesOf({
      'f.json': alert(1, { node: 'n1', ...pod }),
      'a.json': created('prod', pod.pod, 'system:node:n2'),
    });
    expect(shown(lanes)).toEqual([['k8s/-/shop/web-7d9c6b5f4-x2k8p'], ['k8s/prod/shop/web-7d9c6b5f4-x2k8p']]);
  });

  test('a container id under which records name two pods stands alone', async () => {
    const lanes = await lanesOf({
      'f.json': [
        alert(1, { node: 'n1', namespace: 'shop', pod: 'a' }),
        alert(2, { node: 'n1', namespace: 'shop', pod: 'b' }),
        alert(3, { node: 'n1' }),
      ].join('\n'),
    });
    expect(shown(lanes)).toEqual([['container/abcdefabcdef'], ['k8s/-/shop/a'], ['k8s/-/shop/b']]);
  });
});

test('lanes of identities, with the places where they acted', async () => {
  const lanes = await lanesOf(
    { 'a.json': [created('prod'), created('test', 'x'), created('test', 'y', 'mara')].join('\n') },
    'identity',
  );
  expect(lanes.map(({ key, count, place }) => [key, count, place.cluster])).toEqual([
    ['mara', 1, { value: 'test' }],
    ['operator', 2, 'several'],
  ]);
});
