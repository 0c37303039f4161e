import { ipAddress, portNumber } from '../../model/address.js';
import { asObject } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** What varc writes before the rows of every table. */
export const TABLE_HEAD = /^\uFEFF?\s*\{\s*"format"\s*:\s*"CadoJsonTable"/;

export type VarcTable = 'process' | 'open file' | 'yara';

/** The table that a row is of, by the names that varc gives its columns; null for other rows. */
export function tableOf(row: unknown): VarcTable | null {
  const object = asObject(row);
  if (object === null) return null;
  if (Object.hasOwn(object, 'Process ID') && Object.hasOwn(object, 'Creation Time')) return 'process';
  if (Object.hasOwn(object, 'Open File')) return 'open file';
  return typeof object['rule'] === 'string' && Array.isArray(object['hits']) ? 'yara' : null;
}

/** True for the members of a document around its rows. */
export function isTable(around: JsonObject | null): boolean {
  return around?.['format'] === 'CadoJsonTable';
}

/** A connection as it stood when varc looked. */
export interface Connection {
  /** `netstat.log`: local time without a zone; in the table of processes seconds since 1970. */
  readonly time: string;
  readonly localIp: string | null;
  readonly localPort: number | null;
  /** Null where nobody is connected: varc writes `0.0.0.0 0`. */
  readonly remoteIp: string | null;
  readonly remotePort: number | null;
  readonly process: string | null;
}

const LINE =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|\d{10}(?:\.\d{1,9})?) ([0-9a-fA-F.:%\w]{2,64}) (\d{1,5}) ([0-9a-fA-F.:%\w]{2,64}) (\d{1,5})(?: (.{1,255}))?$/;

/** Reads `<time> <local address> <port> <remote address> <port> <process>`; null for other text. */
export function readConnection(line: unknown): Connection | null {
  const match = typeof line === 'string' ? LINE.exec(line.trim()) : null;
  if (match === null) return null;
  const [, time = '', local = '', localPort, remote = '', remotePort, process = null] = match;
  const isOpen = remotePort !== '0';
  return {
    time,
    localIp: ipAddress(local),
    localPort: portNumber(localPort),
    remoteIp: isOpen ? ipAddress(remote) : null,
    remotePort: isOpen ? portNumber(remotePort) : null,
    process,
  };
}
