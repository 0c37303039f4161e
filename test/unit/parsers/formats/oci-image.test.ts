import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ociImageDocument } from '../../../../parsers/formats/oci-image/index.js';
import { FORMATS } from '../../../../parsers/registry.js';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { recordInput } from '../../../support/record-input.js';
import { tarOf } from '../../../support/tar-builder.js';

const HEX = 'ab'.repeat(32);
const read = (value: unknown, path = '') => ociImageDocument.parse(recordInput(value, { path }));
function events(value: unknown, path = '') {
  const result = read(value, path);
  return result.kind === 'events' ? result.events : [];
}

test('every step of the history is an event; placeholders are undated', () => {
  const history = [
    { created: '2024-03-01T10:00:00.5Z', created_by: 'COPY . /', author: 'ir' },
    { created: '1970-01-01T00:00:00Z', created_by: 'CMD', empty_layer: true },
  ];
  const found = events(
    { created: '0001-01-01T00:00:00Z', rootfs: { diff_ids: ['sha256:1'] }, history },
    `x!/${HEX}.json`,
  );
  expect(found.map(({ time, fields }) => [time?.text, fields['event.action'], fields['event.original']])).toEqual([
    [undefined, 'image created', undefined],
    ['2024-03-01T10:00:00.5Z', 'build step', 'COPY . /'],
    [undefined, 'build step without a layer', 'CMD'],
  ]);
  expect(found[1]?.fields['container.image.id']).toBe(`sha256:${HEX}`);
});

test('a manifest keeps the digest of the image and of its configuration apart', () => {
  const manifest = { schemaVersion: 2, config: { digest: 'sha256:c' }, layers: [{ digest: 'sha256:l' }] };
  const [event] = events(manifest, `blobs/sha256/${HEX}`);
  expect(event?.fields).toMatchObject({
    'container.image.hash.all': `sha256:${HEX}`,
    'container.image.id': 'sha256:c',
    'exhibit.image.layer': 'sha256:l',
  });
});

test('an image is named, and files of its layers name their layer', async () => {
  const layer = tarOf([{ name: 'etc/motd', content: 'x' }]);
  const config = JSON.stringify({ rootfs: { diff_ids: [] }, created: '2024-03-01T10:00:00Z' });
  const image = tarOf([
    { name: `${HEX}/layer.tar`, content: layer },
    { name: `${'cd'.repeat(32)}.json`, content: config },
    {
      name: 'manifest.json',
      content: JSON.stringify([{ Config: 'c.json', RepoTags: ['a:1'], Layers: [`${HEX}/layer.tar`] }]),
    },
  ]);
  const { members } = await collectImport([memoryFile(image)], { formats: FORMATS });
  expect(members.map(({ end, records }) => [end.format, records.length])).toEqual([
    ['oci-image', 0],
    ['oci-layer', 1],
    ['unrecognised', 0],
    ['oci-image', 1],
    ['oci-image', 1],
  ]);
  const layers = [members[1]!, members[4]!].map(({ records }) => {
    const { result } = records[0]!;
    return result.kind === 'events' ? result.events[0]?.fields['exhibit.image.layer'] : null;
  });
  expect(layers).toEqual([HEX, HEX]);
});

test('any JSON in its place is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['events', 'rejected']).toContain(read(value).kind);
    }),
  );
});
