import { clusterOfGroup } from '../../carriers/aws.js';
import type { LogEvent } from '../../carriers/aws.js';
import { carrierName } from '../../carriers/carried.js';
import { decodeJson } from '../../carriers/decode-json.js';
import { containerIdentity } from '../../model/container-identity.js';
import type { EventFields } from '../../model/fields.js';
import { asText, at } from '../../model/json.js';
import { clusterLane, cloudLane, functionLane, workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import { authenticatorFields } from './authenticator.js';
import { lambdaFields } from './lambda.js';

/** The normalised fields of an event: where its log group places it, and what the lines of AWS' own services say. */
export function logFields(event: LogEvent, text: string): EventFields {
  const { group, stream, owner, id } = event;
  const common: FoundFields = {
    'exhibit.layer': 'cloud',
    'exhibit.lane': cloudLane('aws', owner),
    'exhibit.outcome': 'unknown',
    'exhibit.envelope': group === null && stream === null ? null : carrierName('CloudWatch', group, stream),
    'event.action': 'log',
    'event.kind': 'event',
    'event.type': 'info',
    'event.outcome': 'unknown',
    'event.provider': group,
    'event.id': id,
    'event.original': text,
    'cloud.provider': 'aws',
    'cloud.account.id': owner,
  };
  return statedFields(
    common,
    placeFields(event, text),
    lambdaFields(functionOf(event), text),
    authenticatorFields(stream, text),
  );
}

/** `/aws/lambda/<function>` */
function functionOf({ group }: LogEvent): string | null {
  return /^\/aws\/lambda\/(.+)$/.exec(group ?? '')?.[1] ?? null;
}

function placeFields(event: LogEvent, text: string): FoundFields {
  const { group, owner } = event;
  const name = functionOf(event);
  if (name !== null)
    return {
      'exhibit.layer': 'function',
      'exhibit.lane': functionLane('aws', owner, name),
      'cloud.service.name': 'lambda',
      'faas.name': name,
    };
  const cluster = clusterOfGroup(group);
  if (cluster === null) return {};
  if (group?.startsWith('/aws/containerinsights/') === true) return containerFields(cluster, text);
  return {
    'exhibit.layer': 'cluster',
    'exhibit.lane': clusterLane({ cluster }),
    'cloud.service.name': 'eks',
    'orchestrator.cluster.name': cluster,
  };
}

/** Container Insights: the line of a container with its pod, as Fluent Bit writes it. */
function containerFields(cluster: string, text: string): FoundFields {
  const line = text.startsWith('{') ? decodeJson(text) : undefined;
  const stated = (name: string) => asText(at(line, 'kubernetes', name));
  const [namespace, pod, host] = [stated('namespace_name'), stated('pod_name'), stated('host')];
  const id = containerIdentity(stated('docker_id') ?? stated('container_id') ?? '');
  const original = asText(at(line, 'log'))?.trimEnd();
  return {
    'exhibit.layer': pod === null && id === null ? 'host' : 'container',
    'exhibit.lane': workloadLane({ cluster, namespace, pod, containerId: id, host }) ?? clusterLane({ cluster }),
    'event.original': original,
    'host.name': host,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': pod === null ? null : 'pods',
    'orchestrator.resource.name': pod,
    'orchestrator.resource.id': stated('pod_id'),
    'container.id': id,
    'container.name': stated('container_name'),
  };
}
