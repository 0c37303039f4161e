import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { NormalisedEvent, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asText } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { placeOf } from './containers.js';
import { momentsOf, standingFields } from './moments.js';
import type { ObjectMoment } from './moments.js';
import { isKubernetesObject, readKubernetesObject } from './schema.js';
import type { KubernetesObject } from './schema.js';

/** What an API server lists, and how it is read: every moment that an object states is an event. */
export const objectPayloads: PayloadFormat = {
  what: 'Kubernetes object',
  known: 'apiVersion, kind and metadata',
  isOwn: isKubernetesObject,
  read: readPayload,
};

function readPayload({ value, envelope }: Payload, { context }: RecordInput): ReadPayload {
  const object = readKubernetesObject(value, asText(context.envelope?.['kind']));
  const standing = standingFields(object, envelope.cluster);
  const problems: RecordProblem[] = [];
  const events = momentsOf(object, envelope.cluster).flatMap((moment) => {
    const time = parseTime(moment.written, { zoneless: 'utc' });
    if (time !== null) return [{ time, fields: fieldsOf(moment, standing), message: moment.message }];
    problems.push({
      code: 'bad-time',
      reason: `The time "${String(asText(moment.written)).slice(0, 80)}" of ${placeOf(object)} cannot be read; this moment was left out.`,
    });
    return [];
  });
  return { events: events.length > 0 ? events : [undated(object, standing)], problems };
}

/** An object without any time of its own: known, but not since when. */
function undated(object: KubernetesObject, standing: NormalisedEvent['fields']): NormalisedEvent {
  const message = `${object.kind ?? 'Object'} ${placeOf(object)} is listed; the record states no time of its life.`;
  return { time: null, fields: statedFields(standing), message };
}

function fieldsOf(moment: ObjectMoment, standing: NormalisedEvent['fields']): NormalisedEvent['fields'] {
  return moment.ofContainer ? statedFields(moment.fields) : statedFields(standing, moment.fields);
}
