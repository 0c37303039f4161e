import type { Envelope } from '../../carriers/unwrap.js';
import { isIpAddress } from '../../model/address.js';
import { containerIdentity, kubeletContainerName } from '../../model/container-identity.js';
import type { EventFields } from '../../model/fields.js';
import { imageReference } from '../../model/image-reference.js';
import { clusterLane, imageLane, workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { AquaOutcome } from './outcome.js';
import type { AquaAuditEvent } from './schema.js';
import { categoryOf, targetFields, typeOf } from './targets.js';

/** The normalised fields of an audit event. */
export function aquaFields(event: AquaAuditEvent, outcome: AquaOutcome, envelope: Envelope): EventFields {
  const decision = outcome.outcome === 'allowed' ? ['allowed'] : outcome.outcome === 'prevented' ? ['denied'] : [];
  return statedFields(placeFields(event, envelope), actorFields(event), targetFields(event), {
    'exhibit.outcome': outcome.outcome,
    'exhibit.outcome.original': outcome.original,
    'event.action': event.action,
    'event.category': categoryOf(event),
    'event.kind': outcome.outcome === 'allowed' ? 'event' : 'alert',
    'event.type': [typeOf(event), ...decision],
    'event.outcome': outcome.ecs,
    'event.provider': event.type ?? event.category,
    'event.id': event.id,
    'event.reason': event.reason ?? event.description,
    'rule.name': event.rule,
    'rule.category': [event.control, event.ruleType].filter((word) => word !== null),
    'threat.tactic.name': event.tactic?.toLowerCase().replaceAll(' ', '-'),
    'threat.technique.id': /\bT\d{4}(?:\.\d{3})?\b/.exec(event.technique ?? '')?.[0],
    'threat.technique.name': event.technique,
    'threat.software.name': event.malware,
  });
}

function placeFields(event: AquaAuditEvent, envelope: Envelope): FoundFields {
  const id = event.containerId === null ? null : containerIdentity(event.containerId);
  const kubelet = kubeletContainerName(event.container?.replace(/^\//, '') ?? '');
  const namespace = event.namespace ?? kubelet?.namespace ?? null;
  const pod = event.pod ?? kubelet?.pod ?? null;
  const host = event.host ?? event.vmName;
  const cluster = event.cluster ?? envelope.cluster;
  const image = imageReference(event.image ?? '');
  const digests = [event.imageHash, event.imageId];
  const layer = layerOf(event);
  const workload =
    layer === 'container' || host !== null ? workloadLane({ cluster, namespace, pod, containerId: id, host }) : null;
  const elsewhere = event.image === null ? null : imageLane(event.image);
  return {
    'exhibit.layer': layer,
    'exhibit.lane': workload ?? elsewhere ?? (cluster === null ? null : clusterLane({ cluster, namespace })),
    'host.name': host,
    'host.id': event.hostId,
    'host.ip': event.hostIp !== null && isIpAddress(event.hostIp) ? event.hostIp : null,
    'cloud.instance.id': event.vmId,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': pod === null ? null : 'pods',
    'orchestrator.resource.name': pod,
    'orchestrator.resource.id': kubelet?.uid,
    'exhibit.k8s.owner': [event.podType, event.deployment].filter((word) => word !== null).join('/'),
    'container.id': id,
    'container.name': kubelet?.container ?? event.container,
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': image.digest,
    // Which of the two digests an id of Aqua is, no public text says; an image id it is called, and no more is claimed.
    'container.image.id': digests.filter(
      (text) => text !== null && /^(?:sha256:)?[0-9a-f]{64}$/i.test(text),
    ) as string[],
    'exhibit.image.registry': event.registry,
  };
}

/** Where the act was: in a container, on a host, else in the platform that manages them. */
function layerOf(event: AquaAuditEvent): 'container' | 'cluster' | 'host' {
  if (event.containerId !== null || event.pod !== null || event.container !== null) return 'container';
  if (event.category?.toLowerCase().startsWith('kubernetes') === true) return 'cluster';
  if (event.host !== null || event.hostId !== null) return 'host';
  return event.image === null ? 'cluster' : 'container';
}

function actorFields(event: AquaAuditEvent): FoundFields {
  const { process, sourceAddress } = event;
  const isAddress = sourceAddress !== null && isIpAddress(sourceAddress);
  return {
    'user.name': event.user,
    'user.id': event.uid,
    'user.effective.name': event.effectiveUser,
    'process.name': process?.split('/').at(-1),
    'process.executable': process?.startsWith('/') === true ? process : null,
    'process.pid': event.pid,
    'process.command_line': event.command,
    'source.ip': isAddress ? sourceAddress : null,
    'source.address': isAddress ? null : sourceAddress,
  };
}
