import { unwrapRecord } from '../../carriers/unwrap.js';
import type { Envelope, Payload } from '../../carriers/unwrap.js';
import type { NormalisedEvent, ParsedRecord, RecordProblem } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { RecordedTime } from '../../model/time.js';
import { parseTime } from '../../time/parse.js';
import { descriptorFields } from './endpoints.js';
import { alertFacts } from './facts.js';
import type { Facts } from './facts.js';
import { auditPlugin, cloudPlugin } from './plugin-fields.js';
import type { PluginView } from './plugin-fields.js';
import { isFalcoAlert, readFalcoAlert } from './schema.js';
import type { FalcoAlert } from './schema.js';
import { sentence } from './sentence.js';
import { falcoSeverity } from './severity.js';
import { syscallFields } from './syscall-fields.js';
import { attackOfTags } from './tags.js';
import { isOwnLine, isTextAlert, readTextAlert } from './text-alert.js';

/** Reads one record: an alert as JSON or text, or carriers with alerts in them. */
export function parseFalcoRecord(record: RecordInput): ParsedRecord {
  const payloads = unwrapRecord(record, isFalcoRecord);
  const own = payloads.filter(({ value }) => isFalcoRecord(value));
  const strange = payloads.filter(({ value }) => !isFalcoRecord(value));
  if (own.length === 0 && strange.length > 0) {
    return strange.some(({ cut }) => cut)
      ? { kind: 'rejected', code: 'truncated', reason: 'The text that carries the alert is cut off before its end.' }
      : { kind: 'rejected', code: 'wrong-shape', reason: 'No Falco alert: rule, priority and output are missing.' };
  }
  const read = own.map(readPayload);
  const problems = [
    ...read.flatMap((each) => each.problems),
    ...strange.map(({ path, cut }) => ({
      code: cut ? ('truncated' as const) : ('wrong-shape' as const),
      reason: `What lies under ${path} is no whole Falco alert and was left out.`,
    })),
  ];
  return { kind: 'events', events: read.map(({ event }) => event), ...(problems.length === 0 ? {} : { problems }) };
}

/** An alert as JSON, or a line of Falco's text output. */
export function isFalcoRecord(value: unknown): boolean {
  return typeof value === 'string' ? isTextAlert(value) || isOwnLine(value) : isFalcoAlert(value);
}

interface ReadAlert {
  readonly event: NormalisedEvent;
  readonly problems: readonly RecordProblem[];
}

function readPayload({ value, path, envelope }: Payload): ReadAlert {
  const alert = typeof value === 'string' ? readTextAlert(value) : readFalcoAlert(value);
  const facts = alertFacts(alert);
  const time = parseTime(alert.time) ?? parseTime(facts.text('evt.time.iso8601', 'evt.time'));
  const specific = isInternal(alert) ? [internalFields(alert, facts, envelope)] : alertFields(alert, facts, envelope);
  const fields = statedFields(commonFields(alert, envelope), ...specific);
  const event: NormalisedEvent = {
    time,
    ...(envelope.times.length === 0 ? {} : { otherTimes: envelope.times }),
    ...(path === '' ? {} : { path }),
    fields,
    message: sentence(alert, fields),
  };
  return { event, problems: [...timeProblems(alert, time), ...dropProblems(alert, facts)] };
}

function alertFields(alert: FalcoAlert, facts: Facts, envelope: Envelope): readonly FoundFields[] {
  const attack = attackOfTags(alert.tags);
  const plugin = pluginView(alert, facts, envelope);
  const outcome = plugin?.outcome ?? 'detected';
  const specific =
    plugin === null
      ? [descriptorFields(facts), syscallFields(facts, hostOf(alert, facts, envelope), clusterOf(facts, envelope))]
      : [plugin.fields];
  const common: FoundFields = {
    'exhibit.outcome': outcome,
    'exhibit.severity': falcoSeverity(alert.priority),
    'event.action': plugin?.action ?? facts.text('evt.type') ?? alert.rule,
    'event.kind': 'alert',
    'event.type': outcome === 'denied' ? ['info', 'denied'] : ['info'],
    'rule.name': alert.rule,
    'rule.category': alert.tags,
    'threat.tactic.name': attack.tactics,
    'threat.technique.id': attack.techniques,
  };
  return [...specific, common];
}

