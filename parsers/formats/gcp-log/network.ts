import { domainName, ipAddress, portNumber } from '../../model/address.js';
import type { Outcome } from '../../model/event.js';
import { asList, asText, asWhole, at } from '../../model/json.js';
import { lookupTable } from '../../model/lookup-table.js';
import type { FoundFields } from '../../model/stated-fields.js';

const OUTCOMES = lookupTable<Outcome>({ ALLOWED: 'allowed', DENIED: 'prevented' });
const TRANSPORTS = lookupTable<string>({ '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'ipv6-icmp', '132': 'sctp' });

/**
 * What a VPC flow, a decision of the firewall or a question to Cloud DNS says; nothing for other payloads. Sources: Google
 * Cloud documentation "VPC Flow Logs records", "Firewall Rules Logging format", "Cloud DNS logging".
 */
export function networkFields(payload: unknown): FoundFields {
  if (at(payload, 'connection', 'src_ip') !== undefined) return connectionFields(payload);
  const asked = asText(at(payload, 'queryName'));
  return asked === null ? {} : questionFields(payload, asked);
}

function connectionFields(payload: unknown): FoundFields {
  const connection = (name: string) => at(payload, 'connection', name);
  const protocol = asText(connection('protocol'));
  const disposition = asText(at(payload, 'disposition'));
  const outcome = OUTCOMES[disposition ?? ''] ?? 'unknown';
  const decided = outcome === 'unknown' ? [] : [outcome === 'allowed' ? 'allowed' : 'denied'];
  const direction = asText(at(payload, 'rule_details', 'direction'))?.toLowerCase();
  return {
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': disposition,
    'exhibit.flow.source': podOf(payload, 'src'),
    'exhibit.flow.destination': podOf(payload, 'dest'),
    'event.category': 'network',
    'event.type': ['connection', ...decided],
    'event.outcome': outcome === 'unknown' ? 'unknown' : outcome === 'allowed' ? 'success' : 'failure',
    'rule.name': asText(at(payload, 'rule_details', 'reference')),
    'host.name': asText(at(payload, 'instance', 'vm_name')),
    'source.ip': ipAddress(connection('src_ip')),
    'source.port': portNumber(connection('src_port')),
    'destination.ip': ipAddress(connection('dest_ip')),
    'destination.port': portNumber(connection('dest_port')),
    'network.iana_number': protocol,
    'network.transport': TRANSPORTS[protocol ?? ''],
    'network.direction': direction,
    'network.bytes': asWhole(at(payload, 'bytes_sent')),
    'network.packets': asWhole(at(payload, 'packets_sent')),
  };
}

/** The pod at an end, as GKE annotates flows. */
function podOf(payload: unknown, end: 'src' | 'dest'): string | null {
  const pod = (name: string) => asText(at(payload, `${end}_gke_details`, 'pod', name));
  const [namespace, name] = [pod('pod_namespace'), pod('pod_name')];
  return name === null ? null : [namespace, name].filter((word) => word !== null).join('/');
}

function questionFields(payload: unknown, asked: string): FoundFields {
  const answers = asList(at(payload, 'structuredRdata')).map((answer) => asText(at(answer, 'rvalue')));
  return {
    'event.category': 'network',
    'event.type': ['protocol'],
    'source.ip': ipAddress(at(payload, 'sourceIP')),
    'dns.question.name': domainName(asked),
    'dns.question.type': asText(at(payload, 'queryType')),
    'dns.response_code': asText(at(payload, 'responseCode')),
    'dns.answers.data': answers.filter((answer) => answer !== null),
    'network.protocol': 'dns',
    'network.transport': asText(at(payload, 'protocol'))?.toLowerCase(),
    'host.name': asText(at(payload, 'vmInstanceName')),
  };
}

/** `10.0.0.5:40000 to 198.51.100.7:443 (tcp): prevented (DENIED).`; null for other payloads. */
export function networkSentence(payload: unknown): string | null {
  const fields = networkFields(payload);
  if (fields['dns.question.name'] !== undefined)
    return `${String(fields['source.ip'] ?? 'A source not stated')} asked for ${String(fields['dns.question.name'])}.`;
  if (fields['source.ip'] === undefined) return null;
  const end = (side: 'source' | 'destination') =>
    [fields[`${side}.ip`], fields[`${side}.port`]].filter((word) => word !== null && word !== undefined).join(':');
  const via = fields['network.transport'] ?? `protocol ${String(fields['network.iana_number'])}`;
  const words = fields['exhibit.outcome.original'] ?? null;
  const decided = words === null ? '' : `: ${String(fields['exhibit.outcome'])} (${String(words)})`;
  return `${end('source')} to ${end('destination')} (${String(via)})${decided}.`;
}
