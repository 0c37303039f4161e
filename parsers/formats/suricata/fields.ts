import { lookupTable } from '../../model/lookup-table.js';
import { isIpAddress } from '../../model/address.js';
import type { Outcome } from '../../model/event.js';
import { asList, asObject, asText, asTexts, asWhole, at, firstText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import type { FoundFields } from '../../model/stated-fields.js';

/** 1 is the gravest of Suricata's severities. */
const SCALE = lookupTable<number>({ '1': 8, '2': 5, '3': 3, '4': 1 });

/** What an EVE event says. Source: Suricata documentation "EVE JSON format". */
export function eveFields(event: JsonObject): readonly FoundFields[] {
  const type = asText(event['event_type']) ?? 'event';
  const host = asText(event['host']);
  const common: FoundFields = {
    'exhibit.layer': 'host',
    'exhibit.lane': workloadLane({ host }),
    'exhibit.outcome': 'unknown',
    'event.action': type,
    'event.category': ['network'],
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'event.dataset': 'suricata.eve',
    'event.reason': type === 'anomaly' ? asText(at(event, 'anomaly', 'event')) : null,
    'observer.product': 'Suricata',
    'observer.name': host,
    'host.name': host,
    'user.name': asText(
      at(event, 'smb', 'ntlmssp', 'user') ?? at(event, 'krb5', 'cname') ?? at(event, 'rdp', 'cookie'),
    ),
  };
  const protocols = [flowFields(event), dnsFields(event), httpFields(event), tlsFields(event), fileFields(event)];
  return [common, addressFields(event, type), ...protocols, otherFields(event), ...controlFields(event, type)];
}

/** Alerts, and packets that were dropped, with the rule that said so where one did. */
function controlFields(event: JsonObject, type: string): readonly FoundFields[] {
  const alert = asObject(event['alert']);
  if (type === 'alert') return [alertFields(alert)];
  if (type !== 'drop') return [];
  const dropped: FoundFields = {
    'event.type': ['denied'],
    'exhibit.outcome': 'prevented',
    'event.reason': asText(at(event, 'drop', 'reason')),
  };
  return alert === null ? [dropped] : [alertFields(alert), dropped];
}

/** Types of events that are each of one protocol. */
const PROTOCOLS = new Set(
  'dhcp dnp3 enip ftp ike krb5 ldap modbus mqtt nfs ntp pgsql quic rdp rfb sip smb smtp snmp ssh telnet tftp websocket'.split(
    ' ',
  ),
);

function addressFields(event: JsonObject, type: string): FoundFields {
  const [source, destination] = [asText(event['src_ip']), asText(event['dest_ip'])];
  return {
    'source.ip': ip(source),
    'source.address': word(source),
    'source.port': asWhole(event['src_port']),
    'source.mac': asText(at(event, 'ether', 'src_mac')),
    'destination.ip': ip(destination),
    'destination.address': word(destination),
    'destination.port': asWhole(event['dest_port']),
    'destination.mac': asText(at(event, 'ether', 'dest_mac')),
    'network.transport': asText(event['proto'])?.toLowerCase(),
    'network.protocol': protocol(asText(event['app_proto'])) ?? (PROTOCOLS.has(type) ? type : null),
    'network.community_id': asText(event['community_id']),
    'network.vlan.id': asTexts(event['vlan']),
    'observer.ingress.interface.name': asText(event['in_iface']),
    'exhibit.act': asText(event['flow_id']),
  };
}

/** `failed` says that the protocol was not recognised. */
function protocol(name: string | null): string | null {
  return name === 'failed' || name === 'unknown' ? null : name;
}

function flowFields(event: JsonObject): FoundFields {
  const flow = asObject(event['flow']) ?? asObject(event['netflow']);
  if (flow === null) return {};
  const [out, back] = [asWhole(flow['bytes_toserver'] ?? flow['bytes']), asWhole(flow['bytes_toclient'])];
  const [packetsOut, packetsBack] = [asWhole(flow['pkts_toserver'] ?? flow['pkts']), asWhole(flow['pkts_toclient'])];
  return {
    'source.bytes': out,
    'source.packets': packetsOut,
    'destination.bytes': back,
    'destination.packets': packetsBack,
    'network.bytes': sum(out, back),
    'network.packets': sum(packetsOut, packetsBack),
    'event.start': asText(flow['start']),
    'event.reason': asText(flow['reason']),
  };
}

function sum(one: number | null, two: number | null): number | null {
  return one === null && two === null ? null : (one ?? 0) + (two ?? 0);
}

/** Version 1 and 2 of the DNS records, and version 3, whose queries are a list. */
function dnsFields(event: JsonObject): FoundFields {
  const dns = asObject(event['dns']);
  if (dns === null) return {};
  const question = asObject(asList(dns['queries'] ?? dns['query'])[0]) ?? dns;
  const answers = asList(dns['answers']);
  const data = answers.length > 0 ? answers.map((answer) => asText(at(answer, 'rdata'))) : [asText(dns['rdata'])];
  const stated = data.filter((text) => text !== null);
  return {
    'network.protocol': 'dns',
    'dns.id': asText(dns['id']),
    'dns.type': asText(dns['type']) === 'response' ? 'answer' : asText(dns['type']),
    'dns.question.name': asText(question['rrname']),
    'dns.question.type': asText(question['rrtype']),
    'dns.response_code': asText(dns['rcode']),
    'dns.answers.data': stated,
    'dns.resolved_ip': stated.filter(isIpAddress),
  };
}

function httpFields(event: JsonObject): FoundFields {
  const http = asObject(event['http']);
  if (http === null) return {};
  return {
    'network.protocol': 'http',
    'http.request.method': asText(http['http_method']),
    'http.response.status_code': asWhole(http['status']),
    'http.response.body.bytes': asWhole(http['length']),
    'http.response.mime_type': asText(http['http_content_type']),
    'http.request.referrer': asText(http['http_refer']),
    'http.version': asText(http['protocol'])?.replace('HTTP/', ''),
    'url.domain': asText(http['hostname']),
    'url.original': asText(http['url']),
    'user_agent.original': asText(http['http_user_agent']),
    'network.forwarded_ip': ip(asText(http['xff'])),
  };
}

function tlsFields(event: JsonObject): FoundFields {
  const tls = asObject(event['tls']);
  if (tls === null) return {};
  return {
    'network.protocol': 'tls',
    'tls.version': asText(tls['version']),
    'tls.client.server_name': asText(tls['sni']),
    'tls.client.ja3': firstText(asObject(tls['ja3']) ?? {}, 'hash'),
    'tls.server.ja3s': firstText(asObject(tls['ja3s']) ?? {}, 'hash'),
    'tls.server.subject': asText(tls['subject']),
    'tls.server.issuer': asText(tls['issuerdn']),
    'tls.server.hash.sha1': asText(tls['fingerprint'])?.replaceAll(':', ''),
  };
}

function fileFields(event: JsonObject): FoundFields {
  const file = asObject(event['fileinfo']) ?? asObject(asList(event['files'])[0]);
  if (file === null) return {};
  const path = asText(file['filename']);
  return {
    'event.category': ['network', 'file'],
    'file.path': path,
    'file.name': path?.split('/').at(-1),
    'file.size': asWhole(file['size']),
    'file.hash.md5': asText(file['md5']),
    'file.hash.sha1': asText(file['sha1']),
    'file.hash.sha256': asText(file['sha256']),
    'file.mime_type': asText(file['mimetype'] ?? file['magic']),
  };
}

function otherFields(event: JsonObject): FoundFields {
  const file = asText(at(event, 'smb', 'filename') ?? at(event, 'nfs', 'filename'));
  return {
    'user.email': asText(at(event, 'smtp', 'mail_from'))?.replace(/^<|>$/g, ''),
    ...(file === null ? {} : { 'event.category': ['network', 'file'], 'file.path': file }),
  };
}

function alertFields(value: unknown): FoundFields {
  const alert = asObject(value) ?? {};
  const metadata = asObject(alert['metadata']) ?? {};
  const action = asText(alert['action']);
  const severity = asText(alert['severity']);
  return {
    'event.kind': 'alert',
    'event.category': ['network', 'intrusion_detection'],
    'event.type': action === 'allowed' ? ['allowed'] : action === null ? [] : ['denied'],
    'event.severity': severity,
    'exhibit.severity': severity === null ? null : SCALE[severity],
    'exhibit.outcome': outcomeOf(action),
    'exhibit.outcome.original': action,
    'rule.id': asText(alert['signature_id']),
    'rule.name': asText(alert['signature']),
    'rule.category': asText(alert['category']),
    'rule.version': asText(alert['rev']),
    'threat.technique.id': asTexts(metadata['mitre_technique_id']),
    'threat.technique.name': asTexts(metadata['mitre_technique_name']).map(spaced),
    'threat.tactic.id': asTexts(metadata['mitre_tactic_id']),
    'threat.tactic.name': asTexts(metadata['mitre_tactic_name']).map(spaced),
    'threat.software.name': asTexts(metadata['malware_family']),
  };
}

/** In metadata blanks are underscores. */
function spaced(text: string): string {
  return text.replaceAll('_', ' ');
}

/** `allowed` is said of an alert that let the packet pass: it was seen, not stopped. */
function outcomeOf(action: string | null): Outcome {
  if (action === 'blocked' || action === 'drop' || action === 'reject') return 'prevented';
  return 'detected';
}

export function ip(text: string | null): string | null {
  return text !== null && isIpAddress(text) ? text : null;
}

function word(text: string | null): string | null {
  return text === null || isIpAddress(text) ? null : text;
}

/** What a line of fast.log says of its rule. */
export function severityOf(priority: string | null): number | null {
  return priority === null ? null : (SCALE[priority] ?? 1);
}
