import { auditLine } from '../../io/audit-line.js';
import type { AuditLine } from '../../io/audit-line.js';

/** One line of the audit log, taken apart. */
export interface AuditRecord {
  readonly node: string | null;
  /** `SYSCALL`, `USER_LOGIN`, ... */
  readonly type: string;
  /** What stands in `audit(...)`. */
  readonly stamp: string;
  /** Values by key, decoded; what the kernel could not tell (`?`, `(null)`, unset ids) is missing. */
  readonly values: ReadonlyMap<string, string>;
  /** What auditd or ausearch interpreted, by key in capitals: `UID="root"`. */
  readonly names: ReadonlyMap<string, string>;
  /** What follows the head, as written. */
  readonly text: string;
}

/**
 * What auditd adds in its enriched format stands behind byte 0x1D. rsyslog writes that as `#035`; others drop it, and the first
 * of its keys then follows the last value without a blank: `key=(null)ARCH=x86_64`.
 */
const ENRICHED = new RegExp(String.raw`\u001d|#035|(?<=[a-z\d"')])(?=(?:ARCH|AUID|UID|OUID|OAUID|SADDR|ID)=)`);

/** Reads one line; null for lines that are none. Source: linux-audit-documentation, "Audit Event Parsing", "Field dictionary". */
export function auditRecord(line: string): AuditRecord | null {
  const head = auditLine(line);
  if (head === null) return null;
  const body = line.slice(head.body);
  const enriched = ENRICHED.exec(body);
  const text = enriched === null ? body : body.slice(0, enriched.index);
  const values = new Map<string, string>();
  const whole = WHOLE.exec(text);
  if (whole !== null && (head.type === 'PROCTITLE' || head.type === 'CWD'))
    put(whole[1] ?? '', whole[2] ?? '', head.type, values);
  else
    collect(
      OLD_IDS.reduce((written, [pattern, key]) => written.replace(pattern, key), text),
      { type: head.type, pairs: pairsOf(head) },
      values,
    );
  const names = new Map<string, string>();
  if (enriched !== null)
    collect(body.slice(enriched.index + enriched[0].length), { type: head.type, pairs: PAIR }, names);
  return { node: head.node, type: NUMBERED.get(head.type) ?? head.type, stamp: head.stamp, values, names, text };
}

/** The kernel's own log and old journals have numbers for types. Source: `linux/audit.h`. */
const NUMBERED: ReadonlyMap<string, string> = new Map([
  ['1006', 'LOGIN'],
  ['1100', 'USER_AUTH'],
  ['1101', 'USER_ACCT'],
  ['1102', 'USER_MGMT'],
  ['1103', 'CRED_ACQ'],
  ['1104', 'CRED_DISP'],
  ['1105', 'USER_START'],
  ['1106', 'USER_END'],
  ['1107', 'USER_AVC'],
  ['1108', 'USER_CHAUTHTOK'],
  ['1109', 'USER_ERR'],
  ['1110', 'CRED_REFR'],
  ['1112', 'USER_LOGIN'],
  ['1113', 'USER_LOGOUT'],
  ['1114', 'ADD_USER'],
  ['1115', 'DEL_USER'],
  ['1116', 'ADD_GROUP'],
  ['1117', 'DEL_GROUP'],
  ['1123', 'USER_CMD'],
  ['1130', 'SERVICE_START'],
  ['1131', 'SERVICE_STOP'],
  ['1300', 'SYSCALL'],
  ['1302', 'PATH'],
  ['1305', 'CONFIG_CHANGE'],
  ['1306', 'SOCKADDR'],
  ['1307', 'CWD'],
  ['1309', 'EXECVE'],
  ['1320', 'EOE'],
  ['1325', 'NETFILTER_CFG'],
  ['1326', 'SECCOMP'],
  ['1327', 'PROCTITLE'],
  ['1334', 'BPF'],
  ['1400', 'AVC'],
  ['1701', 'ANOM_ABEND'],
]);

