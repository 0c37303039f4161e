import { ipAddress } from '../../model/address.js';
import type { EventFields } from '../../model/fields.js';
import { asText, asTexts, at } from '../../model/json.js';
import { objectFields } from '../../model/kubernetes-object.js';
import { clusterLane, cloudLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { EntryOutcome } from './outcome.js';
import { kubernetesResource } from './schema.js';
import type { AuditEntry, KubernetesResource } from './schema.js';

/** The normalised fields of an audit entry. */
export function entryFields(entry: AuditEntry, { outcome, original, ecs }: EntryOutcome): EventFields {
  const object = kubernetesResource(entry);
  const writes = typeOf(entry.method) !== 'access';
  const body = object !== null && writes ? objectFields(entry.request) : [];
  const command = asTexts(at(entry.request, 'command'));
  return statedFields(
    ...body,
    actorFields(entry),
    placeFields(entry),
    object === null ? {} : kubernetesFields(object),
    {
      'exhibit.layer': object === null ? 'cloud' : 'cluster',
      'exhibit.outcome': outcome,
      'exhibit.outcome.original': original,
      'exhibit.lane': laneOf(entry, object),
      'exhibit.act': asText(entry.operation['id']),
      'exhibit.stage': ['first', 'last'].filter((stage) => entry.operation[stage] === true).join(', '),
      'exhibit.target': entry.resourceName,
      'event.action': entry.method,
      'event.category': categories(entry),
      'event.kind': 'event',
      'event.type': [typeOf(entry.method), ...(outcome === 'failed' ? [] : [outcome])],
      'event.outcome': ecs,
      'event.provider': entry.service,
      'event.id': entry.insertId,
      'event.reason': entry.statusMessage ?? asText(entry.labels['authorization.k8s.io/reason']),
      'event.severity': entry.severity,
      'process.args': command,
      'process.command_line': command.join(' '),
    },
  );
}

function actorFields(entry: AuditEntry): FoundFields {
  const { principal, principalSubject, callerIp } = entry;
  return {
    'user.name': principal ?? principalSubject,
    'user.email': principal?.includes('@') === true ? principal : null,
    'user.id': principalSubject,
    'user.target.name': entry.members,
    'exhibit.actor.credential': entry.keyName,
    'exhibit.actor.cloud_identity': entry.delegation,
    'source.ip': ipAddress(callerIp),
    // `private`, `gce-internal-ip`
    'source.address': ipAddress(callerIp) === null ? callerIp : null,
    'user_agent.original': entry.userAgent,
  };
}

function placeFields({ resourceLabels, project, account, service }: AuditEntry): FoundFields {
  const label = (name: string) => asText(resourceLabels[name]);
  const place = label('zone') ?? label('location') ?? label('region');
  const isZone = /-[a-z]$/.test(place ?? '');
  return {
    'cloud.provider': 'gcp',
    'cloud.account.id': account ?? label('organization_id'),
    'cloud.project.id': project,
    'cloud.region': isZone ? place?.replace(/-[a-z]$/, '') : place,
    'cloud.availability_zone': isZone ? place : null,
    'cloud.service.name': service,
    'cloud.instance.id': label('instance_id'),
    'orchestrator.cluster.name': label('cluster_name'),
  };
}

function kubernetesFields({ apiVersion, namespace, resource, name }: KubernetesResource): FoundFields {
  return {
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': resource,
    'orchestrator.resource.name': name,
    'orchestrator.api_version': apiVersion,
  };
}

function laneOf({ resourceLabels, account }: AuditEntry, object: KubernetesResource | null): string {
  if (object === null) return cloudLane('gcp', account ?? asText(resourceLabels['organization_id']));
  const isPod = object.resource === 'pods';
  const namespace = object.namespace ?? (object.resource === 'namespaces' ? object.name : null);
  return clusterLane({ cluster: asText(resourceLabels['cluster_name']), namespace, pod: isPod ? object.name : null });
}

/** ECS type by the last word of a method: `v1.compute.firewalls.insert`, `CreateServiceAccountKey`, `...Service-SearchProjects`. */
function typeOf(method: string | null): string {
  if (opensSession(method)) return 'access';
  const word = method?.split(/[.-]/).at(-1) ?? '';
  if (/^(?:get|list|aggregatedlist|search|query|test|check|watch|read|lookup|fetch|batchget)/i.test(word))
    return 'access';
  if (/^(?:delete|remove|destroy|purge|disable)/i.test(word)) return 'deletion';
  return /^(?:create|insert|add|generate|import|upload)/i.test(word) ? 'creation' : 'change';
}

/** A session that was opened does not say that a command ran. */
function opensSession(method: string | null): boolean {
  return /\.pods\.(?:exec|attach|portforward|proxy)\./.test(method ?? '');
}

function categories({ method, service, resourceType }: AuditEntry): readonly string[] {
  if (opensSession(method)) return ['api', 'session'];
  const found = ['api'];
  const text = `${method ?? ''} ${resourceType ?? ''}`;
  if (
    /iam|serviceaccount|role|policy|workforce|workloadidentity|group/i.test(text) ||
    service?.startsWith('iam') === true
  )
    found.push('iam');
  if (/firewall|network|route|vpn|dns/i.test(text)) found.push('network');
  if (/login|signin|generateaccesstoken|signjwt|signblob/i.test(text)) found.push('authentication');
  if (found.length === 1 && typeOf(method) !== 'access') found.push('configuration');
  return found;
}
