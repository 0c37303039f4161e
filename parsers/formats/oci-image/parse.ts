import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { imageReference } from '../../model/image-reference.js';
import { asList, asObject, asText, asTexts, at } from '../../model/json.js';
import { imageLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { digestOfPath, imageDocument } from './schema.js';

/** Reproducible builds write 1970 or 1980 instead of a time; nothing was built before containers were. */
const FIRST_MEANINGFUL = parseTime('2000-01-01T00:00:00Z')!.instant;

/** Reads one document: a configuration gives an event for the image and one per step of its build, others one undated event. */
export function parseImageDocument({ value, context }: RecordInput): ParsedRecord {
  const digest = digestOfPath(context.path ?? '');
  switch (imageDocument(value)) {
    case 'config':
      return readConfig(value, digest);
    case 'manifest':
      return { kind: 'events', events: [readManifest(value, digest)] };
    case 'index':
      return { kind: 'events', events: readIndex(value) };
    case 'saved':
      return { kind: 'events', events: [readSaved(value)] };
    case null:
      return { kind: 'rejected', code: 'wrong-shape', reason: 'No configuration, manifest or index of an image.' };
  }
}

function readConfig(config: unknown, id: string | null): ParsedRecord {
  const problems: RecordProblem[] = [];
  const name = id === null ? 'without its digest' : id.slice(0, 19);
  const common: FoundFields = {
    ...COMMON,
    'exhibit.lane': id === null ? null : imageLane(id),
    'container.image.id': id,
  };
  const image: NormalisedEvent = {
    time: timeOf(at(config, 'created'), problems),
    fields: statedFields(common, {
      'event.action': 'image created',
      'exhibit.image.layer': asTexts(at(config, 'rootfs', 'diff_ids')),
      'process.args': [...asTexts(at(config, 'config', 'Entrypoint')), ...asTexts(at(config, 'config', 'Cmd'))],
      'process.working_directory': asText(at(config, 'config', 'WorkingDir')),
      'user.name': asText(at(config, 'config', 'User')) ?? asText(at(config, 'author')),
      'container.id': asText(at(config, 'container')),
    }),
    message: `Image ${name} created`,
  };
  const steps = asList(at(config, 'history')).map((step): NormalisedEvent => {
    const command = asText(at(step, 'created_by')) ?? 'a step without a command';
    const isEmpty = at(step, 'empty_layer') === true;
    return {
      time: timeOf(at(step, 'created'), problems),
      fields: statedFields(common, {
        'event.action': isEmpty ? 'build step without a layer' : 'build step',
        'event.original': command,
        'event.reason': asText(at(step, 'comment')),
        'user.name': asText(at(step, 'author')),
      }),
      message: `Build of image ${name}: ${command}`,
    };
  });
  const events = [image, ...steps];
  return problems.length === 0 ? { kind: 'events', events } : { kind: 'events', events, problems };
}

function timeOf(value: unknown, problems: RecordProblem[]): RecordedTime | null {
  const written = asText(value);
  if (written === null || written.startsWith('0001-01-01')) return null;
  const time = parseTime(written);
  if (time === null)
    problems.push({ code: 'bad-time', reason: `The time "${written.slice(0, 60)}" cannot be read; it was left out.` });
  return time !== null && time.instant < FIRST_MEANINGFUL ? null : time;
}

function readManifest(manifest: unknown, digest: string | null): NormalisedEvent {
  const layers = asList(at(manifest, 'layers')).map((layer) => asText(at(layer, 'digest')) ?? '?');
  return {
    time: null,
    fields: statedFields(COMMON, {
      'event.action': 'image manifest',
      'container.image.hash.all': digest,
      'container.image.id': asText(at(manifest, 'config', 'digest')),
      'exhibit.image.layer': layers,
    }),
    message: `Manifest of an image with ${layers.length} layers`,
  };
}

function readIndex(index: unknown): readonly NormalisedEvent[] {
  const manifests = asList(at(index, 'manifests')).map((manifest): NormalisedEvent => {
    const digest = asText(at(manifest, 'digest'));
    const annotations = asObject(at(manifest, 'annotations')) ?? {};
    const written =
      asText(annotations['io.containerd.image.name']) ?? asText(annotations['org.opencontainers.image.ref.name']);
    const { name, tag } = imageReference(written ?? '');
    return {
      time: null,
      fields: statedFields(COMMON, {
        'event.action': 'image listed',
        'container.image.name': name,
        'container.image.tag': tag,
        'container.image.hash.all': digest,
      }),
      message: `Index lists ${written ?? 'an image without a name'}: ${digest ?? 'no digest'}`,
    };
  });
  return manifests.length > 0
    ? manifests
    : [{ time: null, fields: statedFields(COMMON), message: 'Index without images' }];
}

function readSaved(saved: unknown): NormalisedEvent {
  const tags = asTexts(at(saved, 'RepoTags'));
  const references = tags.map(imageReference);
  const config = asText(at(saved, 'Config')) ?? '';
  const layers = asTexts(at(saved, 'Layers')).map((layer) => digestOfPath(layer) ?? layer.replace(/\/layer\.tar$/, ''));
  return {
    time: null,
    fields: statedFields(COMMON, {
      'event.action': 'image saved',
      'container.image.name': references.map(({ name }) => name).filter((name) => name !== null),
      'container.image.tag': references.map(({ tag }) => tag).filter((tag) => tag !== null),
      'container.image.id': digestOfPath(config),
      'exhibit.image.layer': layers,
    }),
    message: `Saved image ${tags.join(', ') || 'without a tag'}: ${layers.length} layers`,
  };
}

const COMMON: FoundFields = {
  'exhibit.layer': 'container',
  'exhibit.outcome': 'unknown',
  'event.kind': 'state',
  'event.category': 'configuration',
};
