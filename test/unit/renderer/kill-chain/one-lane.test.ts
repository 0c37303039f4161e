import { expect, test } from 'vitest';
import { inOneLane } from '../../../../renderer/kill-chain/one-lane.js';

const step = (mark: string, lane: string) => ({ mark, lane });

test('steps of one workload stand in one lane, under the name of the first; others keep theirs', () => {
  const steps = [
    step('S1', 'k8s/-/shop/web'),
    step('S2', 'cloud/aws/1'),
    step('S3', 'k8s/prod/shop/web'),
    step('S4', 'k8s/-/shop/web'),
  ];
  const workloads = [
    ['k8s/prod/shop/web', 'k8s/-/shop/web'],
    ['k8s/-/shop/web', 'k8s/prod/shop/web'],
  ];
  expect(inOneLane(steps, workloads).map(({ lane }) => lane)).toEqual([
    'k8s/-/shop/web',
    'cloud/aws/1',
    'k8s/-/shop/web',
    'k8s/-/shop/web',
  ]);
});

test('of workloads not known nothing is joined', () => {
  const steps = [step('S1', 'a'), step('S2', 'b'), step('S3', '')];
  expect(inOneLane(steps, [])).toEqual(steps);
});
