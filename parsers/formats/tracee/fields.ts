import type { Envelope } from '../../carriers/unwrap.js';
import { containerIdentity } from '../../model/container-identity.js';
import type { EventFields } from '../../model/fields.js';
import { classOf } from '../../model/kernel-function.js';
import { imageReference } from '../../model/image-reference.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import { argumentFacts } from './arguments.js';
import type { ArgumentFacts } from './arguments.js';
import type { TraceeEvent, TraceeFinding } from './schema.js';
import { traceeSeverity } from './severity.js';

const ERROR_NUMBERS = 4095;
/** System calls have the kernel's numbers, below 700; Tracee's own events begin there. */
const SYSTEM_CALLS = 700;

/** The normalised fields of an event. */
export function traceeFields(event: TraceeEvent, envelope: Envelope): EventFields {
  const { finding } = event;
  const facts = argumentFacts(event.arguments, event.name);
  const parts: FoundFields[] = [placeFields(event, envelope), actorFields(event, facts), targetFields(facts)];
  const failed = event.returnValue !== null && event.returnValue < 0 && event.returnValue >= -ERROR_NUMBERS;
  const { category, type } = classOf(event.name ?? '');
  parts.push({
    'exhibit.outcome': failed ? 'failed' : 'detected',
    'exhibit.outcome.original': failed ? `return value ${event.returnValue}` : null,
    'event.action': event.name,
    'event.category': finding === null ? category : 'intrusion_detection',
    'event.kind': finding === null ? 'event' : 'alert',
    'event.type': finding === null ? type : 'info',
    'event.outcome': failed ? 'failure' : answered(event) ? 'success' : 'unknown',
    'event.provider': 'tracee',
    'rule.ruleset': event.policies,
  });
  if (finding !== null) parts.push(findingFields(finding));
  return statedFields(...parts);
}

/** Only a system call's own record says that it was answered without an error. */
function answered({ finding, id, returnValue }: TraceeEvent): boolean {
  return finding === null && id !== null && id < SYSTEM_CALLS && returnValue !== null;
}

function placeFields(event: TraceeEvent, envelope: Envelope): FoundFields {
  const id = event.containerId === null ? null : containerIdentity(event.containerId);
  const inside = event.containerId !== null || event.pod !== null;
  const image = imageReference(event.image ?? event.imageDigests.find((text) => !isDigest(text)) ?? '');
  // Inside a container hostName is the container's own name for itself, often its short id.
  const host = inside ? envelope.host : (event.hostName ?? envelope.host);
  return {
    'exhibit.layer': inside ? 'container' : 'host',
    'exhibit.lane': workloadLane({
      cluster: envelope.cluster,
      namespace: event.namespace,
      pod: event.pod,
      containerId: id,
      host,
    }),
    'exhibit.container.started': inside && event.containerStarted !== null ? String(event.containerStarted) : null,
    'host.name': host,
    'orchestrator.cluster.name': envelope.cluster,
    'orchestrator.namespace': event.namespace,
    'orchestrator.resource.type': event.pod === null ? null : 'pods',
    'orchestrator.resource.name': event.pod,
    'orchestrator.resource.id': event.podUid,
    'container.id': id,
    'container.name': event.containerName,
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.id': event.imageId ?? (image.name === null ? image.digest : null),
    'container.image.hash.all': event.imageDigests
      .filter(isDigest)
      .map((text) => text.slice(text.lastIndexOf('@') + 1)),
  };
}

/** `sha256:` and 64 digits, alone or behind a name. What old builds wrote into `imageDigest` is none. */
function isDigest(text: string): boolean {
  return /(?:^|@)sha256:[0-9a-f]{64}$/.test(text);
}

function actorFields(event: TraceeEvent, facts: ArgumentFacts): FoundFields {
  const executes = event.name === 'sched_process_exec';
  return {
    'user.id': event.userId,
    'process.name': event.processName,
    'process.executable': event.executable ?? (executes ? (facts.path ?? facts.command) : null),
    'process.args': facts.argv,
    'process.command_line': facts.argv.join(' '),
    'process.pid': event.pid,
    'process.vpid': event.vpid,
    'process.entity_id': event.entityId,
    'process.parent.pid': event.parentPid,
    'process.parent.entity_id': event.parentEntityId,
  };
}

function targetFields(facts: ArgumentFacts): FoundFields {
  return {
    'file.path': facts.path ?? facts.command,
    'file.hash.sha256': facts.sha256,
    'source.ip': facts.source,
    'source.port': facts.sourcePort,
    'destination.ip': facts.destination,
    'destination.port': facts.destinationPort,
    'destination.domain': facts.domain,
    'network.transport': facts.transport,
    'dns.question.name': facts.questions,
    'dns.resolved_ip': facts.answers,
    'http.request.method': facts.method,
    'http.response.status_code': facts.status,
    'url.original': facts.uri,
    'user_agent.original': facts.userAgent,
  };
}

function findingFields(finding: TraceeFinding): FoundFields {
  return {
    'exhibit.severity': traceeSeverity(finding.severity),
    'event.severity': finding.severity,
    'event.reason': finding.description,
    'rule.id': finding.id,
    'rule.name': finding.name,
    'threat.tactic.name': finding.tactic?.toLowerCase().replaceAll(' ', '-'),
    'threat.technique.id': finding.techniqueId,
    'threat.technique.name': finding.technique,
  };
}
