import { auditLine } from '../../io/audit-line.js';

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

/** Stands before what auditd adds in its enriched format. */
const ENRICHED = '\x1d';

/** Reads one line; null for lines that are none. Source: linux-audit-documentation, "Audit Event Parsing", "Field dictionary". */
export function auditRecord(line: string): AuditRecord | null {
  const head = auditLine(line);
  if (head === null) return null;
  const body = line.slice(head.body);
  const enriched = body.indexOf(ENRICHED);
  const text = enriched < 0 ? body : body.slice(0, enriched);
  const values = new Map<string, string>();
  const whole = WHOLE.exec(text);
  if (whole !== null && (head.type === 'PROCTITLE' || head.type === 'CWD'))
    put(whole[1] ?? '', whole[2] ?? '', head.type, values);
  else
    collect(
      OLD_IDS.reduce((written, [pattern, key]) => written.replace(pattern, key), text),
      head.type,
      values,
    );
  const names = new Map<string, string>();
  if (enriched >= 0) collect(body.slice(enriched + 1), head.type, names);
  return { node: head.node, type: NUMBERED.get(head.type) ?? head.type, stamp: head.stamp, values, names, text };
}

/** The kernel's own log has numbers for types. Source: `linux/audit.h`. */
const NUMBERED: ReadonlyMap<string, string> = new Map([
  ['1300', 'SYSCALL'],
  ['1302', 'PATH'],
  ['1305', 'CONFIG_CHANGE'],
  ['1306', 'SOCKADDR'],
  ['1307', 'CWD'],
  ['1309', 'EXECVE'],
  ['1320', 'EOE'],
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

const PAIR =
  /(?:^|[\s,({])([A-Za-z_][\w-]{0,63}(?:\[\d{1,6}\])?)=(?:"([^"]*)"|'(.*)'|\{([^}]{0,4096})\}|([^\s'"{][^\s]*)|)/gs;

/** Adds the pairs of a text; `msg='...'` of user space holds pairs itself. */
function collect(text: string, type: string, into: Map<string, string>): void {
  for (const [, key = '', quoted, inner, braced, bare] of text.matchAll(PAIR)) {
    if (inner !== undefined && key === 'msg') collect(inner, type, into);
    else if (braced !== undefined) collect(braced, type, into);
    else if (quoted !== undefined && !ABSENT.has(quoted)) into.set(key, quoted);
    else if (inner !== undefined) into.set(key, inner);
    else if (bare !== undefined) put(key, bare, type, into);
  }
}

function put(key: string, bare: string, type: string, into: Map<string, string>): void {
  let value = bare.replace(/[,"]+$/, '');
  if (!value.includes('(')) value = value.replace(/\)+$/, '');
  if (value === '' || ABSENT.has(value) || (IDS.has(key) && (value === '4294967295' || value === '-1'))) return;
  into.set(key, isEncoded(key, type) ? decodeHex(value) : value);
}

const ABSENT = new Set(['?', '(null)', '(none)', 'unset']);
const IDS = new Set(['auid', 'ses', 'old-auid', 'old-ses', 'uid', 'gid', 'euid', 'suid', 'fsuid', 'oauid']);

/** Keys whose values are hex where they hold blanks, quotes or control characters. */
const ENCODED = new Set(
  'exe comm ocomm name cwd cmd proctitle acct data key path dir file filename profile dev device unit vm op grantors new-chardev old-chardev new-disk old-disk'.split(
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
