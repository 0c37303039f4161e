import { ipAddress } from '../../model/address.js';
import type { Outcome } from '../../model/event.js';
import type { EventFields } from '../../model/fields.js';
import { asWhole } from '../../model/json.js';
import { classOf } from '../../model/kernel-function.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import type { FoundFields } from '../../model/stated-fields.js';
import { socketAddress } from './address.js';
import type { AuditRecord } from './record.js';
import { syscallName } from './syscalls.js';

/** All records of one serial. */
export interface AuditAct {
  readonly records: readonly AuditRecord[];
  readonly serial: string | null;
  /** What LAUREL knows of the parent. */
  readonly parent?: AuditParent | null;
  /** Id of the container, where LAUREL looked it up. */
  readonly container?: string | null;
}

/** The parent process, as it was when it last ran a program. */
export interface AuditParent {
  readonly name: string | null;
  readonly executable: string | null;
  readonly commandLine: string | null;
}

/** Records that add to an act, and never are what it is about. */
const PARTS = new Set([
  'CWD',
  'PATH',
  'EXECVE',
  'SOCKADDR',
  'PROCTITLE',
  'EOE',
  'BPRM_FCAPS',
  'FD_PAIR',
  'IPC',
  'MMAP',
  'OBJ_PID',
]);

/** What the act is: the decision of a control, else what user space or the kernel reports, else the system call, else a part. */
export function leadOf({ records }: AuditAct): AuditRecord {
  const [first] = records;
  const lead =
    records.find(({ type }) => DECISIONS.has(type)) ??
    records.find(({ type }) => type !== 'SYSCALL' && !PARTS.has(type)) ??
    records.find(({ type }) => type === 'SYSCALL') ??
    records.find(({ type }) => type !== 'EOE') ??
    first;
  if (lead === undefined) throw new TypeError('an act has one record at least');
  return lead;
}

const DECISIONS = new Set(['AVC', 'USER_AVC', 'SECCOMP', 'SELINUX_ERR']);

/** Fields of an act; `host` is what an envelope says where the records do not. */
export function auditFields(act: AuditAct, host: string | null): EventFields {
  const { records, serial } = act;
  const lead = leadOf(act);
  const call = records.find(({ type }) => type === 'SYSCALL');
  const value = (key: string): string | null => lead.values.get(key) ?? call?.values.get(key) ?? null;
  const syscall = callName(call ?? lead);
  const action = lead.type === 'SYSCALL' && syscall !== null ? syscall : lead.type.toLowerCase();
  const kind = lead.type === 'SYSCALL' ? classOf(action) : kindOf(lead.type);
  const node = lead.node ?? host;
  const args = argumentsOf(records);
  return statedFields(
    {
      'exhibit.layer': 'host',
      'exhibit.lane': workloadLane({ host: node }),
      'exhibit.act': `${lead.node === null ? '' : `${lead.node} `}${lead.stamp}`,
      ...outcome(lead, call),
      'event.kind': 'event',
      'event.provider': 'auditd',
      'event.action': action,
      'event.category': kind.category,
      'event.type': kind.type,
      'event.id': serial,
      'event.code': [...new Set(records.map(({ type }) => type))].filter((type) => type !== 'EOE'),
      'host.name': node,
      'rule.name': value('key')?.split('\u0001') ?? (lead.type === 'AVC' ? value('profile') : null),
      'service.name': value('unit'),
      'process.pid': whole(value('pid')),
      'process.parent.pid': whole(value('ppid')),
      'process.name': value('comm'),
      'process.executable': value('exe'),
      'process.tty': value('tty') ?? value('terminal'),
      'process.args': args,
      'process.command_line': args.length > 0 ? args.join(' ') : (value('cmd') ?? value('cmdline')),
      'process.title': valueOf(records, 'PROCTITLE', 'proctitle')?.replaceAll('\0', ' '),
      'process.working_directory': valueOf(records, 'CWD', 'cwd') ?? value('cwd'),
      'process.parent.name': act.parent?.name,
      'process.parent.executable': act.parent?.executable,
      'process.parent.command_line': act.parent?.commandLine,
      'container.id': act.container,
      'container.name': lead.type === 'VIRT_CONTROL' && !lead.values.has('virt') ? value('vm') : null,
      'package.name': lead.type === 'SOFTWARE_UPDATE' ? value('sw') : null,
      'event.original': lead.type.endsWith('TTY') ? value('data') : null,
    },
    actor(lead, call),
    file(records, lead, syscall),
    network(records, lead, syscall),
  );
}

