import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerImageV1 } from '../../../../parsers/formats/docker-image-v1/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = dockerImageV1.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

const ID = '3c9a9d7cc6a235eb2de58ca9ef3551c67ae42a991933ba4958d207b29142902b';
const image = {
  created: '2015-10-12T17:27:03.079273868Z',
  parent_id: `sha256:${ID}`,
  layer_id: 'sha256:916b',
  container: '20d34709fc95c90a489c2954376f6ab9d70837c4d9f0341a0c5b57ac51f5ffb7',
  container_config: { Cmd: ['/bin/sh', '-c', 'apt-get update'] },
  config: { Cmd: null },
};

test('a layer was built by its step; its id stands in the path', () => {
  const [event] = events(image, `graph/${ID}/json`);
  expect(event?.time?.instant).toBe(1_444_670_823_079_273_868n);
  expect(event?.message).toBe('Image 3c9a9d7cc6a2 (/bin/sh -c apt-get update) was built');
  expect(event?.fields).toMatchObject({
    'exhibit.lane': `image/${ID}`,
    'event.original': '/bin/sh -c apt-get update',
    'event.action': 'image created',
    'exhibit.image.layer': ['sha256:916b', ID],
  });
});

test('a configuration of an image of today is another format', () => {
  expect(dockerImageV1.parse(recordInput({ ...image, rootfs: { diff_ids: [] } })).kind).toBe('rejected');
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(dockerImageV1.parse(recordInput(value)).kind);
    }),
  );
});
