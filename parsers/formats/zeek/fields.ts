import { isIpAddress } from '../../model/address.js';
import type { Outcome } from '../../model/event.js';
import { asText, asTexts, asWhole } from '../../model/json.js';
import { lookupTable } from '../../model/lookup-table.js';
import { workloadLane } from '../../model/lane.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { ZeekRow } from './schema.js';

/** What a row says; names as of Zeek's documentation "Zeek log files". */
export function rowFields(row: ZeekRow, log: string): readonly FoundFields[] {
  const text = (name: string): string | null => asText(row[name]);
  // Of `http`, `host` is the name that is asked for.
  const source = text('id.orig_h') ?? text('src') ?? first(row, 'tx_hosts') ?? (log === 'http' ? null : text('host'));
  const destination = text('id.resp_h') ?? text('dst') ?? first(row, 'rx_hosts');
  const common: FoundFields = {
    'exhibit.layer': 'host',
    'exhibit.lane': workloadLane({ host: text('_system_name') }),
    'exhibit.outcome': 'unknown',
    'exhibit.act': text('uid') ?? asTexts(row['conn_uids'])[0],
    'event.action': log,
    'event.category': ['network'],
    'event.dataset': `zeek.${log}`,
    'event.id': text('uid') ?? text('fuid'),
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'observer.product': 'Zeek',
    'observer.name': text('_system_name') ?? text('peer') ?? text('peer_descr'),
    'source.ip': ip(source),
    'source.port': asWhole(row['id.orig_p']),
    'source.mac': text('orig_l2_addr'),
    'destination.ip': ip(destination),
    'destination.port': asWhole(row['id.resp_p'] ?? (log === 'notice' ? row['p'] : null)),
    'destination.mac': text('resp_l2_addr'),
    'network.transport': text('proto')?.toLowerCase(),
    'network.protocol': PROTOCOLS[log] ?? (log === 'conn' ? text('service')?.toLowerCase() : null),
    'network.community_id': text('community_id'),
    'user.name': text('user') ?? text('username') ?? text('cookie'),
  };
  const fields = LOGS[log];
  return [common, ...(fields === undefined ? [] : [fields(row, text)])];
}

/** Logs that are each of one protocol. */
const PROTOCOLS = lookupTable<string>({
  ...Object.fromEntries(
    'dce_rpc dhcp dnp3 dns ftp http irc kerberos ldap modbus mysql ntlm ntp quic radius rdp rfb sip smtp snmp socks ssh syslog'
      .split(' ')
      .map((name) => [name, name]),
  ),
  ssl: 'tls',
  smb_files: 'smb',
  smb_mapping: 'smb',
  smb_cmd: 'smb',
});

type Read = (row: ZeekRow, text: (name: string) => string | null) => FoundFields;