function valueOf(records: readonly AuditRecord[], type: string, key: string): string | null {
  return records.find((record) => record.type === type)?.values.get(key) ?? null;
}

function callName({ values, names }: AuditRecord): string | null {
  const number = values.get('syscall');
  return names.get('SYSCALL') ?? (number === undefined ? null : syscallName(values.get('arch'), number));
}

/** The arguments of EXECVE, in as many records as they need; long ones come in pieces (`a1[0]=`, `a1[1]=`). */
function argumentsOf(records: readonly AuditRecord[]): readonly string[] {
  const args: string[] = [];
  for (const { type, values } of records) {
    if (type !== 'EXECVE') continue;
    for (const [key, written] of values) {
      const index = /^a(\d{1,4})(?:\[\d+\])?$/.exec(key)?.[1];
      if (index !== undefined) args[Number(index)] = (args[Number(index)] ?? '') + written;
    }
  }
  // An argument that no record holds leaves a hole.
  return Array.from(args, (arg: string | undefined) => arg ?? '…');
}

/** Of a login, the account is who acts; of a change of accounts, it is acted upon. */
function actor(lead: AuditRecord, call: AuditRecord | undefined): FoundFields {
  const text = (key: string): string | undefined => lead.values.get(key) ?? call?.values.get(key);
  const id = (key: string): string | null => numeric(text(key));
  const name = (key: string): string | null => {
    const interpreted = lead.names.get(key.toUpperCase()) ?? call?.names.get(key.toUpperCase()) ?? text(key);
    return interpreted === undefined || interpreted === 'unset' || numeric(interpreted) !== null ? null : interpreted;
  };
  const isGroup = GROUPS.test(lead.type);
  const written = isGroup ? null : (lead.values.get('id') ?? null);
  const accountId = numeric(written ?? undefined);
  const account = lead.values.get('acct') ?? lead.names.get('ID') ?? (accountId === null ? written : null);
  const login: FoundFields = { 'user.audit.id': whole(id('auid')), 'user.audit.name': name('auid') };
  if (LOGINS.test(lead.type) && (account !== null || accountId !== null))
    return { ...login, 'user.name': account, 'user.id': accountId };
  const group = isGroup ? (lead.values.get('id') ?? null) : null;
  return {
    ...login,
    'group.name': lead.values.get('grp') ?? (isGroup ? account : null),
    'group.id': group,
    'user.id': id('uid'),
    'user.name': name('uid'),
    'user.effective.id': id('euid') === id('uid') ? null : id('euid'),
    'user.effective.name': name('euid') === name('uid') ? null : name('euid'),
    'user.target.name': isGroup ? null : account,
    'user.target.id': accountId ?? lead.values.get('account-uid'),
  };
}

const LOGINS = /^(?:USER_(?:AUTH|LOGIN|LOGOUT|ACCT|START|END|ERR)|CRED_|LOGIN|CRYPTO_)/;

/** Of these, the account is a group. */
const GROUPS = /^(?:ADD_GROUP|DEL_GROUP|GRP_)/;

function numeric(text: string | undefined): string | null {
  return text !== undefined && /^-?\d{1,10}$/.test(text) ? text : null;
}

function whole(text: string | null): number | null {
  const number = asWhole(text);
  return number === null || number < 0 ? null : number;
}

