import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** A row of a log: names dotted (`id.orig_h`), as Zeek writes them. */
export type ZeekRow = JsonObject;

/** Columns that only some logs have, in rows without `_path`. */
const MARKS: readonly (readonly [log: string, columns: readonly string[]])[] = [
  ['conn', ['conn_state']],
  ['dns', ['qtype_name']],
  ['dns', ['query', 'rcode']],
  ['http', ['request_body_len']],
  ['ssl', ['cipher', 'version']],
  ['ssh', ['host_key_alg']],
  ['ssh', ['auth_attempts']],
  ['files', ['fuid', 'mime_type']],
  ['notice', ['note', 'actions']],
  ['weird', ['name', 'notice', 'peer']],
  ['software', ['software_type']],
  ['known_hosts', ['host']],
];

/** A row of a Zeek log: `ts`, and the log's name, a connection, or columns of a known log. */
export function isZeekRow(value: unknown): value is ZeekRow {
  const object = asObject(value);
  if (object === null || asText(object['ts']) === null) return false;
  const has = (name: string): boolean => Object.hasOwn(object, name);
  const isConnection = has('uid') && (has('id.orig_h') || asObject(object['id'])?.['orig_h'] !== undefined);
  if (isConnection) return true;
  return asText(object['_path']) !== null && (has('_write_ts') || MARKS.some(([, columns]) => columns.every(has)));
}

/** The row with dotted names, however its connection is written. */
export function flatRow(row: ZeekRow): ZeekRow {
  const id = asObject(row['id']);
  if (id === null) return row;
  const { id: _, ...rest } = row;
  return { ...rest, ...Object.fromEntries(Object.entries(id).map(([name, value]) => [`id.${name}`, value])) };
}

/** The log that a row is of: stated, else by the name of its file (`conn.log`, `dns.2024-05-01-10.log`), else by its columns. */
export function logOf(row: ZeekRow, fileName: string): string {
  const stated = asText(row['_path']);
  if (stated !== null) return stated;
  const byColumns = MARKS.find(([, columns]) => columns.every((name) => Object.hasOwn(row, name)))?.[0];
  return byColumns ?? /^([a-z_]{2,32})[.-]/.exec(fileName)?.[1] ?? 'log';
}
