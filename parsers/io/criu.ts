/**
 * Images of CRIU (criu/include/magic.h, images/*.proto): a common magic number, one for the kind of image, then entries, each
 * behind its length. Only the kinds that tell an examiner something by themselves are read.
 */
import { messageFields, numberField, numberFields, readProtobuf, textField, type ProtobufFields } from './protobuf.js';
import type { Decoded } from './record-value.js';

const COMMON = 0x54564319;
const SERVICE = 0x55105940;
const INVENTORY = 0x58313116;
/** Bytes before the first entry. */
export const CRIU_HEADER = 8;

const KINDS: Readonly<Record<number, string>> = {
  0x50273030: 'pstree',
  0x55053847: 'core',
  0x56303138: 'files',
  0x56213732: 'fdinfo',
  0x56084025: 'pagemap',
  0x57492820: 'mm',
  0x54432030: 'ids',
  0x51403912: 'fs',
  0x55563928: 'mountpoints',
  0x59383330: 'cgroup',
  0x64413049: 'seccomp',
  0x54473203: 'utsns',
  0x50363636: 'reg-files',
  0x56443851: 'inetsk',
  0x54373943: 'unixsk',
  0x54023547: 'creds',
  0x51465506: 'tcp-stream',
};

const READ = new Set(['pstree', 'core', 'files']);

/** Kind of CRIU image by its first bytes (`other` for one without a name here), or null for anything else. */
export function criuImage(head: Uint8Array): string | null {
  if (head.length < 4) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const first = view.getUint32(0, true);
  if (first === INVENTORY) return 'inventory';
  if (first === SERVICE) return 'statistics';
  if (first !== COMMON) return null;
  return (head.length < CRIU_HEADER ? null : KINDS[view.getUint32(4, true)]) ?? 'other';
}

/** True for kinds whose entries are records. */
export function isReadCriuImage(kind: string): boolean {
  return READ.has(kind);
}

/** Entries of a whole image; what is cut off at its end is left out. */
export function criuEntries(image: Uint8Array): readonly ProtobufFields[] {
  const entries: ProtobufFields[] = [];
  const view = new DataView(image.buffer, image.byteOffset, image.length);
  for (let at = CRIU_HEADER; at + 4 <= image.length;) {
    const length = view.getUint32(at, true);
    const entry = readProtobuf(image.subarray(at + 4, at + 4 + length));
    if (entry === null || at + 4 + length > image.length) break;
    entries.push(entry);
    at += 4 + length;
  }
  return entries;
}

/** Decodes one entry, without its length, into what is asked of it. */
export function readCriuEntry(bytes: Uint8Array, image: string): Decoded {
  const entry = readProtobuf(bytes);
  if (entry === null) return { ok: false, code: 'wrong-shape', reason: 'The entry of the CRIU image is damaged.' };
  const value = image === 'pstree' ? pstreeEntry(entry) : image === 'core' ? coreEntry(entry) : fileEntry(entry);
  return { ok: true, value: { image, ...value } };
}

function pstreeEntry(entry: ProtobufFields): object {
  return {
    pid: small(entry, 1),
    ppid: small(entry, 2),
    pgid: small(entry, 3),
    sid: small(entry, 4),
    threads: numberFields(entry, 5).map(Number),
  };
}

function coreEntry(entry: ProtobufFields): object {
  const [task = null] = messageFields(entry, 3);
  const [thread = null] = messageFields(entry, 5);
  const [credentials = null] = messageFields(thread, 10);
  return {
    state: small(task, 1),
    exitCode: small(task, 2),
    comm: textField(task, 6),
    loginUid: small(task, 13),
    uid: small(credentials, 1),
    gid: small(credentials, 2),
    euid: small(credentials, 3),
  };
}

const INET_STATES: Readonly<Record<number, string>> = { 1: 'established', 7: 'closed', 10: 'listening' };
const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'icmp', 6: 'tcp', 17: 'udp', 58: 'ipv6-icmp' };

function fileEntry(entry: ProtobufFields): object {
  const id = small(entry, 2);
  const [regular] = messageFields(entry, 3);
  if (regular !== undefined)
    return { id, path: textField(regular, 6), size: small(regular, 8), position: small(regular, 3) };
  const [socket] = messageFields(entry, 4);
  if (socket !== undefined) {
    const protocol = small(socket, 5) ?? 0;
    const state = small(socket, 6) ?? 0;
    return {
      id,
      protocol: PROTOCOLS[protocol] ?? String(protocol),
      state: INET_STATES[state] ?? String(state),
      source: address(numberFields(socket, 11)),
      sourcePort: small(socket, 7),
      destination: address(numberFields(socket, 12)),
      destinationPort: small(socket, 8),
    };
  }
  const [unixSocket] = messageFields(entry, 16);
  const path = unixSocket === undefined ? null : textField(unixSocket, 10);
  return { id, kind: small(entry, 1), ...(path === null ? {} : { socket: path.replaceAll('\0', '') }) };
}

/** Words in network order as an address: one for IPv4, four for IPv6. */
function address(words: readonly bigint[]): string | null {
  const bytes = words.flatMap((word) => [0n, 8n, 16n, 24n].map((shift) => Number((word >> shift) & 255n)));
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return null;
  const groups = Array.from({ length: 8 }, (_, at) => ((bytes[at * 2]! << 8) | bytes[at * 2 + 1]!).toString(16));
  return groups.join(':');
}

function small(fields: ProtobufFields | null, field: number): number | null {
  const value = numberField(fields, field);
  return value === null || value > 0x1fffffffffffffn ? null : Number(value);
}