/** The file of an act: the program that was run, else all that the call named. Folders around them (PARENT) only where there is nothing else. */
function file(records: readonly AuditRecord[], lead: AuditRecord, syscall: string | null): FoundFields {
  const paths = records.filter(({ type, values }) => type === 'PATH' && values.has('name'));
  const isParent = ({ values }: AuditRecord) => (values.get('nametype') ?? values.get('objtype')) === 'PARENT';
  const own = paths.filter((path) => !isParent(path));
  const found = syscall?.startsWith('execve') === true ? own.slice(0, 1) : own.length > 0 ? own : paths;
  const [first] = found;
  const named = lead.type === 'AVC' ? (lead.values.get('path') ?? lead.values.get('name')) : null;
  const text = (key: string): string | null => first?.values.get(key) ?? null;
  // Interpreted, the name stands in place of the id.
  const name = (key: string): string | null => (numeric(text(key) ?? undefined) === null ? text(key) : null);
  return {
    'file.path': first === undefined ? named : found.map(({ values }) => values.get('name') ?? ''),
    'file.inode': text('inode') ?? (lead.type === 'AVC' ? lead.values.get('ino') : null),
    'file.mode': text('mode'),
    'file.uid': numeric(text('ouid') ?? undefined),
    'file.gid': numeric(text('ogid') ?? undefined),
    'file.owner': first?.names.get('OUID') ?? name('ouid'),
    'file.group': first?.names.get('OGID') ?? name('ogid'),
  };
}

const INCOMING = /^(?:accept4?|recvfrom|recvmsg|getpeername)$/;

/** The peer of a call, or where a login came from. */
function network(records: readonly AuditRecord[], lead: AuditRecord, syscall: string | null): FoundFields {
  const socket = records.find(
    ({ type, values }) => type !== 'NETFILTER_PKT' && (type === 'SOCKADDR' || values.has('saddr')),
  );
  if (socket !== undefined) {
    const { ip, port, path } = peerOf(socket);
    if (path !== null) return { 'file.path': path };
    return INCOMING.test(syscall ?? '')
      ? { 'source.ip': ip, 'source.port': port }
      : { 'destination.ip': ip, 'destination.port': port };
  }
  const text = (key: string): string | null => lead.values.get(key) ?? null;
  const address = ipAddress(text('addr'));
  const hostname = text('hostname');
  // Of an access vector, `src` and `dest` are ports.
  const isDecision = DECISIONS.has(lead.type);
  return {
    'source.ip': address ?? ipAddress(hostname) ?? ipAddress(text('src')) ?? ipAddress(text('saddr')),
    'source.port': whole(text('rport') ?? text('sport') ?? (isDecision ? text('src') : null)),
    'source.domain': hostname === null || ipAddress(hostname) !== null ? null : hostname,
    'source.address': address === null ? text('addr') : null,
    'destination.ip': ipAddress(text('laddr')) ?? ipAddress(text('dst')) ?? ipAddress(text('daddr')),
    'destination.port': whole(text('lport') ?? text('dport') ?? (isDecision ? text('dest') : null)),
  };
}

/** In hex, or as ausearch and the enriched format interpret it: `saddr_fam=inet laddr=10.0.0.1 lport=80`. */
function peerOf({ values, names }: AuditRecord): { ip: string | null; port: number | null; path: string | null } {
  const hex = values.get('saddr');
  const read = hex === undefined ? null : socketAddress(hex);
  if (read !== null && (read.ip !== null || read.path !== null)) return read;
  const text = (key: string): string | null => values.get(key) ?? names.get(key) ?? null;
  return { ip: ipAddress(text('laddr')), port: whole(text('lport')), path: text('path') };
}

interface OutcomeFields {
  readonly 'exhibit.outcome': Outcome;
  readonly 'exhibit.outcome.original': string | null;
  readonly 'event.outcome': 'success' | 'failure' | 'unknown';
}

/** `EPERM`, `EACCES`: refused; every other error is a failure. */
const REFUSED = /^(?:-1|-13|EPERM\b.*|EACCES\b.*)$/;

