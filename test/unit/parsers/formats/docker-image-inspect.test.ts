import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dockerImageInspect } from '../../../../parsers/formats/docker-image-inspect/index.js';
import { recordInput } from '../../../support/record-input.js';

function events(value: unknown, path?: string) {
  const result = dockerImageInspect.parse(recordInput(value, path === undefined ? {} : { path }));
  return result.kind === 'events' ? result.events : [];
}

const image = {
  Id: 'sha256:37a1',
  RepoTags: ['r:5000/shop:1.4'],
  RepoDigests: ['r:5000/shop@sha256:beef'],
  Created: '2026-11-23T02:53:46.345461869Z',
  Config: { Cmd: ['sh'], Entrypoint: null, User: 'app' },
  RootFS: { Type: 'layers', Layers: ['sha256:1', 'sha256:2'] },
  Metadata: { LastTagTime: '2026-11-23T03:53:46.3+01:00' },
};

test('an image was built and, on this host, tagged', () => {
  const found = events(image);
  expect(found.map(({ time, fields }) => [time?.instant, fields['event.action']])).toEqual([
    [1_795_402_426_345_461_869n, 'image created'],
    [1_795_402_426_300_000_000n, 'image tagged'],
  ]);
  expect(found[0]?.fields).toMatchObject({
    'exhibit.lane': 'image/r:5000%2Fshop:1.4',
    'container.image.id': 'sha256:37a1',
    'container.image.name': 'r:5000/shop',
    'container.image.tag': '1.4',
    'container.image.hash.all': 'sha256:beef',
    'exhibit.image.layer': ['sha256:1', 'sha256:2'],
  });
});

test('what a reproducible build writes is no time', () => {
  const found = events({
    ...image,
    Created: '1970-01-01T00:00:00Z',
    Metadata: { LastTagTime: '0001-01-01T00:00:00Z' },
  });
  expect(found.map(({ time, fields }) => [time, fields['event.action']])).toEqual([[null, 'image listed']]);
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(dockerImageInspect.parse(recordInput(value)).kind);
    }),
  );
});
