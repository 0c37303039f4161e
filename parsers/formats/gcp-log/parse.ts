import { auditPayload, isLogEntry, readLogEntry } from '../../carriers/google.js';
import type { LogEntry } from '../../carriers/google.js';
import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import { containerIdentity } from '../../model/container-identity.js';
import { asObject, asText, at } from '../../model/json.js';
import { cloudLane, workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { networkFields, networkSentence } from './network.js';

export const logEntries: PayloadFormat = {
  what: 'Google Cloud log record',
  known: 'logName with jsonPayload or textPayload',
  isOwn: (value) => isLogEntry(value) && auditPayload(value) === null,
  read,
};

function read({ value }: Payload): ReadPayload {
  const entry = readLogEntry(value);
  const payload = at(value, 'jsonPayload') ?? at(value, 'json_payload');
  const logged = parseTime(entry.timestamp, { kind: 'logged', zoneless: 'utc' });
  // A flow states when it began and ended.
  const begun = parseTime(at(payload, 'start_time'), { zoneless: 'utc' });
  const others = [
    begun === null ? null : parseTime(at(payload, 'end_time'), { zoneless: 'utc' }),
    begun === null ? null : logged,
    parseTime(entry.received, { kind: 'ingested', zoneless: 'utc' }),
  ].filter((time) => time !== null);
  const text = textOf(value);
  const written = asText(entry.timestamp);
  return {
    events: [
      {
        time: begun ?? logged,
        ...(others.length === 0 ? {} : { otherTimes: others }),
        fields: statedFields(
          placeFields(entry),
          {
            'exhibit.outcome': 'unknown',
            'exhibit.envelope': entry.logName,
            'event.action': entry.logName?.split('/').at(-1),
            'event.kind': 'event',
            'event.outcome': 'unknown',
            'event.provider': entry.resourceType,
            'event.id': entry.insertId,
            'event.severity': entry.severity,
            'event.original': text,
          },
          networkFields(payload),
        ),
        message: networkSentence(payload) ?? text ?? 'An entry without text.',
      },
    ],
    key: entry.insertId === null || written === null ? null : `${entry.insertId}/${written}/${entry.logName ?? ''}`,
  };
}

/** A structured line has its text in `message`; without one the payload itself is shown. */
function textOf(value: unknown): string | null {
  const payload = at(value, 'jsonPayload') ?? at(value, 'json_payload');
  const line = asText(at(value, 'textPayload')) ?? asText(at(value, 'text_payload'));
  const message = asText(at(payload, 'message')) ?? asText(at(payload, 'MESSAGE'));
  return line ?? message ?? (asObject(payload) === null ? null : JSON.stringify(payload));
}

/** GKE names pod, container and node in the labels of the resource; the node's own logs hold container ids in their text. */
function placeFields({ resourceLabels, labels, project, account }: LogEntry) {
  const label = (name: string) => asText(resourceLabels[name]);
  const [cluster, namespace, pod] = [label('cluster_name'), label('namespace_name'), label('pod_name')];
  const host = label('node_name') ?? asText(labels['compute.googleapis.com/resource_name']);
  const id = containerIdentity(asText(labels['container_id']) ?? '');
  return {
    'exhibit.layer': pod !== null || id !== null ? 'container' : host === null ? 'cloud' : 'host',
    'exhibit.lane': workloadLane({ cluster, namespace, pod, containerId: id, host }) ?? cloudLane('gcp', account),
    'cloud.provider': 'gcp',
    'cloud.account.id': account,
    'cloud.project.id': project,
    'cloud.region': label('location')?.replace(/-[a-z]$/, ''),
    'cloud.instance.id': label('instance_id'),
    'host.name': host,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': pod === null ? null : 'pods',
    'orchestrator.resource.name': pod,
    'container.id': id,
    'container.name': label('container_name'),
  };
}
