import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { imageMoments } from '../../model/engine/image.js';
import type { Format } from '../../model/format.js';
import { imageReference } from '../../model/image-reference.js';
import { asObject, asText, asTexts, at } from '../../model/json.js';
import { imageLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';

const payloads: PayloadFormat = {
  what: 'image of docker inspect',
  known: 'Id, RepoTags, RepoDigests, RootFS',
  isOwn,
  read,
};

/** `docker image inspect`, `podman image inspect`. Specification: Docker Engine API, ImageInspect. */
export const dockerImageInspect: Format = {
  id: 'docker-image-inspect',
  title: 'docker image inspect, podman image inspect',
  parserVersion: 'docker-image-inspect/1',
  status: 'real data',
  rulesOnly: false,
  owns: isOwn,
  detect: (probe) => detectPayloads(probe, payloads),
  parse: (record) => parsePayloads(record, payloads),
};

function isOwn(value: unknown): boolean {
  const image = asObject(value);
  if (image === null || asText(image['Id']) === null || asObject(image['RootFS']) === null) return false;
  return Object.hasOwn(image, 'RepoTags') && Object.hasOwn(image, 'RepoDigests');
}

function read({ value }: Payload): ReadPayload {
  const image = asObject(value) ?? {};
  const id = asText(image['Id']) ?? '';
  const tags = asTexts(image['RepoTags']);
  const references = [...tags, ...asTexts(image['RepoDigests'])].map(imageReference);
  const imageId = id.includes(':') ? id : `sha256:${id}`;
  const fields = statedFields({
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': imageLane(tags[0] ?? imageId),
    'event.kind': 'state',
    'event.category': 'configuration',
    'container.image.id': imageId,
    'container.image.name': references.map(({ name }) => name).filter((name) => name !== null),
    'container.image.tag': references.map(({ tag }) => tag).filter((tag) => tag !== null),
    'container.image.hash.all': references.map(({ digest }) => digest).filter((digest) => digest !== null),
    'container.id': asText(image['Container']),
    'exhibit.image.layer': asTexts(at(image, 'RootFS', 'Layers')),
    'process.args': [...asTexts(at(image, 'Config', 'Entrypoint')), ...asTexts(at(image, 'Config', 'Cmd'))],
    'process.working_directory': asText(at(image, 'Config', 'WorkingDir')),
    'user.name': asText(at(image, 'Config', 'User')) ?? asText(image['Author']),
  });
  const name = tags[0] ?? imageId.slice(0, 19);
  return imageMoments(fields, name, [
    { written: image['Created'], action: 'image created', said: 'was built' },
    {
      written: at(image, 'Metadata', 'LastTagTime'),
      action: 'image tagged',
      said: 'was tagged, the last time, on this host',
    },
  ]);
}
