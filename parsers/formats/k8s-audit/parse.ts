import { parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Envelope, Payload } from '../../carriers/unwrap.js';
import { isIpAddress } from '../../model/address.js';
import type { NormalisedEvent, ParsedRecord } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asTexts, asWhole, at } from '../../model/json.js';
import { clusterLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { categories, types, writes } from './classify.js';
import { auditRow, isAuditRow } from './columns.js';
import { execRequest } from './exec-command.js';
import { auditOutcome } from './outcome.js';
import { objectFields } from '../../model/kubernetes-object.js';
import { annotation, isAuditEvent, readAuditEvent, userExtra } from './schema.js';
import type { AuditEvent } from './schema.js';
import { sentence } from './sentence.js';

/** What an API server's audit writes, and how it is read. */
export const auditPayloads: PayloadFormat = {
  what: 'Kubernetes audit event',
  known: 'audit.k8s.io; auditID, stage, verb and requestURI; or an Event with verb and objectRef',
  isOwn: (value) => isAuditEvent(value) || isAuditRow(value),
  read: readPayload,
};

/** Reads one record: an audit event, a row of a table, or carriers with audit events in them. */
export function parseAuditRecord(record: RecordInput): ParsedRecord {
  const row = record.context.framing.kind === 'csv' ? auditRow(record.value) : null;
  return parsePayloads(row === null ? record : { ...record, value: row }, auditPayloads);
}

function readPayload({ value, envelope: around }: Payload): ReadPayload {
  const row = isAuditRow(value) ? value : null;
  const event = readAuditEvent(row === null ? value : auditRow(row));
  const cluster = asTexts(row?.['_ResourceId'])[0]?.split('/').at(-1) ?? null;
  const envelope: Envelope = { ...around, cluster: around.cluster ?? cluster };
  const received = parseTime(event.received ?? null, { zoneless: 'utc' });
  const staged = parseTime(event.staged ?? null, { zoneless: 'utc' });
  const time =
    received ??
    parseTime(event.timestamp, { zoneless: 'utc' }) ??
    staged ??
    parseTime(event.created, { zoneless: 'utc' });
  const otherTimes = staged === null || staged === time ? [] : [staged];
  return {
    events: [{ time, otherTimes, ...fieldsAndSentence(event, envelope) }],
    // A client can choose the audit id, so repeats fold only where the contents agree.
    key: event.auditId === null ? null : `${event.auditId}/${event.stage ?? ''}`,
  };
}

function fieldsAndSentence(event: AuditEvent, envelope: Envelope): Pick<NormalisedEvent, 'fields' | 'message'> {
  const { object, user } = event;
  const outcome = auditOutcome(event);
  const uri = execRequest(event.requestUri ?? '');
  const body = event.requestObject ?? null;
  const command =
    uri.command.length > 0 ? uri.command : object.subresource === 'exec' ? asTexts(at(body, 'command')) : [];
  const name = object.name ?? metadataName(event);
  // Creating a namespace is an act on it, though the record places it outside of any.
  const laneNamespace = object.namespace ?? (object.resource === 'namespaces' ? name : null);
  const isPod = object.resource === 'pods';
  const peer = event.sourceIps.at(-1) ?? null;
  const container =
    uri.container ?? (object.subresource === 'exec' ? (asTexts(at(body, 'container'))[0] ?? null) : null);
  // What was merely read is nobody's request.
  const requested = objectFields(body ?? (writes(event.verb) ? event.responseObject : null));
  const fields = statedFields(
    ...requested,
    {
      'exhibit.layer': 'cluster',
      'exhibit.outcome': outcome.outcome,
      'exhibit.outcome.original': outcome.original,
      'exhibit.lane': clusterLane({ cluster: envelope.cluster, namespace: laneNamespace, pod: isPod ? name : null }),
      'exhibit.act': event.auditId,
      'exhibit.stage': event.stage,
      'exhibit.cut': annotation(event, 'audit.k8s.io/truncated') === 'true' ? 'request and response bodies' : null,
      'event.action': [event.verb, resourcePath(event)].filter((word) => word !== null).join(' '),
      'event.category': categories(event),
      'event.kind': 'event',
      'event.type': [...types(event), ...decisionType(outcome.outcome)],
      'event.outcome': outcome.ecs,
      'event.provider': 'kube-apiserver',
      'event.id': event.auditId,
      'event.reason': event.message ?? annotation(event, 'authorization.k8s.io/reason'),
      'user.name': user.name,
      'user.id': user.uid,
      'user.group.name': user.groups,
      'user.effective.name': event.impersonated?.name,
      'user.target.name':
        object.resource === 'serviceaccounts' && name !== null ? serviceAccountName(event, name) : null,
      'source.ip': peer !== null && isIpAddress(peer) ? peer : null,
      'source.address': peer !== null && !isIpAddress(peer) ? peer : null,
      'network.forwarded_ip': event.sourceIps.slice(0, -1),
      'user_agent.original': event.userAgent,
      'http.response.status_code': event.code,
      'url.original': event.requestUri,
      'orchestrator.cluster.name': envelope.cluster,
      'orchestrator.namespace': object.namespace,
      'orchestrator.resource.type': object.resource,
      'orchestrator.resource.name': name,
      'orchestrator.resource.id': object.uid,
      'orchestrator.api_version': [object.apiGroup, object.apiVersion].filter((word) => word !== null).join('/'),
      'container.name': container,
      'process.args': command,
      'process.command_line': command.join(' '),
      'destination.port': uri.ports.length === 1 ? asWhole(uri.ports[0]) : null,
      'host.name': /^system:node:(.+)$/.exec(user.name ?? '')?.[1],
    },
    actorFields(event),
  );
  return { fields, message: sentence(event, outcome, command) };
}

/** What the authenticator says about who holds the credential. */
function actorFields({ user }: AuditEvent): FoundFields {
  const pod = userExtra(user, 'pod-name');
  const namespace = /^system:serviceaccount:([^:]+):/.exec(user.name ?? '')?.[1];
  return {
    'exhibit.actor.pod': pod === null ? null : [namespace, pod].filter((word) => word !== undefined).join('/'),
    'exhibit.actor.node': userExtra(user, 'node-name'),
    'exhibit.actor.credential': userExtra(user, 'credential-id'),
    'exhibit.actor.cloud_identity': userExtra(user, 'arn'),
    'aws.cloudtrail.access_key_id': userExtra(user, 'accessKeyId'),
  };
}

/** `pods/exec`, `deployments.apps` has its group in `orchestrator.api_version`; null for paths that are no objects. */
function resourcePath({ object }: AuditEvent): string | null {
  return object.resource === null
    ? null
    : [object.resource, object.subresource].filter((word) => word !== null).join('/');
}

/** Objects named by the server (`generateName`) have their name in the response only. */
function metadataName(event: AuditEvent): string | null {
  const [name] = asTexts(at(event.responseObject, 'metadata', 'name') ?? at(event.requestObject, 'metadata', 'name'));
  return event.verb === 'create' ? (name ?? null) : null;
}

function serviceAccountName({ object }: AuditEvent, name: string): string {
  return object.namespace === null ? name : `system:serviceaccount:${object.namespace}:${name}`;
}

function decisionType(outcome: string): readonly string[] {
  return outcome === 'allowed' || outcome === 'denied' ? [outcome] : [];
}
