import type { ReadPayload } from '../../carriers/payload-format.js';
import type { NormalisedEvent, RecordProblem } from '../../model/event.js';
import { imageReference } from '../../model/image-reference.js';
import { asList, asObject, asObjects, asText, asTexts, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { imageLane } from '../../model/lane.js';
import { severityOfWord } from '../../model/severity.js';
import { statedFields } from '../../model/stated-fields.js';
import type { FoundFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';

/** Components and vulnerabilities that become events; a record holds no more than 65,536. */
const MOST = 60_000;
/** Components in components. */
const DEEPEST = 20;

/** Reads a bill: an event for the whole, one per component, one per vulnerability. None of them happened at a time. */
export function readBom(value: unknown): ReadPayload {
  const bom = asObject(value) ?? {};
  const subject = asObject(at(bom, 'metadata', 'component')) ?? {};
  const about = subjectFields(subject);
  const components = flatten(asList(bom['components']), 0);
  const byReference = new Map(components.map((component) => [asText(component['bom-ref']), component]));
  const vulnerabilities = asObjects(bom['vulnerabilities']);
  const name = asText(subject['name']) ?? asText(bom['serialNumber']) ?? 'something not named';
  const all: readonly NormalisedEvent[] = [
    {
      time: null,
      fields: statedFields(about, { 'event.action': 'bill of materials', 'event.id': asText(bom['serialNumber']) }),
      message: `Bill of materials of ${name}: ${components.length} components, ${vulnerabilities.length} vulnerabilities`,
    },
    ...vulnerabilities.map((each) => vulnerabilityEvent(each, byReference, about)),
    ...components.map((each) => componentEvent(each, about)),
  ];
  const made = parseTime(at(bom, 'metadata', 'timestamp'), { kind: 'logged' });
  const events = all.slice(0, MOST).map((event) => (made === null ? event : { ...event, otherTimes: [made] }));
  const problems: RecordProblem[] = [];
  if (all.length > MOST)
    problems.push({
      code: 'too-large',
      reason: `The bill lists ${all.length} entries; the first ${MOST} are read, vulnerabilities first.`,
    });
  return { events, problems };
}

const COMMON: FoundFields = {
  'exhibit.outcome': 'unknown',
  'event.kind': 'state',
  'event.category': 'package',
  'event.type': 'info',
  'event.provider': 'CycloneDX',
};

/** What the bill is of; an image where it says so. */
function subjectFields(subject: JsonObject): FoundFields {
  if (asText(subject['type']) !== 'container') return COMMON;
  const properties = asList(subject['properties']);
  const property = (name: string): readonly string[] =>
    properties
      .filter((each) => at(each, 'name') === `aquasecurity:trivy:${name}`)
      .flatMap((each) => asTexts(at(each, 'value')));
  const written = property('RepoTag')[0] ?? asText(subject['name']) ?? '';
  const { name, tag, digest } = imageReference(written);
  return {
    ...COMMON,
    'exhibit.layer': 'container',
    'exhibit.lane': written === '' ? null : imageLane(written),
    'container.image.name': name,
    'container.image.tag': tag,
    'container.image.id': property('ImageID'),
    'container.image.hash.all': [digest, ...property('RepoDigest').map((each) => imageReference(each).digest)].filter(
      (each) => each !== null,
    ),
    'exhibit.image.layer': property('DiffID'),
  };
}

function flatten(list: readonly unknown[], depth: number): readonly JsonObject[] {
  if (depth > DEEPEST) return [];
  return list.flatMap((each) => {
    const component = asObject(each);
    return component === null ? [] : [component, ...flatten(asList(component['components']), depth + 1)];
  });
}

function componentEvent(component: JsonObject, about: FoundFields): NormalisedEvent {
  const text = (key: string): string | null => asText(component[key]);
  const hash = (alg: string): string | null =>
    asText(
      at(
        asList(component['hashes']).find((each) => at(each, 'alg') === alg),
        'content',
      ),
    );
  const fields = statedFields(about, packageFields(component), {
    'event.action': 'component',
    'file.path': text('type') === 'file' ? text('name') : null,
    'file.hash.sha256': hash('SHA-256'),
    'file.hash.sha1': hash('SHA-1'),
    'file.hash.md5': hash('MD5'),
  });
  return { time: null, fields, message: `component ${nameOf(component)} ${text('version') ?? ''}`.trimEnd() };
}

function packageFields(component: JsonObject): FoundFields {
  return {
    'package.name': nameOf(component),
    'package.version': asText(component['version']),
    'package.reference': asText(component['purl']),
  };
}

function nameOf(component: JsonObject): string {
  return [asText(component['group']), asText(component['name'])].filter((word) => word !== null).join('/');
}

/** The highest rating of those that its sources give. */
function vulnerabilityEvent(
  vulnerability: JsonObject,
  components: ReadonlyMap<string | null, JsonObject>,
  about: FoundFields,
): NormalisedEvent {
  const ratings = asList(vulnerability['ratings']).flatMap((each) => asTexts(at(each, 'severity')));
  const [severity = null] = ratings.toSorted((a, b) => (severityOfWord(b) ?? -1) - (severityOfWord(a) ?? -1));
  const references = asList(vulnerability['affects']).flatMap((each) => asTexts(at(each, 'ref')));
  const affected = references.map((reference) => components.get(reference)).filter((each) => each !== undefined);
  const id = asText(vulnerability['id']);
  const fields = statedFields(about, {
    'event.category': 'vulnerability',
    'event.action': 'vulnerability',
    'event.reason': asText(vulnerability['description']),
    'event.severity': severity,
    'exhibit.severity': severityOfWord(severity),
    'vulnerability.id': id,
    'vulnerability.severity': severity,
    'package.name': affected.map(nameOf),
    'package.version': affected.flatMap((each) => asTexts(each['version'])),
    'package.reference': affected.length === 0 ? references : affected.flatMap((each) => asTexts(each['purl'])),
  });
  const named = affected.length === 0 ? references : affected.map(nameOf);
  return {
    time: null,
    fields,
    message: `${id ?? 'vulnerability'}${severity === null ? '' : ` (${severity})`} in ${named.join(', ') || 'a component not named'}`,
  };
}
