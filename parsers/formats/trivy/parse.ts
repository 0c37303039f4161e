import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { NormalisedEvent } from '../../model/event.js';
import { imageReference } from '../../model/image-reference.js';
import { asList, asObject, asObjects, asText, asTexts, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { imageLane, workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { findingsOf } from './findings.js';

export const trivyPayloads: PayloadFormat = {
  what: 'Trivy report',
  known: 'ArtifactName or ClusterName with results, or a target with findings',
  isOwn,
  read,
};

/** Kinds of findings that a result lists. */
const LISTS = ['Vulnerabilities', 'Misconfigurations', 'Secrets', 'Licenses', 'Packages'];

/** Before version 0.19 the report was a bare list of results. */
function isOwn(value: unknown): boolean {
  const report = asObject(value);
  if (report === null) return false;
  if (asText(report['SchemaVersion']) !== null && asText(report['ArtifactName']) !== null) return true;
  if (isCluster(report)) return true;
  // A target without findings has null in place of the list.
  return (
    typeof report['Target'] === 'string' && LISTS.some((key) => Array.isArray(report[key]) || report[key] === null)
  );
}

function isCluster(report: JsonObject): boolean {
  const lists = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'];
  return asText(report['ClusterName']) !== null && lists.some((key) => Array.isArray(report[key]));
}

/** The report is one event, every finding another: what was known of an image when it was scanned, and no act. */
function read({ value }: Payload): ReadPayload {
  const report = asObject(value) ?? {};
  const written = report['CreatedAt'];
  const scanned = parseTime(written, { kind: 'logged' });
  const events = isCluster(report) ? clusterEvents(report) : reportEvents(report);
  const timed =
    scanned === null ? events : events.map((event) => ({ ...event, otherTimes: [scanned] satisfies RecordedTime[] }));
  if (scanned !== null || asText(written) === null) return { events: timed };
  const reason = `The time of the scan "${String(asText(written)).slice(0, 80)}" cannot be read; it was left out.`;
  return { events: timed, problems: [{ code: 'bad-time', reason }] };
}

function reportEvents(report: JsonObject): readonly NormalisedEvent[] {
  const isBare = report['Results'] === undefined && typeof report['Target'] === 'string';
  const results = isBare ? [report] : asObjects(report['Results']);
  const about = artifactFields(report);
  const findings = results.flatMap((result) => findingsOf(result, about));
  const name = asText(report['ArtifactName']) ?? asText(report['Target']) ?? 'not named';
  return [scanEvent(about, `Trivy scanned ${name}: ${findings.length} findings`), ...findings];
}

/** `trivy k8s`: findings by object of the cluster. */
function clusterEvents(report: JsonObject): readonly NormalisedEvent[] {
  const cluster = asText(report['ClusterName']);
  const resources = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'].flatMap((key) =>
    asList(report[key]),
  );
  const findings = resources.flatMap((each) => {
    const resource = asObject(each) ?? {};
    const [namespace, kind, name] = ['Namespace', 'Kind', 'Name'].map((key) => asText(resource[key]));
    const about = statedFields(
      artifactFields({ Metadata: asObject(resource['Metadata']) ?? asList(resource['Metadata'])[0] }),
      {
        'exhibit.layer': 'cluster',
        'exhibit.lane': workloadLane({ cluster, namespace, pod: kind === 'Pod' ? name : null }),
        'orchestrator.cluster.name': cluster,
        'orchestrator.namespace': namespace,
        'orchestrator.resource.type': kind,
        'orchestrator.resource.name': name,
      },
    );
    return asList(resource['Results']).flatMap((result) => findingsOf(asObject(result) ?? {}, about));
  });
  const about = { 'orchestrator.cluster.name': cluster, 'exhibit.layer': 'cluster' };
  return [
    scanEvent(
      about,
      `Trivy scanned cluster ${cluster ?? ''}: ${findings.length} findings in ${resources.length} objects`,
    ),
    ...findings,
  ];
}

function scanEvent(about: FoundFields, message: string): NormalisedEvent {
  const fields = statedFields(about, COMMON, { 'event.action': 'scan', 'event.type': 'info' });
  return { time: null, fields, message };
}

const COMMON: FoundFields = {
  'exhibit.outcome': 'unknown',
  'event.kind': 'state',
  'event.category': 'vulnerability',
  'event.provider': 'Trivy',
};

/** The image: names of the registry, digests of the repository, id of the configuration, layers. */
function artifactFields(report: JsonObject): FoundFields {
  const metadata = asObject(report['Metadata']) ?? {};
  const isImage = report['ArtifactType'] === 'container_image' || asText(metadata['ImageID']) !== null;
  const tags = asTexts(metadata['RepoTags']);
  const written = tags[0] ?? asText(metadata['Reference']) ?? (isImage ? asText(report['ArtifactName']) : null);
  const references = [...(tags.length > 0 ? tags : asTexts(written)), ...asTexts(metadata['RepoDigests'])].map(
    imageReference,
  );
  const stated = (part: 'name' | 'tag' | 'digest'): readonly string[] =>
    references.map((reference) => reference[part]).filter((found) => found !== null);
  return {
    ...COMMON,
    'exhibit.layer': isImage ? 'container' : null,
    'exhibit.lane': isImage && written !== null ? imageLane(written) : null,
    'container.image.name': isImage ? stated('name') : null,
    'container.image.tag': isImage ? stated('tag') : null,
    'container.image.hash.all': isImage ? stated('digest') : null,
    'container.image.id': asText(metadata['ImageID']),
    'exhibit.image.layer': asTexts(metadata['DiffIDs']),
    'host.os.name': [asText(at(metadata, 'OS', 'Family')), asText(at(metadata, 'OS', 'Name'))]
      .filter((word) => word !== null)
      .join(' '),
    'observer.version': asText(at(report, 'Trivy', 'Version')),
  };
}