/** Falco on itself: metrics, drops, its own log lines. No alert, and nothing that happened on a workload. */
function internalFields(alert: FalcoAlert, facts: Facts, envelope: Envelope): FoundFields {
  const host = hostOf(alert, facts, envelope);
  return {
    'exhibit.layer': 'host',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': workloadLane({ host }),
    'event.action': alert.rule ?? 'log',
    'event.kind': /metrics/i.test(alert.rule ?? '') ? 'metric' : 'event',
    'event.category': ['host'],
    'event.type': ['info'],
    'host.name': host,
  };
}

function commonFields(alert: FalcoAlert, envelope: Envelope): FoundFields {
  const pod = isFalcoPod(alert.hostname) ? [`Falco pod ${alert.hostname}`] : [];
  return {
    'exhibit.envelope': [...envelope.names, ...pod],
    'event.outcome': 'unknown',
    'event.provider': alert.source,
    'event.id': alert.uuid,
    'event.severity': alert.priority,
    'event.original': alert.output,
  };
}

function pluginView(alert: FalcoAlert, facts: Facts, envelope: Envelope): PluginView | null {
  const source = alert.source ?? '';
  if (source.startsWith('k8s_audit') || facts.text('ka.verb', 'ka.user.name') !== null)
    return auditPlugin(facts, clusterOf(facts, envelope));
  if (source.startsWith('aws_cloudtrail') || facts.text('ct.name') !== null) return cloudPlugin(facts, 'aws');
  return source.startsWith('gcp_auditlog') || facts.text('gcp.methodName') !== null ? cloudPlugin(facts, 'gcp') : null;
}

/** The node: a name that Falco or an operator states as such, else `hostname`, unless that is Falco's own pod. */
function hostOf(alert: FalcoAlert, facts: Facts, envelope: Envelope): string | null {
  const stated = facts.text('k8s.node.name', 'k8smeta.node.name', 'evt.hostname');
  if (stated !== null && !isFalcoPod(stated)) return stated;
  return alert.hostname !== null && !isFalcoPod(alert.hostname) ? alert.hostname : envelope.host;
}

/** `falco-xczjd`, `falco-k8saudit-eks-96d7f6f99-vwjgc`: names that a DaemonSet or Deployment gives. */
function isFalcoPod(name: string | null): boolean {
  return name !== null && /^falco(?:-[a-z0-9]+)*-[bcdfghjklmnpqrstvwxz2456789]{5}$/.test(name);
}

function clusterOf(facts: Facts, envelope: Envelope): string | null {
  return facts.text('k8s.cluster.name', 'ka.cluster.name', 'cluster') ?? envelope.cluster;
}

function isInternal({ source, rule }: FalcoAlert): boolean {
  return source === 'internal' || rule?.startsWith('Falco internal') === true;
}

function timeProblems(alert: FalcoAlert, time: RecordedTime | null): readonly RecordProblem[] {
  if (alert.time === null || parseTime(alert.time) !== null) return [];
  const rest = time === null ? 'the alert is kept without a time' : `evt.time (${time.text}) was taken instead`;
  return [{ code: 'bad-time', reason: `The time "${alert.time.slice(0, 80)}" cannot be read; ${rest}.` }];
}

/** A notice of dropped events proves a hole in what Falco saw. */
function dropProblems(alert: FalcoAlert, facts: Facts): readonly RecordProblem[] {
  const isNotice =
    /syscall event drop|syscall buffer drop/i.test(alert.rule ?? '') ||
    /events? drop/i.test(isInternal(alert) ? (alert.output ?? '') : '');
  if (!isNotice) return [];
  const count = facts.text('n_drops', 'n_drops_buffer_total');
  return [
    {
      code: 'dropped-events',
      reason: `Falco states that it lost ${count ?? 'an unstated number of'} system calls: its silence around this time proves nothing.`,
    },
  ];
}
