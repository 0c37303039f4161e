import { kubeletContainerName } from '../../model/container-identity.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { imageReference } from '../../model/image-reference.js';
import { asObject, asText, asTexts, type JsonObject } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';

const MOMENTS = [
  ['createdTime', 'created'],
  ['checkpointedTime', 'checkpointed'],
  ['restoredTime', 'restored'],
] as const;
/** How Go and Podman write that something has not happened. */
const NEVER = /^0001-01-01T00:00:00/;

/** Reads one document: each moment of the container's life is an event; without any it is undated. */
export function parseCheckpointConfig({ value }: RecordInput): ParsedRecord {
  const config = asObject(value);
  if (config === null)
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No container of a checkpoint: it is no JSON object.' };
  const fields = fieldsOf(config);
  const name = asText(config['name']) ?? asText(config['id']) ?? 'without a name';
  const problems: RecordProblem[] = [];
  const events = MOMENTS.flatMap(([key, action]): readonly NormalisedEvent[] => {
    const written = asText(config[key]);
    if (written === null || NEVER.test(written)) return [];
    const time = parseTime(written);
    if (time === null) {
      const reason = `The time "${written.slice(0, 60)}" (${key}) cannot be read; this moment was left out.`;
      problems.push({ code: 'bad-time', reason });
      return [];
    }
    return [{ time, fields: statedFields(fields, { 'event.action': action }), message: `Container ${name} ${action}` }];
  });
  if (events.length === 0)
    events.push({ time: null, fields: statedFields(fields), message: `Container ${name} stands in the checkpoint` });
  return problems.length === 0 ? { kind: 'events', events } : { kind: 'events', events, problems };
}

function fieldsOf(config: JsonObject): FoundFields {
  const id = asText(config['id']);
  const written = asText(config['name']);
  const named = written === null ? null : kubeletContainerName(written);
  const image = imageReference(asText(config['rootfsImageName']) ?? asText(config['rootfsImage']) ?? '');
  const digest = imageReference(asText(config['rootfsImage']) ?? '').digest ?? image.digest;
  return {
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': workloadLane({ namespace: named?.namespace, pod: named?.pod, containerId: id }),
    'event.kind': 'state',
    'container.id': id,
    'container.name': named?.container ?? written,
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': digest,
    'container.image.id': asText(config['rootfsImageRef']) ?? asText(config['rootfsImageID']),
    'container.runtime': asText(config['runtime']),
    'orchestrator.namespace': named?.namespace,
    'orchestrator.resource.name': named?.pod,
    'orchestrator.resource.type': named === null ? null : 'pods',
    'orchestrator.resource.id': named?.uid,
    'process.args': asTexts(config['command']),
  };
}
