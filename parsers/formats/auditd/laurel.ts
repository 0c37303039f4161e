import { containerIdentity } from '../../model/container-identity.js';
import { asObject, asObjects, asText, asTexts, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import type { AuditAct, AuditParent } from './fields.js';
import { putStated } from './record.js';
import type { AuditRecord } from './record.js';
import { auditStamp } from './time.js';

const ID = /^\d{1,12}\.\d{1,9}:\d{1,12}$/;
const TYPE = /^[A-Z][A-Z0-9_]{2,39}(?:\[\d{1,6}\])?$/;
/** Keys of an event that are no types of records. */
const OWN_KEYS = new Set(['ID', 'NODE', 'PARENT_INFO', 'CONTAINER_INFO', 'LABELS', 'ENV']);

/** Whether a value is an event of LAUREL: `ID`, and records of the audit log by their types. */
export function isLaurelEvent(value: unknown): value is JsonObject {
  const event = asObject(value);
  return event !== null && ID.test(asText(event['ID']) ?? '') && recordsOf(event).length > 0;
}

/** Reads an event of LAUREL (laurel-about(7)): one JSON object with all records of one serial. */
export function laurelAct(event: JsonObject): AuditAct {
  const stamp = asText(event['ID']) ?? '';
  const node = asText(event['NODE']);
  return {
    records: recordsOf(event).map(([type, fields]) => laurelRecord(type, fields, { node, stamp })),
    serial: auditStamp(stamp).serial,
    parent: parentOf(event),
    container: containerOf(event),
  };
}

function recordsOf(event: JsonObject): readonly (readonly [string, JsonObject])[] {
  return Object.entries(event).flatMap(([type, value]) =>
    TYPE.test(type) && !OWN_KEYS.has(type)
      ? asObjects(Array.isArray(value) ? value : [value]).map((fields) => [type, fields] as const)
      : [],
  );
}

/** Numbers are unambiguous: `0xc000003e`, `0o100755`; bytes that are no text are percent-encoded. Capitals name what was looked up. */
function laurelRecord(type: string, fields: JsonObject, place: Pick<AuditRecord, 'node' | 'stamp'>): AuditRecord {
  const values = new Map<string, string>();
  const names = new Map<string, string>();
  const all: JsonObject = { ...asObject(fields['msg']), ...fields };
  for (const [key, value] of Object.entries(all)) {
    const text = asText(value);
    if (text === null) continue;
    if (/^[A-Z]/.test(key)) names.set(key, decode(text));
    else if (key === 'saddr') values.set(key, hexOf(text));
    else putStated(key, decode(text).replace(/^0(?:x(?=c000|4000)|o)/, key === 'mode' ? '0' : ''), values);
  }
  const args = asTexts(fields['ARGV']).map(decode);
  if (type === 'EXECVE') {
    for (const [index, arg] of args.entries()) values.set(`a${index}`, arg);
    const line = asText(fields['ARGV_STR']);
    if (args.length === 0 && line !== null) values.set('a0', decode(line));
  }
  if (type === 'PROCTITLE' && args.length > 0) values.set('proctitle', args.join('\0'));
  addAddress(fields['SADDR'], names);
  return { ...place, type, values, names, text: JSON.stringify(fields) };
}

/** `{"fam":"inet","addr":"10.0.0.1","port":80}`, under the names that auditd gives them. */
function addAddress(address: unknown, names: Map<string, string>): void {
  for (const [key, name] of [
    ['addr', 'laddr'],
    ['port', 'lport'],
    ['path', 'path'],
  ] as const) {
    const text = asText(at(address, key));
    if (text !== null) names.set(name, decode(text));
  }
}

function parentOf(event: JsonObject): AuditParent | null {
  const parent = asObject(event['PARENT_INFO'] ?? at(event, 'SYSCALL', 'PPID'));
  if (parent === null) return null;
  const args = asTexts(parent['ARGV']);
  return {
    name: asText(parent['comm']),
    executable: asText(parent['exe']),
    commandLine: args.length > 0 ? args.map(decode).join(' ') : asText(parent['ARGV_STR']),
  };
}

function containerOf(event: JsonObject): string | null {
  const id = asText(at(event, 'CONTAINER_INFO', 'ID') ?? at(event, 'CONTAINER_INFO', 'id'));
  return id === null ? null : containerIdentity(id);
}

/** Bytes beyond ASCII that are no UTF-8 stay encoded. */
function decode(text: string): string {
  return text.replace(/%([0-7][0-9A-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function hexOf(text: string): string {
  const hex = /^[0-9A-F]+$/.test(text)
    ? [text]
    : text.match(/%[0-9A-Fa-f]{2}|./gs)?.map((each) => (each.startsWith('%') ? each.slice(1) : byteOf(each)));
  return (hex ?? []).join('').toUpperCase();
}

function byteOf(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}
