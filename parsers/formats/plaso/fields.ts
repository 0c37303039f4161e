import { isIpAddress } from '../../model/address.js';
import { containerIdentity } from '../../model/container-identity.js';
import { asTexts, asWhole, asText, at, firstText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import type { FoundFields } from '../../model/stated-fields.js';

/** `-` is plaso's word for nothing. */
function stated(text: string | null): string | null {
  return text === null || text === '-' || text === 'N/A' ? null : text;
}

/** What an event of `json_line` states, by the attribute names of plaso's parsers. */
export function eventFields(event: JsonObject): FoundFields {
  const text = (...names: string[]) => stated(firstText(event, ...names));
  const id = containerIdentity(text('container_identifier', 'container_id') ?? '');
  const host = text('hostname', 'computer_name');
  const source = text('source_ip', 'ip_address', 'remote_address');
  return {
    ...common(host),
    'exhibit.layer': id === null ? 'host' : 'container',
    'exhibit.lane': workloadLane({ containerId: id, host }),
    'exhibit.moment': text('timestamp_desc'),
    'event.action': text('data_type') ?? 'event',
    'event.provider': text('parser'),
    'event.code': text('event_identifier'),
    'event.original': text('message'),
    'container.id': id,
    'container.name': text('container_name'),
    'user.name': text('username', 'user'),
    'user.id': text('user_sid', 'user_identifier'),
    'source.ip': source !== null && isIpAddress(source) ? source : null,
    'source.address': source === null || isIpAddress(source) ? null : source,
    'source.port': asWhole(text('port', 'source_port')),
    'process.name': text('reporter', 'process_name', 'application'),
    'process.pid': asWhole(text('pid', 'process_identifier')),
    'process.command_line': text('command', 'command_line'),
    'file.path': asText(at(event, 'pathspec', 'location')) ?? text('filename'),
    'file.inode': asText(at(event, 'pathspec', 'inode')) ?? text('inode'),
    'file.size': asWhole(text('file_size')),
    'file.hash.sha256': text('sha256_hash'),
    'file.hash.md5': text('md5_hash'),
    'file.hash.sha1': text('sha1_hash'),
    'log.file.path': text('display_name'),
    'url.original': text('url'),
    'http.request.method': text('http_request_method'),
    'http.response.status_code': asWhole(text('http_response_code')),
    'user_agent.original': text('http_request_user_agent', 'user_agent'),
    tags: asTexts(at(event, 'tag', 'labels') ?? event['tag']),
  };
}

/** What a row of l2tcsv states. */
export function l2tFields(row: JsonObject): FoundFields {
  const text = (name: string) => stated(firstText(row, name));
  const host = text('host');
  const macb = text('MACB');
  return {
    ...common(host),
    'exhibit.moment': [macb === '....' ? null : macb, text('type')].filter((word) => word !== null).join(' '),
    'event.action': text('sourcetype') ?? text('source') ?? 'event',
    'event.provider': text('format'),
    'event.original': text('desc') ?? text('short'),
    'user.name': text('user'),
    'file.path': text('filename'),
    'file.inode': text('inode'),
    'log.file.path': text('filename'),
  };
}

/** What a row of the dynamic output states; further columns may be chosen by its user. */
export function dynamicFields(row: JsonObject): FoundFields {
  const text = (...names: string[]) => stated(firstText(row, ...names));
  const host = text('hostname', 'host');
  return {
    ...common(host),
    'exhibit.moment': text('timestamp_desc'),
    'event.action': text('data_type', 'source_long', 'source') ?? 'event',
    'event.provider': text('parser'),
    'event.original': text('message'),
    'user.name': text('username', 'user'),
    'file.path': text('filename'),
    'file.inode': text('inode'),
    'file.hash.sha256': text('sha256_hash'),
    'log.file.path': text('display_name'),
    tags: asTexts(row['tag']).filter((tag) => tag !== '-'),
  };
}

/** What a row of tln and l2ttln states. */
export function tlnFields(row: JsonObject): FoundFields {
  const text = (name: string) => stated(firstText(row, name));
  return {
    ...common(text('Host')),
    'event.action': text('Source') ?? 'event',
    'event.provider': text('Source'),
    'event.original': text('Description'),
    'user.name': text('User'),
    'event.reason': text('Notes'),
  };
}

function common(host: string | null): FoundFields {
  return {
    'exhibit.layer': 'host',
    'exhibit.lane': workloadLane({ host }),
    'exhibit.outcome': 'unknown',
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'host.name': host,
  };
}