const LOGS = lookupTable<Read>({
  conn: (row, text) => {
    const [out, back] = [whole(row, 'orig_ip_bytes', 'orig_bytes'), whole(row, 'resp_ip_bytes', 'resp_bytes')];
    const [packetsOut, packetsBack] = [asWhole(row['orig_pkts']), asWhole(row['resp_pkts'])];
    return {
      'event.type': CONNECTION_TYPES[text('conn_state') ?? ''] ?? ['connection'],
      'event.reason': text('conn_state'),
      'event.duration': nanoseconds(text('duration')),
      'source.bytes': out,
      'source.packets': packetsOut,
      'destination.bytes': back,
      'destination.packets': packetsBack,
      'network.bytes': sum(out, back),
      'network.packets': sum(packetsOut, packetsBack),
      'network.vlan.id': text('vlan'),
      'network.direction': direction(text('local_orig'), text('local_resp')),
    };
  },
  dns: (row, text) => {
    const answers = asTexts(row['answers']);
    return {
      'dns.question.name': text('query'),
      'dns.question.type': text('qtype_name'),
      'dns.id': text('trans_id'),
      'dns.type': answers.length > 0 || text('rcode_name') !== null ? 'answer' : 'query',
      'dns.response_code': text('rcode_name'),
      'dns.answers.data': answers,
      'dns.resolved_ip': answers.filter(isIpAddress),
      'event.outcome':
        text('rcode_name') === null ? 'unknown' : text('rcode_name') === 'NOERROR' ? 'success' : 'failure',
    };
  },
  http: (row, text) => {
    const status = asWhole(row['status_code']);
    return {
      'http.request.method': text('method'),
      'http.response.status_code': status,
      'http.request.body.bytes': asWhole(row['request_body_len']),
      'http.response.body.bytes': asWhole(row['response_body_len']),
      'http.request.referrer': text('referrer'),
      'http.response.mime_type': asTexts(row['resp_mime_types']),
      'http.version': text('version'),
      'url.domain': text('host'),
      'url.original': text('uri'),
      'user_agent.original': text('user_agent'),
      'network.forwarded_ip': asTexts(row['proxied']).filter(isIpAddress),
      'event.outcome': status === null ? 'unknown' : status >= 400 ? 'failure' : 'success',
    };
  },
  ssl: (row, text) => ({
    'tls.version': text('version'),
    'tls.cipher': text('cipher'),
    'tls.client.server_name': text('server_name'),
    'tls.client.ja3': text('ja3'),
    'tls.server.ja3s': text('ja3s'),
    'tls.server.subject': text('subject'),
    'tls.server.issuer': text('issuer'),
    'event.outcome': outcome(row['established']),
    'event.reason': text('validation_status'),
  }),
  ssh: (row) => ({
    'event.category': ['network', 'authentication'],
    'event.outcome': outcome(row['auth_success']),
    'exhibit.outcome': control(row['auth_success']),
  }),
  kerberos: (row, text) => ({
    'event.category': ['network', 'authentication'],
    'event.outcome': outcome(row['success']),
    'exhibit.outcome': control(row['success']),
    'event.reason': text('error_msg'),
    'user.name': text('client')?.split('/')[0],
    'service.name': text('service'),
  }),
  ftp: (row, text) => {
    const code = asWhole(row['reply_code']);
    return {
      'event.action': text('command') ?? 'ftp',
      'event.outcome': code === null ? 'unknown' : code >= 400 ? 'failure' : 'success',
      'event.reason': text('reply_msg'),
      'file.path': text('arg'),
      'file.size': asWhole(row['file_size']),
      'file.mime_type': text('mime_type'),
    };
  },
  files: (row, text) => ({
    'event.category': ['network', 'file'],
    'file.name': text('filename'),
    'file.path': text('filename'),
    'file.size': whole(row, 'total_bytes', 'seen_bytes'),
    'file.mime_type': text('mime_type'),
    'file.hash.md5': text('md5'),
    'file.hash.sha1': text('sha1'),
    'file.hash.sha256': text('sha256'),
    'network.protocol': text('source')?.toLowerCase(),
  }),
  notice: (_, text) => ({
    'event.kind': 'alert',
    'event.category': ['network', 'intrusion_detection'],
    'exhibit.outcome': 'detected',
    'rule.name': text('note'),
    'rule.description': text('msg'),
    'event.reason': text('sub'),
  }),
  weird: (_, text) => ({ 'event.reason': text('name'), 'rule.name': text('name') }),
  software: (_, text) => ({
    'event.kind': 'state',
    'host.ip': text('host'),
    'user_agent.original': text('unparsed_version'),
  }),
  known_hosts: (_, text) => ({ 'event.kind': 'state', 'host.ip': text('host') }),
  known_services: (row, text) => ({
    'event.kind': 'state',
    'host.ip': text('host'),
    'source.port': asWhole(row['port_num']),
    'network.transport': text('port_proto'),
    'network.protocol': asTexts(row['service']),
  }),
  known_certs: (row, text) => ({
    'event.kind': 'state',
    'host.ip': text('host'),
    'source.port': asWhole(row['port_num']),
    'tls.server.subject': text('subject'),
    'tls.server.issuer': text('issuer_subject'),
  }),
  x509: (_, text) => ({
    'event.kind': 'state',
    'event.id': text('id') ?? text('fingerprint'),
    'tls.server.subject': text('certificate.subject'),
    'tls.server.issuer': text('certificate.issuer'),
  }),
  mysql: (row, text) => ({ 'event.action': text('cmd'), 'event.outcome': outcome(row['success']) }),
  ntlm: (row, text) => ({
    'event.category': ['network', 'authentication'],
    'event.outcome': outcome(row['success']),
    'exhibit.outcome': control(row['success']),
    'user.domain': text('domainname'),
  }),
  radius: (_, text) => ({
    'event.category': ['network', 'authentication'],
    'event.outcome': text('result') === null ? 'unknown' : text('result') === 'success' ? 'success' : 'failure',
    'event.reason': text('reply_msg'),
  }),
  smb_mapping: (_, text) => ({ 'event.category': ['network', 'file'], 'file.path': text('path') }),
  syslog: (_, text) => ({
    'event.original': text('message'),
    'log.syslog.facility.name': text('facility')?.toLowerCase(),
    'log.syslog.severity.name': text('severity')?.toLowerCase(),
  }),
  tunnel: (_, text) => ({ 'event.action': text('action') ?? 'tunnel', 'network.application': text('tunnel_type') }),
  dpd: (_, text) => ({ 'network.protocol': text('analyzer')?.toLowerCase(), 'event.reason': text('failure_reason') }),
  signature: (_, text) => ({
    'event.kind': 'alert',
    'event.category': ['network', 'intrusion_detection'],
    'exhibit.outcome': 'detected',
    'rule.id': text('sig_id'),
    'rule.description': text('event_msg') ?? text('sub_msg'),
  }),
  capture_loss: () => ({ 'event.kind': 'metric' }),
  stats: () => ({ 'event.kind': 'metric' }),
  smtp: (_, text) => ({ 'user.email': text('mailfrom'), 'event.reason': text('last_reply') }),
  dhcp: (_, text) => ({
    'source.ip': ip(text('client_addr')),
    'destination.ip': ip(text('server_addr')),
    'source.mac': text('mac'),
    'source.domain': text('host_name'),
  }),
  intel: (row, text) => ({
    'event.kind': 'alert',
    'exhibit.outcome': 'detected',
    'exhibit.indicator.ioc': text('seen.indicator'),
    'rule.ruleset': asTexts(row['sources']),
  }),
  smb_files: (row, text) => ({
    'event.action': text('action'),
    'event.category': ['network', 'file'],
    'file.path': text('path'),
    'file.name': text('name'),
    'file.size': asWhole(row['size']),
  }),
});

