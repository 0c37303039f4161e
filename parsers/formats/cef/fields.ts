import { isIpAddress } from '../../model/address.js';
import { containerIdentity } from '../../model/container-identity.js';
import type { Outcome } from '../../model/event.js';
import { imageReference } from '../../model/image-reference.js';
import { asWhole } from '../../model/json.js';
import { lookupTable } from '../../model/lookup-table.js';
import { workloadLane } from '../../model/lane.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { CefRecord } from './schema.js';

/** What the record says; `host` is the sender by its envelope. */
export function cefFields(record: CefRecord, host: string | null): FoundFields {
  const { extension } = record;
  const get = (...keys: string[]) => first(extension, keys);
  const labelled = labels(extension);
  const device = get('dvchost', 'deviceHostName') ?? host;
  const act = get('act', 'deviceAction');
  const outcome = outcomeOf(act, get('outcome', 'eventOutcome'));
  const id = containerIdentity(labelled('containerid', 'container') ?? get('containerId', 'container_id') ?? '');
  const image = imageReference(labelled('image', 'containerimage', 'imagename') ?? '');
  const place = {
    cluster: labelled('cluster', 'k8scluster', 'clustername'),
    namespace: labelled('namespace', 'k8snamespace', 'podnamespace'),
    pod: labelled('pod', 'podname', 'k8spod'),
    containerId: id,
    host: device,
  };
  const address = (name: string | null) => ({
    ip: name !== null && isIpAddress(name) ? name : null,
    word: name !== null && !isIpAddress(name) ? name : null,
  });
  const source = address(get('src', 'sourceAddress') ?? labelled('sourceipv6address'));
  const destination = address(get('dst', 'destinationAddress') ?? labelled('destinationipv6address'));
  const proto = get('proto', 'transportProtocol')?.toLowerCase() ?? null;
  return {
    'exhibit.layer': id !== null || place.pod !== null ? 'container' : 'host',
    'exhibit.lane': workloadLane(place),
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': act ?? get('outcome', 'eventOutcome'),
    'exhibit.severity': severityOf(record.severity),
    'event.action': act ?? record.name ?? record.signature ?? 'event',
    'event.kind': 'event',
    'event.outcome': ecsOutcome(get('outcome', 'eventOutcome')),
    'event.code': record.signature,
    'event.severity': record.severity,
    'event.id': get('externalId', 'eventId'),
    'event.reason': get('reason'),
    'event.provider': record.product,
    'exhibit.count': asWhole(get('cnt', 'baseEventCount')),
    'observer.vendor': record.vendor,
    'observer.product': record.product,
    'observer.version': record.version,
    'observer.name': get('dvchost', 'deviceHostName'),
    'observer.ip': get('dvc', 'deviceAddress'),
    'rule.name': record.name,
    'rule.id': record.signature,
    'rule.category': get('cat', 'deviceEventCategory'),
    'threat.technique.id': labelled('technique', 'techniqueid', 'mitretechnique', 'attacktechnique'),
    'threat.tactic.name': labelled('tactic', 'mitretactic', 'attacktactic'),
    'host.name': device,
    'orchestrator.cluster.name': place.cluster,
    'orchestrator.namespace': place.namespace,
    'orchestrator.resource.type': place.pod === null ? null : 'pods',
    'orchestrator.resource.name': place.pod,
    'container.id': id,
    'container.name': labelled('containername'),
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': image.digest ?? labelled('imagedigest', 'imagehash'),
    ...users(get),
    'source.ip': source.ip,
    'source.address': source.word,
    'source.port': asWhole(get('spt', 'sourcePort')),
    'source.mac': get('smac', 'sourceMacAddress'),
    'source.domain': get('shost', 'sourceHostName'),
    'source.bytes': asWhole(get('in', 'bytesIn')),
    'destination.ip': destination.ip,
    'destination.address': destination.word,
    'destination.port': asWhole(get('dpt', 'destinationPort')),
    'destination.mac': get('dmac', 'destinationMacAddress'),
    'destination.domain': get('dhost', 'destinationHostName'),
    'destination.bytes': asWhole(get('out', 'bytesOut')),
    'network.transport': TRANSPORTS[proto ?? ''] ?? proto,
    'network.iana_number': /^\d{1,3}$/.test(proto ?? '') ? proto : null,
    'network.protocol': get('app', 'applicationProtocol')?.toLowerCase(),
    'network.direction': direction(get('deviceDirection')),
    'process.name': get('sproc', 'sourceProcessName', 'dproc', 'destinationProcessName', 'deviceProcessName'),
    'process.pid': asWhole(get('spid', 'sourceProcessId', 'dpid', 'destinationProcessId', 'dvcpid')),
    'process.command_line': labelled('commandline', 'command', 'cmdline'),
    'file.path': get('filePath'),
    'file.name': get('fname', 'filename'),
    'file.size': asWhole(get('fsize', 'fileSize')),
    ...hashes(get('fileHash')),
    'url.original': get('request', 'requestUrl'),
    'http.request.method': get('requestMethod'),
    'http.request.referrer': get('requestContext'),
    'user_agent.original': get('requestClientApplication'),
  };
}