/** Interpreted, these values stand unquoted with their blanks. */
const WHOLE = /^\s*(proctitle|cwd)=([^"].*)$/s;

/** LOGIN of kernels before 3.13. */
const OLD_IDS = [
  [/\bold auid=/, 'old-auid='],
  [/\bnew auid=/, 'auid='],
  [/\bold ses=/, 'old-ses='],
  [/\bnew ses=/, 'ses='],
] as const;

const KEY = String.raw`(?<key>[A-Za-z_][\w-]{0,63}(?:\[\d{1,6}\])?)=`;
const HELD = String.raw`"(?<quoted>[^"]*)"|'(?<inner>.*)'|\{(?<braced>[^}]{0,4096})\}`;
const PAIR = new RegExp(String.raw`(?:^|[\s,({])${KEY}(?:${HELD}|(?<bare>[^\s'"{][^\s]*)|)`, 'gs');

/** Interpreted, a value stands with its blanks and goes on up to the next key. */
const INTERPRETED_PAIR = new RegExp(
  String.raw`(?:^|[\s,({])${KEY}(?:${HELD}|(?<bare>[^\s'"{].*?(?=\s{1,8}[A-Za-z_][\w-]{0,63}(?:\[\d{1,6}\])?=|\s{0,8}$))|)`,
  'gs',
);

/** Arguments may hold what looks like a key. */
const INTERPRETED_ARGUMENT =
  /(?:^|\s)(?<key>a\d{1,6}(?:\[\d{1,6}\])?)=(?<bare>.*?)(?=\s{1,8}a\d{1,6}(?:\[\d{1,6}\])?=|\s{0,8}$)/gs;

function pairsOf({ type, stamp }: AuditLine): RegExp {
  if (!stamp.includes(' ')) return PAIR;
  return type === 'EXECVE' ? INTERPRETED_ARGUMENT : INTERPRETED_PAIR;
}

interface Reading {
  readonly type: string;
  /** Finds `key` and its value: `quoted`, `inner`, `braced` or `bare`. */
  readonly pairs: RegExp;
}

/** Adds the pairs of a text; `msg='...'` of user space holds pairs itself. */
function collect(text: string, reading: Reading, into: Map<string, string>): void {
  for (const { groups = {} } of text.matchAll(reading.pairs)) {
    const { key = '', quoted, inner, braced, bare } = groups;
    if (inner !== undefined && key === 'msg') collectClaims(inner, reading, into);
    else if (braced !== undefined) collect(braced, reading, into);
    else if (quoted !== undefined && !ABSENT.has(quoted)) into.set(key, quoted);
    else if (inner !== undefined) into.set(key, inner);
    else if (bare !== undefined) put(key, bare, reading.type, into);
  }
}

/**
 * What a program says of its act. Who it is itself, the kernel says before it: a second `uid` is the account that it speaks of.
 * An access vector names the process that asked, the kernel the manager that was asked.
 */
function collectClaims(text: string, reading: Reading, into: Map<string, string>): void {
  const claims = new Map<string, string>();
  collect(text, reading, claims);
  for (const [key, value] of claims) {
    if (!KERNEL.has(key) || !into.has(key) || reading.type === 'USER_AVC') into.set(key, value);
    else if (key === 'uid') into.set('account-uid', value);
  }
}

const KERNEL = new Set(['pid', 'uid', 'auid', 'ses']);

function put(key: string, bare: string, type: string, into: Map<string, string>): void {
  let value = bare.replace(/[,"]+$/, '');
  if (!value.includes('(')) value = value.replace(/\)+$/, '');
  putStated(key, isEncoded(key, type) ? decodeHex(value) : value, into);
}

/** Adds a decoded value, unless it says that there is none. */
export function putStated(key: string, value: string, into: Map<string, string>): void {
  if (value !== '' && !ABSENT.has(value) && !(IDS.has(key) && UNSET.has(value))) into.set(key, value);
}

const ABSENT = new Set(['?', '(null)', '(none)', 'unset', 'n/a']);
const UNSET = new Set(['4294967295', '-1']);
const IDS = new Set(['auid', 'ses', 'old-auid', 'old-ses', 'uid', 'gid', 'euid', 'suid', 'fsuid', 'oauid']);

/** Keys whose values are hex where they hold blanks, quotes or control characters. */
const ENCODED = new Set(
  'exe comm ocomm name cwd cmd cmdline grp proctitle acct data key path dir file filename profile dev device unit vm op grantors new-chardev old-chardev new-disk old-disk'.split(
    ' ',
  ),
);

function isEncoded(key: string, type: string): boolean {
  return ENCODED.has(key) || (type === 'EXECVE' && /^a\d{1,6}(?:\[\d{1,6}\])?$/.test(key));
}

/** The kernel writes capitals: a bare word in small letters is a word. */
function decodeHex(value: string): string {
  if (value.length % 2 !== 0 || !/^[0-9A-F]+$/.test(value)) return value;
  const bytes = Uint8Array.from({ length: value.length / 2 }, (_, index) =>
    Number.parseInt(value.slice(index * 2, index * 2 + 2), 16),
  );
  return new TextDecoder().decode(bytes);
}
