import { isIpAddress } from '../../model/address.js';
import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** A row of a log: names dotted (`id.orig_h`), as Zeek writes them. */
export type ZeekRow = JsonObject;

/** Columns by which a log is known, in rows without `_path`; the first that fits counts. */
const MARKS: readonly (readonly [log: string, columns: readonly string[]])[] = [
  ['conn', ['conn_state']],
  ['dns', ['qtype_name']],
  ['dns', ['query', 'rcode']],
  ['http', ['request_body_len']],
  ['ssl', ['cipher', 'version']],
  ['ssl', ['established', 'resumed']],
  ['ssh', ['host_key_alg']],
  ['ssh', ['auth_attempts']],
  ['kerberos', ['request_type', 'client']],
  ['smb_files', ['action', 'name', 'path']],
  ['smb_mapping', ['path', 'share_type']],
  ['dce_rpc', ['endpoint', 'operation']],
  ['ntlm', ['domainname', 'hostname']],
  ['ntlm', ['server_nb_computer_name']],
  ['rdp', ['security_protocol']],
  ['rfb', ['client_major_version']],
  ['sip', ['call_id', 'request_from']],
  ['smtp', ['helo', 'rcptto']],
  ['snmp', ['get_requests', 'community']],
  ['socks', ['request.host', 'request_p']],
  ['mysql', ['cmd', 'arg']],
  ['radius', ['result', 'username', 'framed_addr']],
  ['ftp', ['command', 'reply_code']],
  ['syslog', ['facility', 'message']],
  ['tunnel', ['tunnel_type']],
  ['dpd', ['analyzer', 'failure_reason']],
  ['dnp3', ['fc_request']],
  ['intel', ['seen.indicator', 'seen.where']],
  ['signature', ['sig_id', 'event_msg']],
  ['dhcp', ['assigned_addr', 'client_addr']],
  ['dhcp', ['client_addr', 'msg_types']],
  ['dhcp', ['assigned_ip', 'lease_time']],
  ['files', ['fuid', 'mime_type']],
  ['files', ['fuid', 'seen_bytes']],
  ['x509', ['certificate.serial', 'certificate.subject']],
  ['ocsp', ['hashAlgorithm', 'certStatus']],
  ['pe', ['compile_ts', 'machine']],
  ['notice', ['note', 'actions']],
  ['notice', ['note', 'msg', 'suppress_for']],
  ['weird', ['name', 'notice', 'peer']],
  ['software', ['software_type']],
  ['known_certs', ['host', 'port_num', 'issuer_subject']],
  ['known_services', ['host', 'port_num', 'port_proto']],
  ['capture_loss', ['percent_lost', 'gaps', 'acks']],
  ['stats', ['peer', 'pkts_proc', 'bytes_recv']],
];

/** Names of files; the longer of two that fit is meant. */
const LOGS: readonly string[] = [
  ...new Set([...MARKS.map(([log]) => log), 'known_hosts', 'modbus', 'irc', 'traceroute']),
]
  .concat([
    'known_devices',
    'reporter',
    'smb_cmd',
    'ntp',
    'ldap',
    'ldap_search',
    'mqtt_connect',
    'mqtt_publish',
    'quic',
  ])
  .toSorted((a, b) => b.length - a.length);

/** A row of a Zeek log: `ts`, and the log's name, a connection, or columns of a known log. */
export function isZeekRow(value: unknown): value is ZeekRow {
  const object = asObject(value);
  if (object === null || asText(object['ts']) === null) return false;
  const has = (name: string): boolean => Object.hasOwn(object, name);
  const isConnection = has('uid') && (has('id.orig_h') || asObject(object['id'])?.['orig_h'] !== undefined);
  if (isConnection) return true;
  const isKnown = MARKS.some(([, columns]) => columns.every(has));
  if (asText(object['_path']) !== null) return isKnown || has('_write_ts');
  return isKnown || isKnownHost(object);
}

/** A row of known_hosts has nothing but time and address. */
function isKnownHost(row: JsonObject): boolean {
  return Object.keys(row).length === 2 && isIpAddress(asText(row['host']) ?? '');
}

/** The row with dotted names, however its connection is written. */
export function flatRow(row: ZeekRow): ZeekRow {
  const id = asObject(row['id']);
  if (id === null) return row;
  const { id: _, ...rest } = row;
  return { ...rest, ...Object.fromEntries(Object.entries(id).map(([name, value]) => [`id.${name}`, value])) };
}

/** The log that a row is of: stated, else by its columns, else by the name of its file (`conn.log`, `dns.2024-05-01-10.log`). */
export function logOf(row: ZeekRow, fileName: string): string {
  const stated = asText(row['_path']);
  if (stated !== null) return stated;
  const byColumns = MARKS.find(([, columns]) => columns.every((name) => Object.hasOwn(row, name)))?.[0];
  if (byColumns !== undefined) return byColumns;
  if (isKnownHost(row)) return 'known_hosts';
  const words = `_${fileName.toLowerCase().replace(/[^a-z0-9]+/g, '_')}_`;
  return LOGS.find((log) => words.includes(`_${log}_`)) ?? 'log';
}
