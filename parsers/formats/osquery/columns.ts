import { ipAddress, portNumber } from '../../model/address.js';
import { imageReference } from '../../model/image-reference.js';
import { asText, asWhole } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { lookupTable } from '../../model/lookup-table.js';
import type { FoundFields } from '../../model/stated-fields.js';

/** What the columns of osquery's tables mean. Queries name columns as they like: only the tables' own names are known. */
export function columnFields(columns: JsonObject): FoundFields {
  const text = (key: string): string | null => asText(columns[key]);
  const first = (...keys: readonly string[]): string | null => keys.map(text).find((found) => found !== null) ?? null;
  const isContainer = text('image') !== null || text('image_id') !== null || /^[0-9a-f]{64}$/.test(text('id') ?? '');
  const isProcess = text('pid') !== null;
  const path = text('path');
  const isFile = !isProcess && path !== null && text('mode') !== null;
  const protocol = text('remote_address') === null ? null : first('protocol');
  const image = imageReference(isContainer ? (text('image') ?? '') : '');
  return {
    'container.id': containerId(first('cid', 'container_id')) ?? (isContainer ? text('id') : null),
    'container.name': isContainer && !isRunning(columns) ? text('name')?.replace(/^\//, '') : null,
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.id': isContainer ? text('image_id') : null,
    'process.pid': whole(columns['pid']),
    'process.parent.pid': whole(columns['parent'] ?? columns['ppid']),
    'process.name': isProcess && (!isContainer || isRunning(columns)) ? text('name') : null,
    'process.executable': isProcess ? path : null,
    'process.command_line': first('cmdline', 'command'),
    'process.working_directory': first('cwd'),
    'process.exit_code': whole(columns['exit_code']),
    'process.tty': text('tty') ?? text('terminal'),
    'user.id': isFile ? null : first('uid'),
    'file.uid': isFile ? first('uid') : null,
    'file.gid': isFile ? first('gid') : null,
    'user.name': first('username', 'user'),
    'user.audit.id': text('auid') === '4294967295' ? null : whole(columns['auid']),
    'file.path': first('target_path') ?? (isProcess ? null : path),
    'file.name': first('filename'),
    'file.inode': first('inode'),
    'file.mode': first('mode'),
    'file.size': isProcess || path === null ? null : whole(columns['size']),
    'file.mtime': first('mtime'),
    'file.accessed': first('atime'),
    'file.ctime': first('ctime'),
    'file.hash.sha256': first('sha256'),
    'file.hash.sha1': first('sha1'),
    'file.hash.md5': first('md5'),
    'source.ip': ipAddress(columns['local_address']) ?? ipAddress(columns['address']) ?? login(columns),
    'source.port': portNumber(columns['local_port']),
    'destination.ip': ipAddress(columns['remote_address']),
    'destination.port': portNumber(columns['remote_port']),
    'network.iana_number': protocol,
    'network.transport': TRANSPORTS[protocol ?? ''],
    'event.outcome': OUTCOMES[text('success') ?? ''],
  };
}

const TRANSPORTS = lookupTable<string>({ '1': 'icmp', '6': 'tcp', '17': 'udp' });
const OUTCOMES = lookupTable<string>({ '0': 'failure', '1': 'success' });

/** Of the tables that BPF fills, `cid` is the number of a control group, which names no container. */
function containerId(cid: string | null): string | null {
  return cid === null || /^\d{1,20}$/.test(cid) ? null : cid;
}

/** Where a login came from: `logged_in` and `last` have it beside user and terminal. */
function login(columns: JsonObject): string | null {
  const isLogin = columns['tty'] !== undefined && (columns['user'] ?? columns['username']) !== undefined;
  return isLogin ? ipAddress(columns['host']) : null;
}

/** A row of `docker_container_processes` has the container's id and the process's name. */
function isRunning(columns: JsonObject): boolean {
  return columns['pid'] !== undefined && columns['image'] === undefined;
}

function whole(value: unknown): number | null {
  const number = asWhole(value);
  return number === null || number < 0 ? null : number;
}

/** Tables that record what happened, each row with its time: `eid` numbers the events of osquery's own tables. */
export function isEventRow(columns: JsonObject, query: string): boolean {
  return columns['eid'] !== undefined || columns['history_file'] !== undefined || /(?:^|_)events?$/.test(query);
}
