import { expect, test } from 'vitest';
import type { Lifetime } from '../../../../renderer/query/spec.js';
import { alert, at, audit, ms } from './lane-lines.js';
import { storeCase, type ExhibitFiles } from './stored-case.js';

async function lifetimes(files: ExhibitFiles): Promise<readonly Lifetime[]> {
  const { engine } = await storeCase([files]);
  await engine.load([]);
  return engine.lifetimes();
}

const shown = (lives: readonly Lifetime[]) =>
  lives.map(({ subject, name, starts, ends }) => [
    subject,
    name,
    starts.map(({ time }) => (time.ms - ms(0)) / 1000),
    ends.map(({ time }) => (time.ms - ms(0)) / 1000),
  ]);

const web = { namespace: 'shop', name: 'web' };

test('a pod lives from a request that was answered with success to the next such one', async () => {
  const lives = await lifetimes({
    'a.log': [
      audit(1, { verb: 'create', ...web, code: 403 }),
      audit(2, { verb: 'create', ...web, code: 201 }),
      audit(3, { verb: 'get', ...web }),
      audit(8, { verb: 'delete', ...web, code: 404 }),
      audit(9, { verb: 'delete', ...web }),
      audit(20, { verb: 'create', ...web, code: 201 }),
    ].join('\n'),
  });
  expect(shown(lives)).toEqual([
    ['pod', '', [2], [9]],
    ['pod', '', [20], []],
  ]);
  expect(lives[0]?.starts[0]?.message).toContain('create pods web in namespace shop');
});

test('an end of which no record proves the start is only an end', async () => {
  expect(shown(await lifetimes({ 'a.log': audit(9, { verb: 'delete', ...web }) }))).toEqual([['pod', '', [], [9]]]);
});

test('where no record speaks of start or end there is no lifetime', async () => {
  expect(await lifetimes({ 'f.json': alert(1, { node: 'n1', namespace: 'shop', pod: 'web' }) })).toEqual([]);
});

test('runs of a container out of a pod list and cluster events, each with all its witnesses', async () => {
  const id = (digit: string) => `containerd://${digit.repeat(64)}`;
  const podObject = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', uid: 'u1', creationTimestamp: at(0).replace('.000', '') },
    spec: { nodeName: 'n1', containers: [{ name: 'app', image: 'nginx:1' }] },
    status: {
      containerStatuses: [
        {
          name: 'app',
          image: 'nginx:1',
          restartCount: 1,
          containerID: id('b'),
          lastState: {
            terminated: {
              containerID: id('a'),
              startedAt: at(2).replace('.000', ''),
              finishedAt: at(9).replace('.000', ''),
              exitCode: 137,
              reason: 'OOMKilled',
            },
          },
          state: { running: { startedAt: at(12).replace('.000', '') } },
        },
      ],
    },
  };
  const event = (second: number, reason: string) => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `web.${second}`, namespace: 'shop', uid: `e${second}` },
    involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web', uid: 'u1', fieldPath: 'spec.containers{app}' },
    reason,
    message: `${reason} container app`,
    source: { component: 'kubelet', host: 'n1' },
    firstTimestamp: at(second).replace('.000', ''),
    lastTimestamp: at(second).replace('.000', ''),
    count: 1,
    type: 'Normal',
  });
  const lives = await lifetimes({
    'pods.json': JSON.stringify({ apiVersion: 'v1', kind: 'PodList', items: [podObject] }),
    'events.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [event(2, 'Started'), event(12, 'Started')],
    }),
  });
  expect(shown(lives)).toEqual([
    ['pod', '', [0], []],
    ['container', 'app', [2, 2], [9]],
    ['container', 'app', [12, 12], []],
  ]);
  expect(lives[1]?.lane).toBe('k8s/-/shop/web');
});
