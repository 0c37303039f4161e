/**
 * The demonstration incident read the plain way: files unpacked, JSON parsed, every record turned into the few facts that the
 * pages of the formats promise (docs/formats). Shares no code with the program.
 */
import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createGunzip, gunzipSync } from 'node:zlib';
import tar from 'tar-stream';

const BUNDLE = fileURLToPath(new URL('../../sample-evidence/demonstration/incident.tar.gz', import.meta.url));

/** Parsed JSON of a record; what is read of it is checked by what it is compared with. */
type Json = { readonly [key: string]: Json } & string;

export interface PlainEvent {
  /** Path in the archive. */
  readonly member: string;
  readonly format: Format;
  /** Nanoseconds since 1970 UTC. */
  readonly ns: bigint;
  /** By the names of the field table; a field that is not stated is absent. */
  readonly fields: Readonly<Record<string, string>>;
  /** Every text and number of the record. */
  readonly texts: readonly string[];
}

type Format = 'falco' | 'k8s-audit' | 'aws-cloudtrail';

/** Formats by the names of their files; a member of another name is none of the plain incident. */
const NAMES: readonly (readonly [RegExp, Format])[] = [
  [/\/falco\.log(?:\.gz)?$/, 'falco'],
  [/\/kube-apiserver-audit\.log(?:\.gz)?$/, 'k8s-audit'],
  [/_CloudTrail_[^/]*\.json\.gz$/, 'aws-cloudtrail'],
];

function formatOf(path: string): Format | null {
  return NAMES.find(([name]) => name.test(path))?.[1] ?? null;
}

/** True for members that `readPlainIncident` reads; to pack an archive of only these. */
export function isPlain(path: string): boolean {
  return formatOf(path) !== null;
}

/** All events of the members that are read, repeats of one producer's key with the same content left out. */
export async function readPlainIncident(): Promise<readonly PlainEvent[]> {
  const events: PlainEvent[] = [];
  const seen = new Set<string>();
  for await (const entry of createReadStream(BUNDLE).pipe(createGunzip()).pipe(tar.extract())) {
    const { name } = entry.header;
    const bytes = await buffer(entry);
    const format = formatOf(name);
    if (format === null) continue;
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    for (const record of recordsOf(format, text)) {
      const key = KEYS[format](record);
      const repeat = key === null ? null : `${format} ${key} ${JSON.stringify(record)}`;
      if (repeat !== null && seen.has(repeat)) continue;
      if (repeat !== null) seen.add(repeat);
      const { time, ...facts } = FACTS[format](record);
      const stated = { ...facts, 'exhibit.format': format, 'exhibit.source.member': name };
      events.push({ member: name, format, ns: nsOf(time), fields: withoutBlanks(stated), texts: textsOf(record) });
    }
  }
  return events;
}

function recordsOf(format: Format, text: string): readonly Json[] {
  if (format === 'aws-cloudtrail') return (JSON.parse(text) as { readonly Records: readonly Json[] }).Records;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => JSON.parse(line) as Json);
}

const KEYS: Readonly<Record<Format, (record: Json) => string | null>> = {
  falco: () => null,
  'k8s-audit': ({ auditID, stage }) => `${auditID}/${stage}`,
  'aws-cloudtrail': ({ eventID }) => String(eventID),
};

type Facts = Readonly<Record<string, unknown>> & { readonly time: string };

const FACTS: Readonly<Record<Format, (record: Json) => Facts>> = {
  falco: falcoFacts,
  'k8s-audit': auditFacts,
  'aws-cloudtrail': trailFacts,
};

const SEVERITIES: Readonly<Record<string, number>> = {
  Emergency: 10,
  Alert: 9,
  Critical: 8,
  Error: 7,
  Warning: 5,
  Notice: 3,
  Informational: 2,
  Debug: 1,
};

function falcoFacts({ time, rule, priority, hostname, output_fields: of }: Json): Facts {
  const out = of ?? ({} as Json);
  const [namespace, pod] = [out['k8s.ns.name'], out['k8s.pod.name']];
  const container = out['container.id'] === 'host' ? null : out['container.id'];
  const place = container ? `container/${container}` : `node/${hostname}`;
  return {
    time: String(time),
    'exhibit.lane': namespace && pod ? `k8s/-/${namespace}/${pod}` : place,
    'exhibit.outcome': 'detected',
    'exhibit.severity': SEVERITIES[String(priority)],
    'event.action': out['evt.type'] ?? rule,
    'rule.name': rule,
    'user.name': out['user.name'],
    'source.ip': /^([\d.]+):\d+->/.exec(String(out['fd.name']))?.[1],
    'host.name': hostname,
    'container.id': container,
    'orchestrator.namespace': namespace,
    'process.name': out['proc.name'],
    'process.pid': out['proc.pid'],
  };
}

function auditFacts(record: Json): Facts {
  const { verb, user, objectRef, responseStatus, sourceIPs, requestObject, responseObject } = record;
  const { resource, subresource, namespace, name: stated } = objectRef ?? ({} as Json);
  const made = verb === 'create' ? (responseObject?.metadata?.name ?? requestObject?.metadata?.name) : null;
  const name = stated ?? made;
  const code = Number(responseStatus?.code);
  const space = namespace ?? (resource === 'namespaces' ? name : null);
  const pod = resource === 'pods' && space && name ? `/${name}` : '';
  return {
    time: String(record.requestReceivedTimestamp),
    'exhibit.lane': `k8s/-/${space ?? '(cluster)'}${pod}`,
    'exhibit.outcome': code === 401 || code === 403 ? 'denied' : code >= 400 ? 'failed' : 'allowed',
    'event.action': [verb, [resource, subresource].filter(Boolean).join('/')].filter(Boolean).join(' '),
    'user.name': user?.username,
    'source.ip': Object.values(sourceIPs ?? {}).at(-1),
    'host.name': /^system:node:(.+)$/.exec(String(user?.username))?.[1],
    'http.response.status_code': code,
    'orchestrator.namespace': namespace,
  };
}

function trailFacts(record: Json): Facts {
  const { errorCode, userIdentity, sourceIPAddress } = record;
  const refused = /denied|unauthori[sz]ed/i.test(String(errorCode));
  return {
    time: String(record.eventTime),
    'exhibit.lane': `cloud/aws/${record.recipientAccountId}`,
    'exhibit.outcome': errorCode ? (refused ? 'denied' : 'failed') : 'allowed',
    'event.action': record.eventName,
    'event.id': record.eventID,
    'user.name':
      userIdentity?.sessionContext?.sessionIssuer?.userName ?? userIdentity?.userName ?? userIdentity?.invokedBy,
    'source.ip': /^[\d.]+$/.test(String(sourceIPAddress)) ? sourceIPAddress : null,
    'cloud.region': record.awsRegion,
  };
}

function withoutBlanks(facts: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const stated = Object.entries(facts).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return Object.fromEntries(stated.map(([name, value]) => [name, String(value)]));
}

function nsOf(iso: string): bigint {
  const [, second = '', fraction = ''] = /^([\d-]+T[\d:]+)(?:\.(\d+))?Z$/.exec(iso) ?? [];
  return BigInt(Date.parse(`${second}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
