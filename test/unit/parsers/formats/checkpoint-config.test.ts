import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkpointConfig } from '../../../../parsers/formats/checkpoint-config/index.js';
import { recordInput } from '../../../support/record-input.js';

const read = (value: unknown) => checkpointConfig.parse(recordInput(value));
function events(value: unknown) {
  const result = read(value);
  return result.kind === 'events' ? result.events : [];
}

test('never is no moment, and a time that cannot be read is a complaint', () => {
  const result = read({ id: 'a'.repeat(64), createdTime: 'soon', restoredTime: '0001-01-01T00:00:00Z' });
  expect(
    result.kind === 'events' && [result.events.map(({ time }) => time), result.problems?.map(({ code }) => code)],
  ).toEqual([[null], ['bad-time']]);
});

test('a kubelet-made name gives the pod, the image its digest', () => {
  const [event] = events({
    id: 'a'.repeat(64),
    name: 'k8s_web_shop-0_prod_6975ee47-6765-45dc-9a2b-1e38d51031f7_0',
    rootfsImage: `registry.local/shop@sha256:${'1'.repeat(64)}`,
    rootfsImageName: 'registry.local/shop:1.4',
    createdTime: '2024-01-27T14:45:26Z',
    checkpointedTime: '2024-01-28T00:10:45+05:30',
  });
  expect(event?.fields).toMatchObject({
    'container.name': 'web',
    'orchestrator.resource.name': 'shop-0',
    'orchestrator.namespace': 'prod',
    'container.image.name': 'registry.local/shop',
    'container.image.tag': '1.4',
    'container.image.hash.all': `sha256:${'1'.repeat(64)}`,
  });
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(read(value).kind);
    }),
  );
});