/** What became of a connection, by Zeek's states. */
const CONNECTION_TYPES = lookupTable<readonly string[]>({
  S0: ['connection', 'start'],
  S1: ['connection', 'start'],
  SF: ['connection', 'start', 'end'],
  REJ: ['connection', 'start', 'denied'],
});

function direction(isOriginLocal: string | null, isTargetLocal: string | null): string | null {
  if (isOriginLocal === null || isTargetLocal === null) return null;
  if (isOriginLocal === isTargetLocal) return isOriginLocal === 'true' ? 'internal' : 'external';
  return isOriginLocal === 'true' ? 'outbound' : 'inbound';
}

function outcome(value: unknown): string {
  return value === true ? 'success' : value === false ? 'failure' : 'unknown';
}

function control(value: unknown): Outcome {
  return value === true ? 'allowed' : value === false ? 'denied' : 'unknown';
}

function whole(row: ZeekRow, ...names: readonly string[]): number | null {
  return names.map((name) => asWhole(row[name])).find((value) => value !== null) ?? null;
}

function sum(one: number | null, two: number | null): number | null {
  return one === null && two === null ? null : (one ?? 0) + (two ?? 0);
}

/** Seconds with decimals as whole nanoseconds, by digits. */
function nanoseconds(seconds: string | null): string | null {
  const [, whole, decimals = ''] = /^(\d{1,12})(?:\.(\d+))?$/.exec(seconds ?? '') ?? [];
  return whole === undefined ? null : String(BigInt(whole + decimals.slice(0, 9).padEnd(9, '0')));
}

function first(row: ZeekRow, name: string): string | null {
  return asTexts(row[name])[0] ?? null;
}

function ip(text: string | null): string | null {
  return text !== null && isIpAddress(text) ? text : null;
}
