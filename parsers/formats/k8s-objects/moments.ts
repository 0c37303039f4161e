import { isIpAddress } from '../../model/address.js';
import { asList, asText, at } from '../../model/json.js';
import { objectFields, resourceOfKind } from '../../model/kubernetes-object.js';
import { clusterLane, workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { EventFields } from '../../model/fields.js';
import { containerMoments, placeOf } from './containers.js';
import type { KubernetesObject } from './schema.js';

/** One moment in an object's life. */
export interface ObjectMoment {
  /** The time as written. */
  readonly written: unknown;
  /** True for a container's own moment: its fields stand alone, since those of the pod speak of all containers at once. */
  readonly ofContainer: boolean;
  readonly fields: FoundFields;
  readonly message: string;
}

/** The moments an object states, in the order of a life: created, scheduled, started, containers, deletion. */
export function momentsOf(object: KubernetesObject, cluster: string | null): readonly ObjectMoment[] {
  const kind = (object.kind ?? 'object').toLowerCase();
  const moment = (written: unknown, action: string, type: string, message: string): readonly ObjectMoment[] =>
    written === undefined || written === null
      ? []
      : [
          {
            written,
            ofContainer: false,
            fields: { 'event.action': action, 'event.type': type, 'event.kind': 'event' },
            message,
          },
        ];
  const name = `${object.kind ?? 'Object'} ${placeOf(object)}`;
  const isPod = object.kind === 'Pod';
  const node = asText(object.spec['nodeName']) ?? 'a node not stated';
  const grace = asText(object.gracePeriod);
  const before = grace === null || grace === '0' ? '' : `, asked for ${grace} s before`;
  const own = [
    ...moment(object.created, `${kind} created`, 'creation', `${name} was created.`),
    ...(isPod ? moment(scheduledAt(object), 'pod scheduled', 'change', `${name} was assigned to ${node}.`) : []),
    ...(isPod
      ? moment(object.status['startTime'], 'pod started', 'start', `The kubelet of ${node} took on ${name}.`)
      : []),
    ...moment(object.deletion, 'deletion requested', 'deletion', `${name} is to be gone at this time${before}.`),
  ];
  return isPod ? [...own, ...containerMoments(object, cluster)] : own;
}

function scheduledAt({ status }: KubernetesObject): unknown {
  const condition = asList(status['conditions']).find(
    (each) => at(each, 'type') === 'PodScheduled' && at(each, 'status') === 'True',
  );
  return at(condition, 'lastTransitionTime');
}

/** What an object says of itself at any moment; a moment's own fields speak over it. */
export function standingFields(object: KubernetesObject, cluster: string | null): EventFields {
  const { kind, namespace, name } = object;
  const isPod = kind === 'Pod';
  const isNode = kind === 'Node';
  const host = isNode ? name : asText(object.spec['nodeName']);
  const lane = isPod || isNode ? workloadLane({ cluster, namespace, pod: isPod ? name : null, host }) : null;
  return statedFields(...objectFields(object.whole), {
    'exhibit.layer': isNode ? 'host' : 'cluster',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': lane ?? clusterLane({ cluster, namespace: kind === 'Namespace' ? name : namespace }),
    'event.category': 'configuration',
    'event.kind': 'state',
    'event.type': 'info',
    'event.action': `${(kind ?? 'object').toLowerCase()} listed`,
    'event.outcome': 'unknown',
    'event.provider': 'kube-apiserver',
    'host.name': host,
    'host.ip': isPod ? ip(object.status['hostIP']) : isNode ? nodeAddresses(object) : null,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': kind === null ? null : resourceOfKind(kind),
    'orchestrator.resource.name': name,
    'orchestrator.resource.id': object.uid,
    'orchestrator.api_version': object.apiVersion,
    'exhibit.k8s.owner': object.owner,
    'exhibit.k8s.pod_ip': isPod ? podAddresses(object) : null,
  });
}

function podAddresses({ status }: KubernetesObject): readonly string[] {
  const listed = asList(status['podIPs']).map((each) => at(each, 'ip'));
  return [...listed, status['podIP']].flatMap((value) => ip(value) ?? []);
}

function nodeAddresses({ status }: KubernetesObject): readonly string[] {
  return asList(status['addresses']).flatMap((each) => ip(at(each, 'address')) ?? []);
}

function ip(value: unknown): string | null {
  const text = asText(value);
  return text !== null && isIpAddress(text) ? text : null;
}
