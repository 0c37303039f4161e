import { lookupTable } from '../../model/lookup-table.js';
import { containerIdentity } from '../../model/container-identity.js';
import { imageReference } from '../../model/image-reference.js';
import { isIpAddress } from '../../model/address.js';
import { asTexts, asWhole, firstText } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import type { Outcome } from '../../model/event.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { SplunkRow } from './schema.js';

/** What the row says in the names of Splunk's Common Information Model and of its Kubernetes add-ons. */
export function rowFields(row: SplunkRow): FoundFields {
  const text = (...names: string[]) => firstText(row, ...names);
  const action = text('action', 'vendor_action');
  const outcome = outcomeOf(action);
  const [source, destination] = [text('src_ip', 'src', 'clientip'), text('dest_ip', 'dest')];
  const id = containerIdentity(text('container_id', 'docker.container_id', 'kubernetes.container_id') ?? '');
  const image = imageReference(text('container_image', 'kubernetes.container_image') ?? '');
  const place = {
    cluster: text('cluster_name', 'k8s_cluster'),
    namespace: text('namespace', 'namespace_name', 'kubernetes.namespace_name'),
    pod: text('pod', 'pod_name', 'kubernetes.pod_name'),
    containerId: id,
    host: text('node', 'node_name', 'kubernetes.host', 'host', 'dvc'),
  };
  const inside = id !== null || place.pod !== null;
  return {
    'exhibit.layer': inside ? 'container' : 'host',
    'exhibit.lane': workloadLane(place),
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': outcome === 'unknown' ? null : action,
    'event.action': action ?? text('eventtype', 'signature', 'sourcetype', '_sourcetype') ?? 'row',
    'event.kind': 'event',
    'event.outcome': ecsOutcome(action),
    'event.provider': text('sourcetype', '_sourcetype'),
    'event.severity': text('severity'),
    'event.reason': text('reason'),
    'observer.product': text('vendor_product', 'product'),
    'rule.name': text('signature', 'rule', 'rule_name'),
    'rule.id': text('signature_id', 'rule_id'),
    'threat.technique.id': asTexts(row['mitre_technique_id'] ?? row['annotations.mitre_attack.mitre_technique_id']),
    'threat.tactic.name': asTexts(row['mitre_tactic'] ?? row['annotations.mitre_attack.mitre_tactic']),
    'host.name': place.host,
    'orchestrator.cluster.name': place.cluster,
    'orchestrator.namespace': place.namespace,
    'orchestrator.resource.type': place.pod === null ? null : 'pods',
    'orchestrator.resource.name': place.pod,
    'container.id': id,
    'container.name': text('container_name', 'kubernetes.container_name'),
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': image.digest,
    'user.name': text('user', 'src_user', 'user_name'),
    'user.id': text('user_id', 'uid'),
    'source.ip': source !== null && isIpAddress(source) ? source : null,
    'source.address': source === null || isIpAddress(source) ? null : source,
    'source.port': asWhole(text('src_port')),
    'destination.ip': destination !== null && isIpAddress(destination) ? destination : null,
    'destination.address': destination === null || isIpAddress(destination) ? null : destination,
    'destination.port': asWhole(text('dest_port')),
    'network.transport': text('transport'),
    'network.protocol': text('app_protocol', 'protocol'),
    'process.name': text('process_name', 'app'),
    'process.executable': text('process_path', 'process_exec'),
    'process.command_line': text('process'),
    'process.pid': asWhole(text('process_id', 'pid')),
    'process.parent.name': text('parent_process_name'),
    'process.parent.command_line': text('parent_process'),
    'process.parent.pid': asWhole(text('parent_process_id', 'ppid')),
    'file.path': text('file_path', 'object_path'),
    'file.name': text('file_name'),
    'file.hash.sha256': hash(text('file_hash', 'sha256'), 64),
    'url.original': text('url', 'uri'),
    'http.request.method': text('http_method', 'method'),
    'http.response.status_code': asWhole(text('status', 'http_status')),
    'user_agent.original': text('http_user_agent', 'useragent'),
  };
}

const OUTCOMES = lookupTable<Outcome>({
  allowed: 'allowed',
  success: 'allowed',
  blocked: 'prevented',
  prevented: 'prevented',
  dropped: 'prevented',
  denied: 'denied',
  failure: 'failed',
  failed: 'failed',
});

/** The words of the Common Information Model; `success` is a login or change that went through. */
function outcomeOf(action: string | null): Outcome {
  const word = action?.toLowerCase() ?? '';
  return Object.hasOwn(OUTCOMES, word) ? OUTCOMES[word]! : 'unknown';
}

function ecsOutcome(action: string | null): string {
  if (/^(?:success|allowed)$/i.test(action ?? '')) return 'success';
  return /^(?:failure|failed|denied|blocked)$/i.test(action ?? '') ? 'failure' : 'unknown';
}

function hash(text: string | null, digits: number): string | null {
  return text !== null && text.length === digits && /^[0-9a-f]+$/i.test(text) ? text : null;
}
