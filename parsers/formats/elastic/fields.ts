import { containerIdentity } from '../../model/container-identity.js';
import type { Outcome } from '../../model/event.js';
import { FIELDS, type FieldName, type FieldValue } from '../../model/fields.js';
import { imageReference } from '../../model/image-reference.js';
import { asTexts, asWhole } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import type { FoundFields } from '../../model/stated-fields.js';
import { textOf, valueOf } from './schema.js';

/** Fields that the document states under their own names, and that need no reading. */
const PLAIN = (Object.keys(FIELDS) as FieldName[]).filter(
  (name) =>
    FIELDS[name].ecs &&
    !name.startsWith('container.') &&
    !['event.created', 'event.ingested', 'event.end'].includes(name),
);

/** What a document in the Elastic Common Schema says, and what older Beats say in names of their own. */
export function documentFields(document: JsonObject): FoundFields {
  const text = (...names: string[]) => textOf(document, ...names);
  const id = containerIdentity(text('container.id', 'kubernetes.container.id', 'docker.container.id') ?? '');
  const image = imageReference(
    text('container.image.name', 'kubernetes.container.image', 'docker.container.image') ?? '',
  );
  const pod = text('kubernetes.pod.name', 'orchestrator.resource.parent.name', 'kubernetes.pod_name');
  const namespace = text('orchestrator.namespace', 'kubernetes.namespace', 'kubernetes.namespace_name');
  const cluster = text('orchestrator.cluster.name', 'orchestrator.cluster.id', 'kubernetes.cluster.name');
  const host = text('host.name', 'host.hostname', 'kubernetes.node.name', 'agent.hostname', 'beat.hostname', 'host');
  const type = asTexts(valueOf(document, 'event.type'));
  const isPod = pod !== null || /^pods?$/.test(text('orchestrator.resource.type') ?? '');
  const name = pod ?? text('orchestrator.resource.name');
  const stated: FoundFields = {
    'exhibit.layer': id !== null || pod !== null ? 'container' : layerOf(document),
    'exhibit.lane': workloadLane({ cluster, namespace, pod: isPod ? name : null, containerId: id, host }),
    'exhibit.outcome': outcomeOf(document, type),
    'exhibit.outcome.original': text('event.outcome'),
    'exhibit.severity': severityOf(text('kibana.alert.severity', 'log.level', 'log.syslog.severity.name')),
    'rule.name': text('rule.name', 'kibana.alert.rule.name', 'signal.rule.name'),
    'event.kind': text('event.kind') ?? 'event',
    'event.outcome': text('event.outcome') ?? 'unknown',
    'event.severity': text('event.severity', 'log.level'),
    'host.name': host,
    'container.id': id,
    'container.name': text(
      'container.name',
      'kubernetes.container.name',
      'docker.container.name',
      'kubernetes.container_name',
    ),
    'container.image.name': image.name,
    'container.image.tag': text('container.image.tag') ?? image.tag,
    'container.image.hash.all': asTexts(valueOf(document, 'container.image.hash.all') ?? image.digest),
    'container.runtime': text('container.runtime'),
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': isPod ? 'pods' : text('orchestrator.resource.type'),
    'orchestrator.resource.name': name,
    'orchestrator.resource.id': text('kubernetes.pod.uid', 'orchestrator.resource.id'),
    'cloud.account.id': text('cloud.account.id', 'cloud.project.id'),
    'user.audit.id': asWhole(text('user.audit.id')),
    'user.audit.name': text('user.audit.name'),
    'user_agent.original': text('user_agent.original'),
    'process.thread.id': asWhole(text('process.thread.id')),
  };
  return { ...plainFields(document), ...withoutNull(stated) };
}

function plainFields(document: JsonObject): FoundFields {
  return Object.fromEntries(
    PLAIN.map((name): [FieldName, FieldValue | null] => {
      const value = valueOf(document, name);
      if (FIELDS[name].type === 'long') return [name, asWhole(textOf(document, name))];
      const texts = asTexts(value).filter((text) => text !== '-');
      return [name, texts];
    }),
  );
}

function withoutNull(fields: FoundFields): FoundFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}

/** Event types say what was let through; an alert says that something was seen. */
function outcomeOf(document: JsonObject, types: readonly string[]): Outcome {
  if (types.includes('denied')) return 'denied';
  const outcome = textOf(document, 'event.outcome');
  if (outcome === 'failure') return 'failed';
  if (types.includes('allowed') || outcome === 'success') return 'allowed';
  return textOf(document, 'event.kind') === 'alert' ? 'detected' : 'unknown';
}

function layerOf(document: JsonObject): string {
  const dataset = textOf(document, 'event.dataset', 'event.module') ?? '';
  if (/^kubernetes\b/.test(dataset)) return 'cluster';
  return /^(?:aws|azure|gcp|o365|okta|google_workspace)\b/.test(dataset) ? 'cloud' : 'host';
}

const LEVELS: readonly (readonly [RegExp, number])[] = [
  [/^(?:emerg|panic|fatal)/i, 10],
  [/^alert/i, 9],
  [/^crit/i, 8],
  [/^(?:err|high)/i, 7],
  [/^(?:warn|medium)/i, 5],
  [/^(?:notice|low)/i, 3],
  [/^info/i, 2],
  [/^(?:debug|trace)/i, 1],
];

function severityOf(level: string | null): number | null {
  return level === null ? null : (LEVELS.find(([word]) => word.test(level))?.[1] ?? null);
}
