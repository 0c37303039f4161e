import { unwrapRecord } from '../../carriers/unwrap.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asText } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { placeOf } from './containers.js';
import { momentsOf, standingFields } from './moments.js';
import type { ObjectMoment } from './moments.js';
import { isKubernetesObject, readKubernetesObject } from './schema.js';
import type { KubernetesObject } from './schema.js';

/** Reads one record: an object, or carriers with objects in them. Every moment that an object states is an event. */
export function parseKubernetesObject(record: RecordInput): ParsedRecord {
  const payloads = unwrapRecord(record, isKubernetesObject);
  const own = payloads.filter(({ value }) => isKubernetesObject(value));
  const strange = payloads.filter(({ value }) => !isKubernetesObject(value));
  if (own.length === 0 && strange.length > 0) {
    return strange.some(({ cut }) => cut)
      ? { kind: 'rejected', code: 'truncated', reason: 'The text that carries the object is cut off before its end.' }
      : {
          kind: 'rejected',
          code: 'wrong-shape',
          reason: 'No Kubernetes object: apiVersion, kind and metadata are missing.',
        };
  }
  const problems: RecordProblem[] = strange.map(({ path, cut }) => ({
    code: cut ? 'truncated' : 'wrong-shape',
    reason: `What lies under ${path} is no whole Kubernetes object and was left out.`,
  }));
  const listKind = asText(record.context.envelope?.['kind']);
  const events = own.flatMap((payload) => readPayload(payload, listKind, problems));
  return problems.length === 0 ? { kind: 'events', events } : { kind: 'events', events, problems };
}

function readPayload(payload: Payload, listKind: string | null, problems: RecordProblem[]): readonly NormalisedEvent[] {
  const { cluster } = payload.envelope;
  const object = readKubernetesObject(payload.value, listKind);
  const standing = standingFields(object, cluster);
  const events = momentsOf(object, cluster).flatMap((moment) => {
    const time = parseTime(moment.written, { zoneless: 'utc' });
    if (time !== null)
      return [{ time, ...common(payload), fields: fieldsOf(moment, standing, payload), message: moment.message }];
    problems.push({
      code: 'bad-time',
      reason: `The time "${String(asText(moment.written)).slice(0, 80)}" of ${placeOf(object)} cannot be read; this moment was left out.`,
    });
    return [];
  });
  return events.length > 0 ? events : [undated(object, payload, standing)];
}

/** An object without any time of its own: known, but not since when. */
function undated(object: KubernetesObject, payload: Payload, standing: NormalisedEvent['fields']): NormalisedEvent {
  const fields = statedFields(standing, { 'exhibit.envelope': payload.envelope.names });
  const message = `${object.kind ?? 'Object'} ${placeOf(object)} is listed; the record states no time of its life.`;
  return { time: null, ...common(payload), fields, message };
}

function fieldsOf(
  moment: ObjectMoment,
  standing: NormalisedEvent['fields'],
  { envelope }: Payload,
): NormalisedEvent['fields'] {
  const carried = { 'exhibit.envelope': envelope.names };
  return moment.ofContainer ? statedFields(moment.fields, carried) : statedFields(standing, moment.fields, carried);
}

function common({ path, envelope }: Payload): Pick<NormalisedEvent, 'path' | 'otherTimes'> {
  return {
    ...(envelope.times.length === 0 ? {} : { otherTimes: envelope.times }),
    ...(path === '' ? {} : { path }),
  };
}
