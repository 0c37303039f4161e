import { isIpAddress } from '../../model/address.js';
import { containerIdentity } from '../../model/container-identity.js';
import { imageReference } from '../../model/image-reference.js';
import { asTexts, asWhole, firstText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import type { FoundFields } from '../../model/stated-fields.js';

/** Columns beside the ones that are asked for, by the names that plaso gives its attributes. */
export function timelineFields(row: JsonObject): FoundFields {
  const text = (...names: string[]) => firstText(row, ...names);
  const source = text('source_ip', 'src_ip', 'ip_address', 'remote_host');
  const image = imageReference(text('image', 'image_name', 'container_image') ?? '');
  const id = containerIdentity(text('container_id') ?? '');
  return {
    'exhibit.layer': id === null ? 'host' : 'container',
    'exhibit.outcome': 'unknown',
    'event.action': text('data_type', 'event_type', 'parser', 'timestamp_desc') ?? 'event',
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'event.provider': text('parser', 'tool', 'source_name', 'data_type'),
    'event.code': text('event_identifier'),
    'event.id': text('unique_id', 'event_id'),
    'event.original': text('message'),
    tags: [...asTexts(row['tag']), ...asTexts(row['tags'])].filter((tag) => tag !== '-' && tag !== '[]'),
    'host.name': text('hostname', 'computer_name', 'host'),
    'user.name': text('username', 'user'),
    'user.id': text('user_sid', 'uid'),
    'source.ip': source !== null && isIpAddress(source) ? source : null,
    'source.address': source === null || isIpAddress(source) ? null : source,
    'source.port': asWhole(text('source_port', 'src_port')),
    'destination.ip': address(text('destination_ip', 'dest_ip')),
    'destination.port': asWhole(text('destination_port', 'dest_port')),
    'process.pid': asWhole(text('pid', 'process_id')),
    'process.name': text('reporter', 'process_name'),
    'process.executable': text('process_path', 'exe'),
    'process.command_line': text('command', 'command_line'),
    'container.id': id,
    'container.name': text('container_name'),
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'file.path': text('filename', 'file_path', 'path'),
    'file.hash.sha256': text('sha256_hash', 'hash_sha256'),
    'url.original': text('url'),
    'log.file.path': text('display_name'),
  };
}

function address(text: string | null): string | null {
  return text !== null && isIpAddress(text) ? text : null;
}
