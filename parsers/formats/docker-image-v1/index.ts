import { imageMoments } from '../../model/engine/image.js';
import type { ParsedRecord } from '../../model/event.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import { asObject, asText, asTexts, at } from '../../model/json.js';
import { imageLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';

/**
 * A layer of an image as Docker described it before 1.10 (`graph/<id>/json`), and as docker save writes it beside every layer for
 * engines of that time. Specification: moby/moby `image/spec/v1.md`.
 */
export const dockerImageV1: Format = {
  id: 'docker-image-v1',
  title: 'Image files of the old layout (graph/<id>/json)',
  parserVersion: 'docker-image-v1/1',
  status: 'real data',
  rulesOnly: false,
  detect,
  parse,
};

function isOwn(value: unknown): boolean {
  const image = asObject(value);
  if (image === null || image['rootfs'] !== undefined || asText(image['created']) === null) return false;
  const isLayer = ['id', 'layer_id', 'parent', 'parent_id'].some((key) =>
    /^(?:sha256:)?[0-9a-f]{64}$/.test(asText(image[key]) ?? ''),
  );
  return isLayer && ['container_config', 'config'].some((key) => asObject(image[key]) !== null);
}

function detect({ samples }: Probe): Verdict {
  const sample = samples.find(({ value }) => isOwn(value));
  if (sample === undefined)
    return { claim: false, reason: 'It has not the id, created and config of an image of the old layout.' };
  return {
    claim: true,
    framing: sample.framing,
    reason: 'It describes one layer of an image of the old layout (id, created, config).',
  };
}

function parse({ value, context }: RecordInput): ParsedRecord {
  if (!isOwn(value))
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'No image file of the old layout: id, created or config is missing.',
    };
  const ofFolder = /(?:^|\/)([0-9a-f]{64})\/json$/.exec(context.path ?? '')?.[1] ?? null;
  const text = (key: string): string | null => asText(at(value, key));
  const id = text('id') ?? ofFolder ?? text('layer_id');
  const step = asTexts(at(value, 'container_config', 'Cmd')).join(' ');
  const fields = statedFields({
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': id === null ? null : imageLane(id),
    'event.kind': 'state',
    'event.category': 'configuration',
    'event.original': step,
    'event.reason': text('comment'),
    'exhibit.image.layer': [text('layer_id'), id].filter((layer) => layer !== null),
    // The container that the step ran in while the image was built.
    'container.id': text('container'),
    'process.args': [...asTexts(at(value, 'config', 'Entrypoint')), ...asTexts(at(value, 'config', 'Cmd'))],
    'process.working_directory': asText(at(value, 'config', 'WorkingDir')),
    'user.name': asText(at(value, 'config', 'User')) ?? text('author'),
  });
  const name = `${id?.replace('sha256:', '').slice(0, 12) ?? 'without an id'}${step === '' ? '' : ` (${step})`}`;
  const { events, problems } = imageMoments(fields, name, [
    { written: text('created'), action: 'image created', said: 'was built' },
  ]);
  return problems.length === 0 ? { kind: 'events', events } : { kind: 'events', events, problems };
}
