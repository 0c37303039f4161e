import { parseTime } from '../../time/parse.js';
import type { EventFields } from '../fields.js';
import { asText, asWhole } from '../json.js';
import type { JsonObject } from '../json.js';
import { imageLane, workloadLane } from '../lane.js';
import { statedFields } from '../stated-fields.js';
import type { FoundFields } from '../stated-fields.js';
import type { RecordedTime } from '../time.js';
import { engineIdentity, imageFields } from './labels.js';

/** One entry of an engine's list of events. */
export interface EngineHappening {
  readonly engine: 'docker' | 'podman';
  /** container, image, network, volume, pod, daemon, ... */
  readonly type: string;
  /** The engine's word, without what stands behind a colon: `exec_create`, `health_status`. */
  readonly action: string;
  /** What stands behind the colon: the command of an exec, the state of a health check. */
  readonly detail: string | null;
  readonly id: string | null;
  readonly name: string | null;
  readonly image: string | null;
  readonly exitCode: unknown;
  readonly attributes: JsonObject;
}

/** Fields of an engine's event; `attributes` are those of the object together with its labels. */
export function happeningFields(happening: EngineHappening): EventFields {
  const { engine, type, action, detail, exitCode, attributes } = happening;
  const code = asWhole(exitCode);
  const isExec = action.startsWith('exec_') || action === 'exec';
  const ended = ENDS.has(action) && code !== null;
  return statedFields(subjectFields(happening), {
    'event.kind': 'event',
    'event.provider': engine,
    'event.category': CATEGORIES.get(type) ?? 'configuration',
    'event.type': TYPES.get(action) ?? 'info',
    'event.action': action,
    'event.outcome': ended ? (code === 0 ? 'success' : 'failure') : 'unknown',
    'event.reason': signalOf(attributes),
    'exhibit.act': asText(attributes['execID']),
    'exhibit.outcome.original': action === 'health_status' ? detail : null,
    'process.command_line': isExec ? detail : null,
    'process.exit_code': code,
  });
}

/** One sentence of an engine's event. */
export function happeningMessage({ type, action, detail, id, name, exitCode, attributes }: EngineHappening): string {
  const what = name ?? id?.slice(0, 12) ?? asText(attributes['container'])?.slice(0, 12) ?? 'not named';
  const code = asWhole(exitCode);
  const more = [detail, signalOf(attributes), code === null ? null : `exit code ${code}`].filter(
    (word) => word !== null,
  );
  return `${type} ${what}: ${action}${more.length === 0 ? '' : ` (${more.join(', ')})`}`;
}

function subjectFields({ engine, type, id, name, image, attributes }: EngineHappening): FoundFields {
  if (type === 'container')
    return { ...engineIdentity({ id, name, image, labels: attributes }), 'container.runtime': engine };
  const common: FoundFields = {
    'exhibit.layer': type === 'daemon' || type === 'system' || type === 'machine' ? 'host' : 'container',
    'exhibit.outcome': 'unknown',
  };
  if (type === 'image') {
    // Docker's id of a pulled image is its reference, and the name lacks the tag.
    const written = id === null || IMAGE_ID.test(id) ? (name ?? id) : id;
    return {
      ...common,
      ...imageFields(written),
      'exhibit.lane': written === null ? null : imageLane(written),
      'container.image.id': id !== null && IMAGE_ID.test(id) ? `sha256:${id.replace('sha256:', '')}` : null,
    };
  }
  // Networks, volumes and swarm services name the container they are for.
  const containerId = asText(attributes['container']);
  return {
    ...common,
    'exhibit.lane': workloadLane({ containerId }),
    'container.id': containerId,
    'file.path': type === 'volume' ? asText(attributes['destination']) : null,
    'host.name': type === 'daemon' ? name : null,
  };
}

const IMAGE_ID = /^(?:sha256:)?[0-9a-f]{64}$/;

function signalOf(attributes: JsonObject): string | null {
  const signal = asText(attributes['signal']);
  return signal === null ? null : `signal ${signal}`;
}

const CATEGORIES: ReadonlyMap<string, string> = new Map([
  ['container', 'process'],
  ['network', 'network'],
  ['volume', 'file'],
]);

const ENDS = new Set(['die', 'died', 'exec_die', 'exec_died']);

const TYPES: ReadonlyMap<string, string> = new Map([
  ['create', 'creation'],
  ['start', 'start'],
  ['restore', 'start'],
  ['restart', 'start'],
  ['exec_start', 'start'],
  ['exec', 'start'],
  ['die', 'end'],
  ['died', 'end'],
  ['stop', 'end'],
  ['exec_die', 'end'],
  ['exec_died', 'end'],
  ['destroy', 'deletion'],
  ['remove', 'deletion'],
  ['delete', 'deletion'],
  ['untag', 'change'],
  ['tag', 'change'],
  ['rename', 'change'],
  ['update', 'change'],
  ['commit', 'change'],
  ['copy', 'access'],
  ['archive-path', 'access'],
  ['extract-to-dir', 'change'],
  ['export', 'access'],
  ['save', 'access'],
  ['attach', 'access'],
]);

/** `timeNano`: nanoseconds by definition, however few digits it has; else `time` in seconds. Both are UTC. */
export function engineTime(nanoseconds: unknown, seconds: unknown): RecordedTime | null {
  const written = asText(nanoseconds);
  if (written === null || !/^\d{1,20}$/.test(written)) return parseTime(seconds);
  const digits = written.padStart(10, '0');
  const time = parseTime(`${digits.slice(0, -9)}.${digits.slice(-9)}`);
  return time === null ? null : { ...time, text: written };
}
