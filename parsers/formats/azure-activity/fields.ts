import type { Envelope } from '../../carriers/unwrap.js';
import { addressAndPort, ipAddress } from '../../model/address.js';
import type { EventFields } from '../../model/fields.js';
import { asText, at } from '../../model/json.js';
import { clusterLane, cloudLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { AzureOutcome } from './outcome.js';
import { lookupTable } from '../../model/lookup-table.js';
import { claim, isEntraAudit, isRisk, isSignIn } from './schema.js';
import type { AzureRecord } from './schema.js';

/** The normalised fields of a record. */
export function azureFields(
  record: AzureRecord,
  { outcome, original, ecs }: AzureOutcome,
  envelope: Envelope,
): EventFields {
  const { operation, category, properties } = record;
  return statedFields(actorFields(record), placeFields(record, envelope), imageFields(record), {
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': original,
    'exhibit.act': record.correlationId,
    'exhibit.stage': record.eventName,
    'exhibit.target': [record.resourceId, ...targetNames(record), asText(properties['resourceDisplayName'])].filter(
      (target) => target !== null,
    ),
    'event.action': operation,
    'event.category': categories(record),
    'event.kind': isRisk(category) || /^(?:Alert|Security)$/i.test(category ?? '') ? 'alert' : 'event',
    'rule.name': asText(properties['riskEventType']),
    'event.type': [typeOf(record), ...(outcome === 'allowed' || outcome === 'denied' ? [outcome] : [])],
    'event.outcome': ecs,
    'event.provider': category,
    'event.id': record.eventId,
    'event.reason': record.description,
    'event.severity': record.level,
    'event.original': asText(properties['log'])?.trimEnd(),
    'http.request.method': record.method,
    'url.original': record.uri,
    'http.response.status_code': record.httpStatus,
    'file.path': asText(properties['objectKey']),
    'user_agent.original': asText(properties['userAgentHeader'] ?? properties['userAgent']),
  });
}

function actorFields(record: AzureRecord): FoundFields {
  const { callerIp, evidence } = record;
  const endpoint = addressAndPort(callerIp ?? '');
  const address = endpoint?.address ?? ipAddress(callerIp);
  const name =
    record.caller ??
    claim(record, 'upn') ??
    claim(record, 'emailaddress') ??
    claim(record, 'name') ??
    claim(record, 'appid');
  const users = record.targets.filter(({ type }) => type === 'User');
  return {
    'user.name': name,
    'user.email': name?.includes('@') === true ? name : claim(record, 'emailaddress'),
    'user.id': record.callerId ?? claim(record, 'objectidentifier') ?? asText(evidence['principalId']),
    'user.target.name': stated(users.map((user) => user.name)),
    'user.target.id': stated(users.map((user) => user.id)),
    'user.roles': asText(evidence['role']),
    'exhibit.actor.credential': record.appId ?? claim(record, 'appid'),
    'source.ip': address,
    'source.port': endpoint?.port,
    // As written where it is more, or other, than an address.
    'source.address': callerIp === address ? null : callerIp,
  };
}

function targetNames({ targets }: AzureRecord): readonly string[] {
  return stated(targets.map(({ name, id }) => name ?? id));
}

function stated(words: readonly (string | null)[]): readonly string[] {
  return words.filter((word) => word !== null);
}

/** The subscription and what lies in it; Azure writes resource ids in any letter case. */
function placeFields(
  { resourceId, location, tenantId, operation, properties }: AzureRecord,
  envelope: Envelope,
): FoundFields {
  const part = (name: string) => new RegExp(`/${name}/([^/]+)`, 'i').exec(resourceId ?? '')?.[1] ?? null;
  const subscription = part('subscriptions');
  const cluster = part('managedClusters') ?? envelope.cluster;
  const isClusterLog = asText(properties['log']) !== null && cluster !== null;
  const account = subscription ?? tenantId;
  return {
    'exhibit.layer': isClusterLog ? 'cluster' : 'cloud',
    'exhibit.lane': isClusterLog ? clusterLane({ cluster }) : cloudLane('azure', account),
    'cloud.provider': 'azure',
    'cloud.account.id': account,
    'cloud.region': location,
    'cloud.service.name': /^([\w.]+)\//.exec(operation ?? '')?.[1] ?? part('providers'),
    'cloud.instance.id': part('virtualMachines'),
    'orchestrator.cluster.name': cluster,
    'host.name': asText(properties['pod']) ?? envelope.host,
  };
}

/** Events of a container registry name repository, tag and digest. */
function imageFields({ properties, category }: AzureRecord): FoundFields {
  if (category?.startsWith('ContainerRegistry') !== true) return {};
  const server = asText(properties['loginServer']);
  const repository = asText(properties['repository']);
  return {
    'container.image.name': repository === null ? null : [server, repository].filter((word) => word !== null).join('/'),
    'container.image.tag': asText(properties['tag']),
    'container.image.hash.all': asText(properties['digest']),
    'user.name': asText(properties['identity']),
    'exhibit.image.registry': server,
  };
}

const IDENTITY = /authorization\/|managedidentity|microsoft\.aad|graph|roleassignment|roledefinition/i;
const NETWORK = /microsoft\.network\/|firewall|networksecuritygroup/i;

function categories(record: AzureRecord): readonly string[] {
  const { operation, category, properties } = record;
  if (isSignIn(category)) return ['authentication'];
  if (isRisk(category)) return ['intrusion_detection'];
  if (isEntraAudit(category)) return ['iam'];
  if (asText(at(properties, 'log')) !== null) return ['api'];
  const found = ['api'];
  if (IDENTITY.test(operation ?? '')) found.push('iam');
  if (NETWORK.test(operation ?? '')) found.push('network');
  if (/^Storage/i.test(category ?? '')) found.push('file');
  if (found.length === 1 && typeOf(record) !== 'access') found.push('configuration');
  return found;
}

/** Kinds of changes in Entra's audit log. */
const CHANGES = lookupTable<string>({ Add: 'creation', Delete: 'deletion', Update: 'change', Assign: 'change' });

/** ECS type by the last word of an operation: `.../virtualMachines/write`, `GetBlob`. */
function typeOf({ operation, category, properties }: AzureRecord): string {
  if (isSignIn(category)) return 'start';
  if (isRisk(category)) return 'info';
  if (isEntraAudit(category)) return CHANGES[asText(properties['operationType']) ?? ''] ?? 'change';
  const word = operation?.split('/').at(-1) ?? '';
  if (/^(?:read|get|list|head|download|query)/i.test(word) || /\/listkeys\/action$/i.test(operation ?? ''))
    return 'access';
  if (/^(?:delete|remove)/i.test(word)) return 'deletion';
  return /^(?:put|create|copy|upload)/i.test(word) ? 'creation' : word === '' ? 'info' : 'change';
}