/** Who acts is the user at the source; where there is none, the one at the destination, who is acted upon otherwise. */
function users(get: (...keys: string[]) => string | null): FoundFields {
  const [source, sourceId] = [get('suser', 'sourceUserName'), get('suid', 'sourceUserId')];
  const [destination, destinationId] = [get('duser', 'destinationUserName'), get('duid', 'destinationUserId')];
  const isSource = source !== null || sourceId !== null;
  return {
    'user.name': isSource ? source : destination,
    'user.id': isSource ? sourceId : destinationId,
    'user.domain': isSource ? get('sntdom', 'sourceNtDomain') : get('dntdom', 'destinationNtDomain'),
    'user.target.name': isSource ? destination : null,
    'user.target.id': isSource ? destinationId : null,
    'source.user.name': source,
    'destination.user.name': destination,
  };
}

/** Transports that are written as IANA's numbers. */
const TRANSPORTS = lookupTable<string>({ '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'ipv6-icmp', '132': 'sctp' });

/** `cs1` to `cs6`, `cn1` to `cn3`, `flexString1` ... by the name that their label gives them, letters and digits alone. */
function labels(extension: ReadonlyMap<string, string>): (...names: string[]) => string | null {
  const named = new Map<string, string>();
  for (const [key, label] of extension) {
    const value = key.endsWith('Label') ? extension.get(key.slice(0, -5)) : undefined;
    const name = label.toLowerCase().replace(/[^a-z0-9]/g, '');
    if (value !== undefined && value !== '' && !named.has(name)) named.set(name, value);
  }
  return (...names) => first(named, names);
}

function first(values: ReadonlyMap<string, string>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = values.get(name);
    if (value !== undefined && value !== '') return value;
  }
  return null;
}

const STOPPED = /^(?:block|discard|deni|deny|drop|prevent|reject|quarantin|reset|terminat|kill)/i;
const LET_THROUGH = /^(?:allow|bypass|permit|accept|pass)/i;

function outcomeOf(act: string | null, outcome: string | null): Outcome {
  const word = act ?? outcome ?? '';
  if (/^(?:deni|deny|reject|refus)/i.test(word)) return 'denied';
  if (/^(?:terminat|kill)/i.test(word)) return 'killed';
  if (STOPPED.test(word)) return 'prevented';
  if (LET_THROUGH.test(word)) return 'allowed';
  if (/^(?:detect|alert|audit|log|monitor)/i.test(word)) return 'detected';
  if (/^fail/i.test(word)) return 'failed';
  return /^succe/i.test(word) ? 'allowed' : 'unknown';
}

function ecsOutcome(outcome: string | null): string {
  if (/^succe/i.test(outcome ?? '')) return 'success';
  return /^fail/i.test(outcome ?? '') ? 'failure' : 'unknown';
}

const WORDS = lookupTable<number>({ low: 2, medium: 5, high: 7, 'very-high': 10 });

function severityOf(text: string | null): number | null {
  const number = asWhole(text);
  if (number !== null) return number >= 0 && number <= 10 ? number : null;
  const word = text?.toLowerCase() ?? '';
  return Object.hasOwn(WORDS, word) ? WORDS[word]! : null;
}

function direction(text: string | null): string | null {
  return text === '0' ? 'inbound' : text === '1' ? 'outbound' : null;
}

function hashes(text: string | null): FoundFields {
  if (text === null || !/^[0-9a-f]+$/i.test(text)) return {};
  if (text.length === 64) return { 'file.hash.sha256': text };
  return text.length === 40 ? { 'file.hash.sha1': text } : text.length === 32 ? { 'file.hash.md5': text } : {};
}
