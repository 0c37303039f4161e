import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Envelope, Payload } from '../../carriers/unwrap.js';
import type { RecordProblem } from '../../model/event.js';
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

/** An alert as JSON, or a line of Falco's text output. */
function isFalcoRecord(value: unknown): boolean {
  return typeof value === 'string' ? isTextAlert(value) || isOwnLine(value) : isFalcoAlert(value);
}

/** What Falco writes, and how it is read. */
export const falcoPayloads: PayloadFormat = {
  what: 'Falco alert',
  known: 'rule, priority and output, or a line of time, priority and text',
  isOwn: isFalcoRecord,
  read: readPayload,
};

function readPayload({ value, envelope }: Payload): ReadPayload {
  const alert = typeof value === 'string' ? readTextAlert(value) : readFalcoAlert(value);
  const facts = alertFacts(alert);
  const time = parseTime(alert.time) ?? parseTime(facts.text('evt.time.iso8601', 'evt.time'));
  const specific = isInternal(alert) ? [internalFields(alert, facts, envelope)] : alertFields(alert, facts, envelope);
  const fields = statedFields(commonFields(alert), ...specific);
  return {
    events: [{ time, fields, message: sentence(alert, fields) }],
    problems: [...timeProblems(alert, time), ...dropProblems(alert, facts)],
  };
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

function commonFields(alert: FalcoAlert): FoundFields {
  return {
    'exhibit.envelope': isFalcoPod(alert.hostname) ? `Falco pod ${alert.hostname}` : null,
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
