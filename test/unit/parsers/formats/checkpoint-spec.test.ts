import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkpointSpec } from '../../../../parsers/formats/checkpoint-spec/index.js';
import { recordInput } from '../../../support/record-input.js';

const read = (value: unknown) => checkpointSpec.parse(recordInput(value));
function events(value: unknown) {
  const result = read(value);
  return result.kind === 'events' ? result.events : [];
}

test('says which name spaces are those of the host, and what is mounted from it', () => {
  const [event] = events({
    linux: { namespaces: [{ type: 'mount' }, { type: 'network' }] },
    mounts: [
      { type: 'bind', source: '/' },
      { type: 'proc', source: 'proc' },
    ],
    annotations: { 'io.kubernetes.cri-o.Created': '2026-11-23T02:55:14.238648503Z' },
  });
  expect(event?.fields).toMatchObject({ 'exhibit.k8s.host_namespaces': ['pid', 'ipc'], 'exhibit.k8s.host_path': '/' });
  expect(event?.time?.text).toBe('2026-11-23T02:55:14.238648503Z');
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(read(value).kind);
    }),
  );
});
