import type { ParsedRecord } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asObject, asText, asWhole, type JsonObject } from '../../model/json.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';

/** Reads one entry, as `parsers/io/criu.ts` decodes it: the state when the checkpoint was taken. The images state no time. */
export function parseCriuEntry({ value, context }: RecordInput): ParsedRecord {
  const entry = asObject(value);
  const read = entry === null ? null : readEntry(entry, context.bundle?.fields['process.vpid']);
  if (read === null)
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No entry of a CRIU image of processes or files.' };
  const common = { 'exhibit.layer': 'container', 'exhibit.outcome': 'unknown', 'event.kind': 'state' };
  return { kind: 'events', events: [{ time: null, fields: statedFields(common, read.fields), message: read.message }] };
}

function readEntry(
  entry: JsonObject,
  owner: unknown,
): { readonly fields: FoundFields; readonly message: string } | null {
  if (entry['image'] === 'pstree') {
    const [pid, parent] = [asWhole(entry['pid']), asWhole(entry['ppid'])];
    return {
      fields: {
        'event.category': 'process',
        'event.action': 'process tree',
        'process.vpid': pid,
        'process.parent.pid': parent,
      },
      message: `Process ${pid ?? '?'} ran under process ${parent ?? '?'} of the container`,
    };
  }
  if (entry['image'] === 'core') {
    const comm = asText(entry['comm']);
    return {
      fields: {
        'event.category': 'process',
        'event.action': 'process state',
        'process.name': comm,
        'process.exit_code': entry['state'] === DEAD ? asWhole(entry['exitCode']) : null,
        'user.id': asText(entry['uid']),
        'user.audit.id': entry['loginUid'] === UNSET ? null : asWhole(entry['loginUid']),
      },
      message: `Process ${asText(owner) ?? '?'} is ${comm ?? 'a thread'}, user ${asText(entry['uid']) ?? '?'}`,
    };
  }
  return entry['image'] === 'files' ? readFile(entry) : null;
}

/** States of a task, and the login uid of nobody. */
const DEAD = 2;
const UNSET = 4_294_967_295;

function readFile(entry: JsonObject): { readonly fields: FoundFields; readonly message: string } {
  const path = asText(entry['path']) ?? asText(entry['socket']);
  const protocol = asText(entry['protocol']);
  if (protocol === null) {
    const fields = {
      'event.category': 'file',
      'event.action': 'open file',
      'file.path': path,
      'file.size': asWhole(entry['size']),
    };
    return { fields, message: path === null ? 'An open file without a name' : `Open file ${path}` };
  }
  const end = (address: string, port: string): string =>
    `${asText(entry[address]) ?? '?'}:${asText(entry[port]) ?? '?'}`;
  return {
    fields: {
      'event.category': 'network',
      'event.action': `socket ${asText(entry['state']) ?? ''}`.trim(),
      'network.transport': protocol,
      'source.ip': asText(entry['source']),
      'source.port': asWhole(entry['sourcePort']),
      'destination.ip': asText(entry['destination']),
      'destination.port': asWhole(entry['destinationPort']) || null,
    },
    message: `Open ${protocol} socket ${end('source', 'sourcePort')} -> ${end('destination', 'destinationPort')}, ${asText(entry['state']) ?? 'state unknown'}`,
  };
}
