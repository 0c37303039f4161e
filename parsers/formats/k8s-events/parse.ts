import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Envelope, Payload } from '../../carriers/unwrap.js';
import type { Outcome } from '../../model/event.js';
import type { EventFields } from '../../model/fields.js';
import { imageReference } from '../../model/image-reference.js';
import { resourceOfKind } from '../../model/kubernetes-object.js';
import { clusterLane, workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import { isClusterEvent, readClusterEvent } from './schema.js';
import type { ClusterEvent } from './schema.js';
import { clusterEventTimes } from './times.js';
import { lookupTable } from '../../model/lookup-table.js';

/** What a cluster tells in its events, and how it is read. */
export const clusterEventPayloads: PayloadFormat = {
  what: 'Kubernetes event',
  known: 'involvedObject or regarding',
  isOwn: isClusterEvent,
  read: readPayload,
};

function readPayload({ value, envelope }: Payload): ReadPayload {
  const event = readClusterEvent(value);
  const { time, end, problem } = clusterEventTimes(event);
  return {
    events: [
      {
        time,
        otherTimes: end === null ? [] : [end],
        fields: fieldsOf(event, envelope),
        message: sentence(event, end?.text ?? null),
      },
    ],
    problems: problem === null ? [] : [problem],
  };
}

function fieldsOf(event: ClusterEvent, { cluster, host }: Envelope): EventFields {
  const isPod = event.kind === 'Pod';
  const isNode = event.kind === 'Node';
  const namespace = isNode ? null : event.namespace;
  const node = isNode ? event.name : (event.host ?? host);
  const outcome = outcomeOf(event);
  const note = event.note ?? '';
  const image = imageReference(/\bimage "([^"\s]+)"/.exec(note)?.[1] ?? '');
  const killed = /Killed process (\d+) \(([^)]*)\)/.exec(note);
  return statedFields({
    'exhibit.layer': isNode ? 'host' : 'cluster',
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': outcome === 'unknown' ? null : event.reason,
    'exhibit.lane': isNode
      ? workloadLane({ host: event.name })
      : clusterLane({ cluster, namespace, pod: isPod ? event.name : null }),
    'exhibit.severity': event.type === 'Warning' ? 5 : event.type === 'Normal' ? 2 : null,
    'event.action': event.reason,
    'event.category': CONTAINER_REASONS.has(event.reason ?? '') ? 'process' : 'configuration',
    'event.kind': 'event',
    'event.type': TYPES[event.reason ?? ''] ?? 'info',
    'event.outcome': outcome === 'unknown' ? 'unknown' : 'failure',
    'event.provider': event.component,
    'event.id': event.eventUid,
    'event.severity': event.type,
    'event.original': event.note,
    'host.name': node,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': event.kind === null ? null : resourceOfKind(event.kind),
    'orchestrator.resource.name': event.name,
    'orchestrator.resource.id': event.uid,
    'orchestrator.api_version': event.apiVersion,
    'container.name': /\{([^{}]+)\}$/.exec(event.fieldPath ?? '')?.[1],
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': image.digest,
    'process.pid': killed === null ? null : Number(killed[1]),
    'process.name': killed?.[2],
  });
}

const CONTAINER_REASONS = new Set([
  'Created',
  'Started',
  'Killing',
  'BackOff',
  'Unhealthy',
  'OOMKilling',
  'ExceededGracePeriod',
]);

const TYPES = lookupTable<string>({
  Created: 'creation',
  SuccessfulCreate: 'creation',
  Started: 'start',
  Scheduled: 'change',
  Killing: 'end',
  OOMKilling: 'end',
  SuccessfulDelete: 'deletion',
});

/** Events tell of lifecycles, not of controls; only a refusal or a failure that the reason names is one. */
function outcomeOf({ reason, note }: ClusterEvent): Outcome {
  if (reason === null) return 'unknown';
  if (reason.startsWith('Failed')) return / is forbidden: /.test(note ?? '') ? 'denied' : 'failed';
  return reason === 'BackOff' || reason === 'Unhealthy' ? 'failed' : 'unknown';
}

function sentence(event: ClusterEvent, until: string | null): string {
  const what = [event.kind, [event.namespace, event.name].filter((word) => word !== null).join('/') || null];
  const by =
    event.component === null ? '' : ` (${[event.component, event.host].filter((word) => word !== null).join(' on ')})`;
  const often = event.count > 1 ? ` ${event.count} times${until === null ? '' : `, the last at ${until}`}.` : '';
  const note = event.note === null ? '' : `: ${event.note}`;
  return `${event.reason ?? 'Event'} of ${what.filter((word) => word !== null).join(' ')}${by}${note}${/[.!?]$/.test(note) ? '' : '.'}${often}`;
}
