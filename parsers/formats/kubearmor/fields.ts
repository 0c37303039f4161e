import type { Envelope } from '../../carriers/unwrap.js';
import { domainName, ipAddress, portNumber } from '../../model/address.js';
import { attackTechniques } from '../../model/attack-tags.js';
import { containerIdentity } from '../../model/container-identity.js';
import type { EventFields } from '../../model/fields.js';
import { imageReference } from '../../model/image-reference.js';
import { asText, at } from '../../model/json.js';
import { classOf } from '../../model/kernel-function.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import { kubeArmorOutcome } from './outcome.js';
import { pairs } from './schema.js';
import type { KubeArmorEvent } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

/** The normalised fields of an alert or log. */
export function kubeArmorFields(event: KubeArmorEvent, envelope: Envelope): EventFields {
  const text = (name: string) => asText(event.members[name]);
  const { outcome, original, ecs } = kubeArmorOutcome(event);
  const severity = wholeNumber(event.members['Severity']);
  return statedFields(placeFields(event, envelope), processFields(event), targetFields(event), classFields(event), {
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': original,
    'exhibit.severity': severity !== null && severity >= 0 && severity <= 10 ? severity : null,
    'event.action': actionOf(event),
    'event.kind': event.type.endsWith('Log') ? 'event' : 'alert',
    'event.outcome': ecs,
    'event.provider': text('Enforcer') ?? 'KubeArmor',
    'event.reason': text('Message'),
    'event.severity': text('Severity'),
    'rule.name': text('PolicyName'),
    'rule.category': event.tags,
    'threat.technique.id': attackTechniques(event.tags),
  });
}

/** The system call or hook, without its prefix and in small letters as other sensors write it; else the operation. */
function actionOf({ data, eventData, operation }: KubeArmorEvent): string {
  const call =
    data['syscall'] ?? asText(eventData['Syscall']) ?? data['lsm'] ?? asText(eventData['Lsm']) ?? data['kprobe'];
  return call === undefined || call === null ? operation : call.toLowerCase().replace(/^sys_/, '');
}

function placeFields({ members }: KubeArmorEvent, envelope: Envelope): FoundFields {
  const text = (name: string) => asText(members[name]);
  const [namespace, pod, host] = [text('NamespaceName'), text('PodName'), text('HostName') ?? envelope.host];
  const id = containerIdentity(text('ContainerID') ?? '');
  // `default` is what KubeArmor writes where nobody named the cluster.
  const cluster = text('ClusterName')?.replace(/^default$/i, '') || envelope.cluster;
  const image = imageReference(text('ContainerImage') ?? '');
  const owner = asText(at(members, 'Owner', 'Name'));
  return {
    'exhibit.layer': id !== null || pod !== null ? 'container' : 'host',
    'exhibit.lane': workloadLane({ cluster, namespace, pod, containerId: id, host }),
    'host.name': host,
    'host.id': text('NodeID'),
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': pod === null ? null : 'pods',
    'orchestrator.resource.name': pod,
    'exhibit.k8s.owner': owner === null ? null : [asText(at(members, 'Owner', 'Ref')), owner].filter(Boolean).join('/'),
    'container.id': id,
    'container.name': text('ContainerName'),
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': image.digest,
  };
}

function processFields(event: KubeArmorEvent): FoundFields {
  const { members, operation, resource, source } = event;
  const text = (name: string) => asText(members[name]);
  const starts = operation === 'Process';
  const executable = text('ProcessName') ?? (starts ? (resource?.split(' ', 1)[0] ?? null) : null);
  const parent = text('ParentProcessName') ?? (starts ? (source?.split(' ', 1)[0] ?? null) : null);
  const pid = wholeNumber(members['HostPID']);
  const inside = text('ContainerID') !== null || text('PodName') !== null;
  return {
    'user.id': text('UID'),
    'user.name': text('UserName'),
    'process.name': executable?.split('/').at(-1),
    'process.executable': executable,
    'process.command_line': starts ? resource : source,
    'process.working_directory': text('Cwd'),
    'process.tty': text('TTY'),
    'process.pid': pid ?? (inside ? null : wholeNumber(members['PID'])),
    'process.vpid': inside ? wholeNumber(members['PID']) : null,
    'process.entity_id': asText(at(members, 'ExecEvent', 'ExecID')),
    'process.parent.name': parent?.split('/').at(-1),
    'process.parent.executable': parent,
    'process.parent.command_line': starts ? source : null,
    'process.parent.pid': wholeNumber(members['HostPPID']),
  };
}

/** Files, addresses and names; newer versions repeat `Data` as an object. */
function targetFields({ operation, resource, data, eventData, members }: KubeArmorEvent): FoundFields {
  const network = { ...pairs(resource), ...data };
  const stated = (name: string, ...keys: string[]) =>
    eventData[name] ?? keys.map((key) => network[key]).find((value) => value !== undefined);
  const isNetwork = operation.startsWith('Network');
  const domain = asText(eventData['Domain']) ?? (isNetwork ? (data['domain'] ?? null) : null);
  const asked = domain === null || domain.startsWith('AF_') ? null : domainName(domain);
  const named = isNetwork && /^[\w-]+(?:\.[\w-]+)+\.?$/.test(resource ?? '') ? resource : null;
  const path = resource?.startsWith('/') === true && operation !== 'Process' ? resource : null;
  return {
    'file.path': path,
    'source.ip': ipAddress(stated('SourceIP', 'sourceip')),
    'source.port': portNumber(stated('SourcePort', 'sourceport')),
    'destination.ip': ipAddress(stated('DestinationIP', 'destinationip', 'remoteip', 'sin_addr', 'sin6_addr')),
    'destination.port': portNumber(stated('DestinationPort', 'destinationport', 'port', 'sin_port', 'sin6_port')),
    'destination.domain': named === null ? null : domainName(named),
    'dns.question.name': asked,
    'network.transport': transport(stated('Protocol', 'protocol')),
    'network.direction': operation === 'NetworkFirewall' ? asText(members['Resource'])?.toLowerCase() : null,
  };
}

/** `TCP`, `UDP`; the number 0 of a socket call says nothing. */
function transport(value: unknown): string | null {
  const text = asText(value)?.toLowerCase() ?? '';
  return /^[a-z]/.test(text) ? text : null;
}

const OPERATIONS = lookupTable<readonly [category: string, type: string]>({
  Process: ['process', 'start'],
  File: ['file', 'access'],
  Network: ['network', 'connection'],
  NetworkFirewall: ['network', 'connection'],
  Capabilities: ['process', 'info'],
});

/** What a call does by its name; the operation decides where the name says nothing more. */
function classFields(event: KubeArmorEvent): FoundFields {
  const { category, type } = classOf(actionOf(event));
  const own = OPERATIONS[event.operation];
  if (own === undefined) return { 'event.category': category, 'event.type': type };
  return { 'event.category': own[0], 'event.type': type === 'info' ? own[1] : type };
}

/** Forwarders write numbers as text in scientific form: `1.252488e+06`. */
function wholeNumber(value: unknown): number | null {
  const text = asText(value);
  const number = text === null || !/^\d[\d.]{0,20}(?:e[+-]?\d{1,2})?$/i.test(text) ? null : Number(text);
  return number !== null && Number.isSafeInteger(number) ? number : null;
}
