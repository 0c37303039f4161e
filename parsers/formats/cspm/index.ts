import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { Format } from '../../model/format.js';
import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { cloudLane } from '../../model/lane.js';
import { severityOfWord } from '../../model/severity.js';
import { statedFields } from '../../model/stated-fields.js';
import type { FoundFields } from '../../model/stated-fields.js';

const payloads: PayloadFormat = {
  what: 'posture result',
  known: 'category, title, resource, region, status, message',
  isOwn,
  read,
};

/** Posture of a cloud account when it was scanned; nothing says when. Source: aquasecurity/cloudsploit `postprocess/output.js`. */
export const cspm: Format = {
  id: 'cspm',
  title: 'Cloud posture results (CloudSploit JSON and CSV)',
  parserVersion: 'cspm/2',
  status: 'schema assumed',
  rulesOnly: true,
  owns: isOwn,
  detect: (probe) => detectPayloads(probe, payloads),
  parse: (record) => parsePayloads(record, payloads),
};

const STATUS = /^(?:OK|PASS|WARN|FAIL|UNKNOWN)$/;
/** What plugins answer before CloudSploit puts it into words. */
const NUMBERS = ['OK', 'WARN', 'FAIL', 'UNKNOWN'];

function statusOf(result: JsonObject): string {
  const word = asText(result['statusWord'] ?? result['status']) ?? '';
  return /^[0-3]$/.test(word) ? (NUMBERS[Number(word)] ?? word) : word;
}

/** CSV names the status `statusWord`; JSON adds the plugin. */
function isOwn(value: unknown): boolean {
  const result = asObject(value);
  if (result === null || !STATUS.test(statusOf(result))) return false;
  return ['category', 'title', 'resource', 'region', 'message'].every((key) => typeof result[key] === 'string');
}

function read({ value }: Payload): ReadPayload {
  const result = asObject(value) ?? {};
  const text = (key: string): string | null => asText(result[key]);
  const status = statusOf(result);
  const resource = text('resource') === 'N/A' ? null : text('resource');
  const fields = statedFields(cloudOf(resource, text('region')), {
    'exhibit.layer': 'cloud',
    'exhibit.outcome': 'unknown',
    'exhibit.outcome.original': status,
    'exhibit.severity': severityOfWord(text('severity')),
    'exhibit.target': resource,
    'event.kind': 'state',
    'event.category': 'configuration',
    'event.type': 'info',
    'event.provider': 'CloudSploit',
    'event.action': 'posture',
    'event.outcome': /^(?:OK|PASS)$/.test(status) ? 'success' : status === 'FAIL' ? 'failure' : 'unknown',
    'event.severity': text('severity'),
    'rule.id': text('plugin'),
    'rule.name': text('title'),
    'rule.category': text('category'),
    'rule.description': text('description'),
  });
  const message = `${status}: ${text('title') ?? ''} (${resource ?? 'the account'}, ${text('region') ?? ''}): ${text('message') ?? ''}`;
  return { events: [{ time: null, fields, message }] };
}

/** Cloud and account stand in the resource's name alone. */
function cloudOf(resource: string | null, region: string | null): FoundFields {
  const place = { 'cloud.region': region === 'Global' || region === 'global' ? null : region };
  const [, arnAccount = ''] = /^arn:aws[\w-]*:[^:]*:[^:]*:(\d{12}|):/.exec(resource ?? '') ?? [];
  if (resource?.startsWith('arn:aws') === true) return account('aws', arnAccount, place);
  const subscription = /^\/subscriptions\/([^/]+)/.exec(resource ?? '')?.[1];
  if (subscription !== undefined) return account('azure', subscription, place);
  const project = /^projects\/([^/]+)/.exec(resource ?? '')?.[1];
  return project === undefined ? place : account('gcp', project, place);
}

function account(provider: string, id: string, place: FoundFields): FoundFields {
  const known = id === '' ? null : id;
  return {
    ...place,
    'cloud.provider': provider,
    'cloud.account.id': known,
    'exhibit.lane': cloudLane(provider, known),
  };
}
