import { addressAndPort, isIpAddress } from '../../model/address.js';
import { containerIdentity } from '../../model/container-identity.js';
import { imageReference } from '../../model/image-reference.js';
import { workloadLane } from '../../model/lane.js';
import { textsAt, type ColumnMapping, type Role } from '../../model/mapping.js';
import type { FoundFields } from '../../model/stated-fields.js';

/** The fields that the named columns state. */
export function mappedFields(value: unknown, mapping: ColumnMapping): FoundFields {
  const all = (role: Role): readonly string[] => textsAt(value, mapping.columns[role]);
  const first = (role: Role): string | null => all(role)[0] ?? null;
  const containers = all('container');
  const containerIds = containers.flatMap((text) => containerIdentity(text) ?? []);
  const image = imageReference(first('image') ?? '');
  const source = peers(all('source'));
  const destination = peers(all('destination'));
  const severity = first('severity');
  const place = {
    cluster: first('cluster'),
    namespace: first('namespace'),
    pod: first('pod'),
    containerId: containerIds[0],
    host: first('node'),
  };
  return {
    'exhibit.layer': layerOf(place.pod !== null || containers.length > 0, place.host !== null),
    'exhibit.lane': workloadLane(place),
    'exhibit.outcome.original': first('outcome'),
    'exhibit.severity':
      severity !== null && Object.hasOwn(mapping.severities, severity) ? mapping.severities[severity] : null,
    'event.severity': severity,
    'event.id': all('id'),
    'event.action': all('action'),
    'event.original': first('message'),
    'user.name': all('actor'),
    'container.id': containerIds,
    'container.name': containers.filter((text) => containerIdentity(text) === null),
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': image.digest,
    'orchestrator.cluster.name': place.cluster,
    'orchestrator.namespace': place.namespace,
    'orchestrator.resource.type': place.pod === null ? null : 'pods',
    'orchestrator.resource.name': place.pod,
    'host.name': place.host,
    'source.ip': source.addresses,
    'source.port': source.port,
    'source.address': source.others,
    'destination.ip': destination.addresses,
    'destination.port': destination.port,
    'destination.address': destination.others,
    'process.command_line': all('command'),
    'file.path': all('file'),
  };
}

function layerOf(isWorkload: boolean, isHost: boolean): string | null {
  if (isWorkload) return 'container';
  return isHost ? 'host' : null;
}

/** Addresses, the port of the first that has one, and what is no address. */
function peers(texts: readonly string[]): {
  readonly addresses: readonly string[];
  readonly port: number | null;
  readonly others: readonly string[];
} {
  const read = texts.map((text) => ({ text, split: isIpAddress(text) ? null : addressAndPort(text) }));
  return {
    addresses: read.flatMap(({ text, split }) => split?.address ?? (isIpAddress(text) ? text : [])),
    port: read.find(({ split }) => split !== null)?.split?.port ?? null,
    others: read.flatMap(({ text, split }) => (split === null && !isIpAddress(text) ? text : [])),
  };
}
