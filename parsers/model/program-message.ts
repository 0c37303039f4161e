import { isIpAddress } from './address.js';
import type { Outcome } from './event.js';
import { asWhole } from './json.js';
import { workloadLane } from './lane.js';
import type { FoundFields } from './stated-fields.js';

/** One kind of line of one program: what it looks like, and what its named groups are. */
interface Sentence {
  readonly program: RegExp;
  readonly line: RegExp;
  readonly action: string;
  readonly category: string;
  readonly outcome?: 'success' | 'failure';
}

const FROM = 'from (?<ip>[0-9a-fA-F.:]{2,45})(?: port (?<port>\\d{1,5}))?';
const USER = "(?<user>[^\\s']{1,256})";

/** Sentences whose wording has been the same for years. Sources: OpenSSH auth.c, sudo logging, pam_unix, shadow, cron. */
const SENTENCES: readonly Sentence[] = [
  {
    program: /^sshd/,
    line: new RegExp(`^\\s*Accepted (?<method>\\S+) for ${USER} ${FROM}`),
    action: 'ssh_login',
    category: 'authentication',
    outcome: 'success',
  },
  {
    program: /^sshd/,
    line: new RegExp(`^\\s*Failed (?<method>\\S+) for (?:invalid user |illegal user )?(?:(?!from )${USER})? ?${FROM}`),
    action: 'ssh_login',
    category: 'authentication',
    outcome: 'failure',
  },
  {
    program: /^sshd/,
    line: new RegExp(`^\\s*(?:Invalid|Illegal) user ${USER} ${FROM}`),
    action: 'ssh_login',
    category: 'authentication',
    outcome: 'failure',
  },
  {
    program: /^sshd/,
    line: new RegExp(
      `^\\s*error: (?<reason>maximum authentication attempts exceeded|PAM: Authentication failure) for (?:invalid user |illegal user )?${USER} ${FROM}`,
    ),
    action: 'ssh_login',
    category: 'authentication',
    outcome: 'failure',
  },
  {
    program: /^sshd/,
    line: new RegExp(`^\\s*User ${USER} from (?<ip>\\S{1,255}) not allowed because (?<reason>.{1,200})`),
    action: 'ssh_login',
    category: 'authentication',
    outcome: 'failure',
  },
  {
    program: /^sshd/,
    line: new RegExp(
      `^\\s*(?:Connection closed by|Disconnected from|Received disconnect from)(?: (?:authenticating|invalid))?(?: user ${USER})? (?<ip>[0-9a-fA-F.:]{2,45}) port (?<port>\\d{1,5})`,
    ),
    action: 'ssh_disconnect',
    category: 'session',
  },
  {
    program: /^sshd/,
    line: new RegExp(`^\\s*(?:Connection|Did not receive identification string) ${FROM}`),
    action: 'ssh_connect',
    category: 'network',
  },
  {
    program: /^sshd/,
    line: /^\s*Server listening on (?<ip>[0-9a-fA-F.:]{2,45}) port (?<port>\d{1,5})/,
    action: 'ssh_listen',
    category: 'network',
  },
  {
    program: /^sudo/,
    line: /^\s*(?<user>\S+) : (?<reason>(?:(?!TTY=)[^;])*; )?TTY=(?<tty>\S+)[ ;]+PWD=(?<cwd>(?:[^; ]| +(?![ ;]|USER=))*)[ ;]+USER=(?<target>\S+)(?:[ ;]+GROUP=\S+)?(?:[ ;]+ENV=[^;]*(?=;))?[ ;]+COMMAND=(?<command>.+)$/,
    action: 'sudo',
    category: 'process',
  },
  {
    program: /./,
    line: /^\s*pam_unix\((?<service>[\w-]+):session\): session (?<what>opened|closed) for user (?<target>[^\s(]+)(?:\(uid=\d+\))?(?: by (?<user>[^\s(]*)\(uid=(?<uid>\d+)\))?/,
    action: 'session',
    category: 'session',
  },
  {
    program: /./,
    line: /^\s*pam_unix\((?<service>[\w-]+):auth\): authentication failure;.*?\brhost=(?<ip>\S*)(?:\s+user=(?<user>\S+))?/,
    action: 'authentication',
    category: 'authentication',
    outcome: 'failure',
  },
  {
    program: /^(?:\/usr\/sbin\/)?cron/i,
    line: /^\((?<user>[^)]{1,256})\) CMD \(\s*(?<command>.*)\)$/s,
    action: 'cron_command',
    category: 'process',
  },
  {
    program: /^su(?:\[|$|:)/,
    line: /^\s*(?<sign>Successful|FAILED) su for (?<target>\S+) by (?<user>\S+)/,
    action: 'su',
    category: 'authentication',
  },
  {
    program: /^su(?:\[|$|:)/,
    line: /^\s*(?:(?<sign>FAILED) SU )?\(to (?<target>[^)\s]+)\) (?<user>\S+) on (?<tty>\S+)/,
    action: 'su',
    category: 'authentication',
  },
  {
    program: /^systemd-logind/,
    line: /^New session '?\S+ of user '?(?<user>[^'\s]+?)'?(?: with class '?\S+ and type '?\S+)?\.$/,
    action: 'session_opened',
    category: 'session',
  },
  {
    program: /^crontab/,
    line: /^\((?<user>[^)]{1,256})\) (?<verb>REPLACE|BEGIN EDIT|END EDIT|DELETE|LIST) \((?<target>[^)]{1,256})\)/,
    action: 'crontab',
    category: 'configuration',
  },
  {
    program: /^useradd/,
    line: /^new user: name=(?<target>[^,]+), UID=(?<targetId>\d+)/,
    action: 'user_added',
    category: 'iam',
  },
  {
    program: /^groupadd/,
    line: /^(?:new group|group added to \S+): name=(?<group>[^,]+)(?:, GID=(?<groupId>\d+))?/,
    action: 'group_added',
    category: 'iam',
  },
  { program: /^userdel/, line: /^delete user '(?<target>[^']+)'/, action: 'user_deleted', category: 'iam' },
  {
    program: /^usermod/,
    line: /^add '(?<target>[^']+)' to (?:shadow )?group '(?<group>[^']+)'/,
    action: 'group_member_added',
    category: 'iam',
  },
  { program: /^passwd/, line: /password changed for (?<target>\S+)/, action: 'password_changed', category: 'iam' },
];

const LONGEST = 8192;

/**
 * What a program's message to syslog or the journal says, whatever brought it: who logged in from where, what was run, which container
 * or pod an engine speaks of. `host` is where it was written. Nothing for all others.
 */
export function messageFields(program: string | null, body: string, host: string | null): readonly FoundFields[] {
  const { count, message } = repeated(body);
  const said = program === null ? [] : [programFields(program, message), workloadFields(program, message, host)];
  return [count, ...said].filter((fields) => fields !== null);
}

/** What a writer of syslog puts for equal messages: `message repeated 2 times: [ Failed password ...]`, `last message repeated 5 times`. */
function repeated(body: string): { readonly count: FoundFields | null; readonly message: string } {
  const [, times, , message] =
    /^\s*(?:-+ )?(?:last )?message repeated (\d{1,9}) times?(: \[ ?(.*)\]\s*$)?/s.exec(body) ?? [];
  if (times === undefined) return { count: null, message: body };
  const count: FoundFields = { 'event.action': 'message repeated', 'exhibit.count': Number(times) };
  return { count, message: message ?? body };
}

function programFields(program: string, body: string): FoundFields | null {
  if (body.length > LONGEST) return null;
  for (const sentence of SENTENCES) {
    if (!sentence.program.test(program)) continue;
    const groups = sentence.line.exec(body)?.groups;
    if (groups !== undefined) return fieldsOf(sentence, groups);
  }
  return null;
}

function fieldsOf(sentence: Sentence, groups: Readonly<Record<string, string | undefined>>): FoundFields {
  const { ip, port, user, uid, target, command, cwd, tty, reason, what, sign, group, verb } = groups;
  // (to root): the sign stands only before what failed.
  const isSigned = sign !== undefined || sentence.action === 'su';
  const outcome = sentence.outcome ?? (!isSigned ? undefined : sign === 'FAILED' ? 'failure' : 'success');
  const control: Outcome =
    outcome === undefined
      ? reason === undefined
        ? 'unknown'
        : 'denied'
      : outcome === 'success'
        ? 'allowed'
        : 'denied';
  const isAddress = ip !== undefined && isIpAddress(ip);
  const isOwn = sentence.action === 'ssh_listen';
  return {
    'event.action':
      what !== undefined
        ? `session_${what}`
        : verb === undefined
          ? sentence.action
          : `${sentence.action} ${verb.toLowerCase()}`,
    'event.category': [sentence.category],
    'event.outcome': outcome ?? (reason === undefined ? 'unknown' : 'failure'),
    'event.reason': reason?.replace(/[; ]+$/, '') ?? groups['method'],
    'exhibit.outcome': control,
    'user.name': user ?? null,
    'user.id': uid,
    'user.target.name': sentence.action === 'sudo' ? null : target,
    'user.effective.name': sentence.action === 'sudo' ? target : null,
    'user.target.id': groups['targetId'],
    'group.name': group,
    'group.id': groups['groupId'],
    'source.ip': isAddress && !isOwn ? ip : null,
    'source.address': ip === undefined || isAddress ? null : ip,
    'source.port': isOwn ? null : asWhole(port),
    'process.command_line': command,
    'process.working_directory': cwd,
    'process.tty': tty === 'unknown' ? null : tty,
  };
}

const ENGINE = /^(?:dockerd|docker|containerd|kubelet|crio|cri-o|podman|k3s|rke2)/;

/** Lines of container engines and the kubelet name containers and pods; the host stays where they were written. */
function workloadFields(program: string, body: string, host: string | null): FoundFields | null {
  if (!ENGINE.test(program)) return null;
  const id = /(?:^|[^0-9a-f])([0-9a-f]{64})(?![0-9a-f])/.exec(body)?.[1] ?? null;
  const [, namespace = null, pod = null] = /\bpod="([a-z0-9.-]{1,63})\/([a-z0-9.-]{1,253})"/.exec(body) ?? [];
  const uid = /\bpodUID="?([0-9a-f-]{36})/.exec(body)?.[1] ?? null;
  const name = /\bcontainerName="([\w.-]{1,253})"/.exec(body)?.[1] ?? null;
  if (id === null && pod === null) return null;
  return {
    'exhibit.lane': workloadLane({ namespace, pod, containerId: id, host }),
    'container.id': id,
    'container.name': name,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': pod === null ? null : 'pods',
    'orchestrator.resource.name': pod,
    'orchestrator.resource.id': uid,
  };
}
