import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { HOSTILE, hostile, MARKER } from './hostile-strings.js';

/** Names of evidence and members, as an attacker who can create files would choose them. No slash, at most 255 bytes. */
export const NAMES = {
  archive: `<img data-hostile src=x onerror="${MARKER}='name'">\u202egpj.tar.gz`,
  falco: "\u001b]0;owned\u0007\u001b[31m$(touch owned)`touch owned`';touch owned;'.ndjson",
  audit: `=cmd|' !A0\u200b\u2028"><svg data-hostile onload=${MARKER}=1>\n.log`,
  cloud: '-rf --checkpoint-action=exec=sh {{7*7}}.json',
  broken: '@SUM(1)\u0085\u009b31m\r.ndjson',
  lines: '__proto__',
  unknown: '<b data-hostile>not a log\u2066',
  plain: `+1\u001b[2J\u202e'"$(touch owned)\n.ndjson`,
  folder: `=1+1\u202e<i data-hostile>\u001b[31m`,
  inFolder: `\u00ad\ttab' "*?[a]\\\n\u001b[201~.ndjson`,
} as const;

/** Formats in the order in which a text goes through them, one second apart. */
export const FORMATS = ['falco', 'k8s-audit', 'aws-cloudtrail'] as const;
const SECONDS_PER_TEXT = 10;
const START = Date.UTC(2026, 2, 2, 9);

/** When a text's record of a format happened, so that the order of all is known: by text, then by format. */
function timeOf(index: number, format: number): string {
  return new Date(START + (index * SECONDS_PER_TEXT + format) * 1000).toISOString();
}

/** Keys are evidence too; `JSON.parse` makes `__proto__` an own key, as a parser meets it. */
function hostileKeys(text: string): object {
  const keys = JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}') as object;
  return { ...keys, [text]: text, toString: text };
}

function falcoAlert(text: string, time: string): object {
  return {
    rule: text,
    priority: 'Critical',
    output: text,
    time,
    source: 'syscall',
    hostname: text,
    uuid: text,
    tags: [text, 'container', 'mitre_execution', 'T1059'],
    output_fields: {
      'container.id': text,
      'container.name': text,
      'container.image.repository': text,
      'container.image.tag': text,
      'container.image.digest': text,
      'evt.type': text,
      'fd.name': `/${text}`,
      'fd.sip.name': text,
      'k8s.ns.name': text,
      'k8s.pod.name': text,
      'k8s.cluster.name': text,
      'proc.cmdline': text,
      'proc.exepath': text,
      'proc.name': text,
      'proc.pcmdline': text,
      'proc.pname': text,
      'proc.tty': text,
      'user.name': text,
      'user.uid': text,
      ...hostileKeys(text),
    },
  };
}

function auditEvent(text: string, time: string): object {
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'RequestResponse',
    auditID: text,
    stage: 'ResponseComplete',
    requestURI: `/api/v1/${text}`,
    verb: 'create',
    user: {
      username: text,
      uid: text,
      groups: [text, `${text} too`],
      extra: { 'authentication.kubernetes.io/pod-name': [text], 'authentication.kubernetes.io/node-name': [text] },
    },
    impersonatedUser: { username: text, groups: [text] },
    sourceIPs: [text, '198.51.100.7'],
    userAgent: text,
    objectRef: { resource: 'pods', namespace: text, name: text, uid: text, apiVersion: 'v1' },
    responseStatus: { code: 201, message: text, reason: text },
    requestObject: {
      kind: 'Pod',
      metadata: { name: text, namespace: text, labels: hostileKeys(text) },
      spec: {
        hostPID: true,
        serviceAccountName: text,
        containers: [
          {
            name: text,
            image: text,
            command: [text],
            securityContext: { privileged: true, capabilities: { add: [text] } },
          },
        ],
        volumes: [{ name: text, hostPath: { path: `/${text}` } }],
      },
    },
    requestReceivedTimestamp: time,
    stageTimestamp: time,
    annotations: {
      'authorization.k8s.io/decision': 'allow',
      'authorization.k8s.io/reason': text,
      ...hostileKeys(text),
    },
  };
}

function cloudTrailRecord(text: string, time: string): object {
  return {
    eventVersion: '1.09',
    userIdentity: {
      type: 'IAMUser',
      principalId: text,
      arn: text,
      accountId: text,
      accessKeyId: text,
      userName: text,
    },
    eventTime: time.replace('.000Z', 'Z'),
    eventSource: text,
    eventName: text,
    awsRegion: text,
    sourceIPAddress: text,
    userAgent: text,
    errorCode: text,
    errorMessage: text,
    requestParameters: { bucketName: text, roleArn: text, ...hostileKeys(text) },
    responseElements: hostileKeys(text),
    requestID: text,
    eventID: text,
    eventType: 'AwsApiCall',
    recipientAccountId: text,
    resources: [{ ARN: text, type: text, accountId: text }],
  };
}

const lines = (records: readonly object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** One alert in which one field holds all texts, for exhibits that are about their name. */
function oneAlert(seconds: number): string {
  return lines([falcoAlert(hostile('an image'), new Date(START + 3_600_000 + seconds * 1000).toISOString())]);
}

/** Records that cannot be read, with hostile text in what the ledger then quotes. */
function brokenRecords(): string {
  const alerts = HOSTILE.map(({ text }) => JSON.stringify({ ...falcoAlert('late', ''), time: text }));
  return [...alerts, '{"rule":"\u001b[31m<img data-hostile src=x>', '<script data-hostile>1</script>', ''].join('\n');
}

/** Falco's text output: no rule, no date. Line feeds end a record there. */
function textAlerts(): string {
  return HOSTILE.map(
    ({ text }) =>
      `09:00:00.000000001: Critical ${text.replaceAll(/[\r\n]/g, ' ')} (user=${text.replaceAll(/[\r\n]/g, ' ')})\n`,
  ).join('');
}

async function archive(members: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const pack = tar.pack();
  for (const [name, content] of Object.entries(members)) pack.entry({ name, mtime: new Date(0) }, content);
  pack.finalize();
  return gzipSync(await buffer(pack));
}

export interface HostileEvidence {
  /** An archive of all formats, a file, a folder. */
  readonly paths: readonly string[];
  readonly archive: string;
}

/** Writes hostile evidence into a folder. */
export async function writeHostileEvidence(folder: string): Promise<HostileEvidence> {
  const texts = HOSTILE.map(({ text }) => text);
  const bytes = await archive({
    [`var/log/${NAMES.falco}`]: lines(texts.map((text, index) => falcoAlert(text, timeOf(index, 0)))),
    [`var/log/${NAMES.audit}`]: lines(texts.map((text, index) => auditEvent(text, timeOf(index, 1)))),
    [NAMES.cloud]: JSON.stringify({ Records: texts.map((text, index) => cloudTrailRecord(text, timeOf(index, 2))) }),
    [NAMES.broken]: brokenRecords(),
    [NAMES.lines]: textAlerts(),
    [NAMES.unknown]: createHash('sha512').update('x').digest(),
    [`../../${NAMES.unknown}`]: oneAlert(0),
  });
  const paths = {
    archive: join(folder, NAMES.archive),
    plain: join(folder, NAMES.plain),
    folder: join(folder, NAMES.folder),
  };
  writeFileSync(paths.archive, bytes);
  writeFileSync(paths.plain, oneAlert(1));
  mkdirSync(paths.folder);
  writeFileSync(join(paths.folder, NAMES.inFolder), oneAlert(2));
  return { paths: Object.values(paths), archive: paths.archive };
}
