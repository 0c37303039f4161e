import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { NormalisedEvent } from '../../model/event.js';
import type { Format } from '../../model/format.js';
import { asList, asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { statedFields } from '../../model/stated-fields.js';
import { stixFields } from './fields.js';

const payloads: PayloadFormat = {
  what: 'STIX object',
  known: 'type and an id that begins with it',
  isOwn: (value) => isStixObject(value) || isBundle(value),
  read,
};

/** Knowledge about threats, no events of the incident: its dates are those of the knowledge. Specification: OASIS STIX 2.1. */
export const stix: Format = {
  id: 'stix',
  title: 'Threat intelligence, STIX 2.0 and 2.1',
  parserVersion: 'stix/2',
  status: 'real data',
  rulesOnly: true,
  owns: payloads.isOwn,
  detect: (probe) => detectPayloads(probe, payloads),
  parse: (record) => parsePayloads(record, payloads),
};

const ID = /^([a-z0-9-]{1,250})--[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function isStixObject(value: unknown): boolean {
  const object = asObject(value);
  const type = asText(object?.['type']);
  return type !== null && type !== 'bundle' && ID.exec(asText(object?.['id']) ?? '')?.[1] === type;
}

function isBundle(value: unknown): boolean {
  const bundle = asObject(value);
  return bundle !== null && bundle['type'] === 'bundle' && asList(bundle['objects']).some(isStixObject);
}

function read({ value }: Payload): ReadPayload {
  const objects = isBundle(value) ? asList(asObject(value)?.['objects']) : [value];
  return { events: objects.filter(isStixObject).map((object) => knowledge(asObject(object) ?? {})) };
}

function knowledge(object: JsonObject): NormalisedEvent {
  const text = (key: string): string | null => asText(object[key]);
  const type = text('type') ?? '';
  const fields = statedFields(
    {
      'exhibit.outcome': 'unknown',
      'event.kind': 'enrichment',
      'event.category': 'threat',
      'event.type': 'indicator',
      'event.provider': 'STIX',
      'event.action': type,
      'event.id': text('id'),
      'event.reason': text('description'),
    },
    stixFields(type, object),
  );
  const ends = [text('source_ref'), text('relationship_type'), text('target_ref')].filter((word) => word !== null);
  const named = text('name') ?? text('value') ?? text('command_line') ?? text('path') ?? text('key');
  const said = named ?? (ends.length > 0 ? ends.join(' ') : (text('sighting_of_ref') ?? text('id')));
  const pattern = text('pattern');
  return { time: null, fields, message: `${type} ${said ?? ''}${pattern === null ? '' : `: ${pattern}`}` };
}