function outcome(lead: AuditRecord, call: AuditRecord | undefined): OutcomeFields {
  const text = (key: string): string | null => lead.values.get(key) ?? call?.values.get(key) ?? null;
  const make = (word: Outcome, original: string | null, ecs: OutcomeFields['event.outcome']): OutcomeFields => ({
    'exhibit.outcome': word,
    'exhibit.outcome.original': original,
    'event.outcome': ecs,
  });
  if (lead.type === 'SECCOMP') return seccomp(text('code'), make);
  if (lead.type === 'AVC' || lead.type === 'USER_AVC') {
    const word = text('apparmor') ?? /\b(denied|granted)\b/.exec(lead.text)?.[1] ?? null;
    if (/^denied$/i.test(word ?? '')) {
      const isPermissive = text('permissive') === '1';
      return make(isPermissive ? 'detected' : 'denied', word, isPermissive ? 'success' : 'failure');
    }
    return make(word === null ? 'unknown' : 'allowed', word, word === null ? 'unknown' : 'success');
  }
  const success = text('success');
  if (success !== null) {
    const exit = text('exit');
    const original = `success=${success}${exit === null ? '' : ` exit=${exit}`}`;
    if (success === 'yes') return make('allowed', original, 'success');
    return make(REFUSED.test(exit ?? '') ? 'denied' : 'failed', original, 'failure');
  }
  const result = text('res') ?? text('result');
  if (result === null) return make('unknown', null, 'unknown');
  return /^(?:success|yes|1)$/i.test(result)
    ? make('allowed', `res=${result}`, 'success')
    : make('failed', `res=${result}`, 'failure');
}

/** Upper half of the filter's answer: kill, trap, errno, trace, log, allow. Source: `linux/seccomp.h`. */
function seccomp(
  code: string | null,
  make: (word: Outcome, original: string | null, ecs: OutcomeFields['event.outcome']) => OutcomeFields,
): OutcomeFields {
  const answer = /^(?:0x)?([0-9a-f]{1,8})/i.exec(code ?? '')?.[1];
  if (answer === undefined) return make('unknown', code, 'unknown');
  const upper = Number.parseInt(answer, 16) >>> 16;
  if (upper === 0 || upper === 0x8000) return make('killed', `code=${code}`, 'failure');
  if (upper === 0x7ffc || upper === 0x7ff0) return make('detected', `code=${code}`, 'unknown');
  return make(upper === 0x7fff ? 'allowed' : 'prevented', `code=${code}`, upper === 0x7fff ? 'success' : 'failure');
}

interface Kind {
  readonly category: string;
  readonly type: string;
}

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:USER_LOGIN|USER_START|LOGIN)$/, { category: 'authentication', type: 'start' }],
  [/^(?:USER_LOGOUT|USER_END)$/, { category: 'authentication', type: 'end' }],
  [/^(?:USER_AUTH|USER_ACCT|USER_ERR|CRED_|CRYPTO_|GRP_AUTH)/, { category: 'authentication', type: 'info' }],
  [/^ADD_(?:USER|GROUP)$/, { category: 'iam', type: 'creation' }],
  [/^DEL_(?:USER|GROUP)$/, { category: 'iam', type: 'deletion' }],
  [
    /^(?:USER_MGMT|GRP_MGMT|USER_CHAUTHTOK|GRP_CHAUTHTOK|ACCT_|ROLE_|USER_ROLE_CHANGE)/,
    { category: 'iam', type: 'change' },
  ],
  [/^(?:USER_CMD|EXECVE|SERVICE_START)$/, { category: 'process', type: 'start' }],
  [/^SERVICE_STOP$/, { category: 'process', type: 'end' }],
  [
    /^(?:CONFIG_CHANGE|DAEMON_|USYS_CONFIG|MAC_|NETFILTER_CFG|BPF|TIME_)/,
    { category: 'configuration', type: 'change' },
  ],
  [/^(?:SYSTEM_|KERN_MODULE)/, { category: 'host', type: 'info' }],
  [/^(?:PATH|CWD|FANOTIFY)$/, { category: 'file', type: 'info' }],
  [/^SOCKADDR$/, { category: 'network', type: 'info' }],
  [/^SOFTWARE_UPDATE$/, { category: 'package', type: 'installation' }],
  [/^VIRT_/, { category: 'host', type: 'info' }],
  [/^NETFILTER_PKT$/, { category: 'network', type: 'info' }],
  [/^(?:ANOM_|RESP_|INTEGRITY_)/, { category: 'intrusion_detection', type: 'info' }],
  [/^(?:AVC|USER_AVC|SELINUX_ERR|USER_SELINUX_ERR)$/, { category: 'intrusion_detection', type: 'denied' }],
];

function kindOf(type: string): Kind {
  return KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? { category: 'process', type: 'info' };
}
