import type { Envelope } from '../../carriers/unwrap.js';
import { attackTechniques } from '../../model/attack-tags.js';
import { containerIdentity } from '../../model/container-identity.js';
import type { EventFields } from '../../model/fields.js';
import { imageReference } from '../../model/image-reference.js';
import { asText, asTexts, asWhole } from '../../model/json.js';
import { classOf } from '../../model/kernel-function.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import { targetFields } from './arguments.js';
import { tetragonOutcome } from './outcome.js';
import type { TetragonEvent, TetragonProcess } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

const NO_LOGIN = 4_294_967_295;

/** The normalised fields of an event. */
export function tetragonFields(event: TetragonEvent, envelope: Envelope): EventFields {
  const { kind, body } = event;
  const { outcome, original, ecs } = tetragonOutcome(event);
  const tags = asTexts(body['tags']);
  const enforced = outcome === 'prevented' || outcome === 'killed';
  return statedFields(placeFields(event, envelope), processFields(event), targetFields(event), classFields(event), {
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': original,
    'exhibit.count': asWhole(body['number_of_dropped_process_events']),
    'event.action': actionOf(event),
    'event.kind': enforced ? 'alert' : 'event',
    'event.outcome': ecs,
    'event.provider': kind,
    'event.reason': asText(body['message']),
    'process.exit_code': kind === 'process_exit' ? (asWhole(body['status']) ?? 0) : null,
    'rule.name': asText(body['policy_name']),
    'rule.category': tags,
    'threat.technique.id': attackTechniques(tags),
  });
}

/** The hooked function or tracepoint, else the kind of event. */
export function actionOf({ kind, body }: TetragonEvent): string {
  const probe = [asText(body['subsys']), asText(body['event'])].filter((word) => word !== null).join('/');
  return asText(body['function_name']) ?? (probe || (asText(body['symbol']) ?? kind));
}

function placeFields({ process, nodeName, clusterName }: TetragonEvent, envelope: Envelope): FoundFields {
  const pod = process?.pod ?? null;
  const stated = pod?.containerId ?? process?.docker ?? null;
  const id = stated === null ? null : containerIdentity(stated);
  const host = nodeName ?? envelope.host;
  const cluster = clusterName ?? envelope.cluster;
  const image = imageReference(pod?.image ?? '');
  const imageId = imageReference((pod?.imageId ?? '').replace(/^[a-z-]+:\/\//, ''));
  const workload = pod?.workload ?? null;
  return {
    'exhibit.layer': id !== null || pod !== null ? 'container' : 'host',
    'exhibit.lane': workloadLane({ cluster, namespace: pod?.namespace, pod: pod?.name, containerId: id, host }),
    'host.name': host,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': pod?.namespace,
    'orchestrator.resource.type': pod?.name == null ? null : 'pods',
    'orchestrator.resource.name': pod?.name,
    'orchestrator.resource.id': pod?.uid,
    'exhibit.k8s.owner': workload === null ? null : [pod?.workloadKind, workload].filter(Boolean).join('/'),
    'container.id': id,
    'container.name': pod?.containerName,
    'container.image.name': image.name ?? imageId.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': imageId.name === null ? null : imageId.digest,
    // Without a repository it is the digest of the image's configuration.
    'container.image.id': imageId.name === null ? imageId.digest : null,
    'container.runtime': /^([a-z-]+):\/\//.exec(pod?.containerId ?? '')?.[1],
  };
}

function processFields({ process, parent }: TetragonEvent): FoundFields {
  return {
    'user.id': process?.uid,
    'user.name': process?.userName,
    'user.audit.id': process?.auid === NO_LOGIN ? null : process?.auid,
    'process.name': baseName(process),
    'process.executable': process?.binary,
    'process.command_line': commandLine(process),
    'process.working_directory': process?.cwd,
    'process.start': asText(process?.startTime),
    'process.pid': process?.pid,
    'process.thread.id': process?.tid,
    'process.vpid': process?.pod?.containerPid,
    'process.entity_id': process?.execId,
    'process.thread.capabilities.effective': process?.effectiveCapabilities,
    'process.parent.name': baseName(parent),
    'process.parent.executable': parent?.binary,
    'process.parent.command_line': commandLine(parent),
    'process.parent.pid': parent?.pid,
    'process.parent.entity_id': parent?.execId ?? process?.parentExecId,
    'exhibit.cut': cuts(process),
  };
}

/** What the sensor itself says it could not read whole. */
function cuts(process: TetragonProcess | null): readonly string[] {
  const flags = process?.flags ?? [];
  return [
    ...(flags.includes('truncArgs') ? ['process arguments'] : []),
    ...(flags.includes('truncFilename') ? ['path of the program'] : []),
  ];
}

function baseName(process: TetragonProcess | null): string | null {
  return process?.binary?.split('/').at(-1) ?? null;
}

function commandLine(process: TetragonProcess | null): string | null {
  return process === null ? null : [process.binary, process.args].filter((word) => word !== null).join(' ');
}

const CLASSES = lookupTable<readonly [category: string, type: string]>({
  process_exec: ['process', 'start'],
  process_exit: ['process', 'end'],
  process_loader: ['library', 'start'],
  process_connect: ['network', 'connection'],
  process_accept: ['network', 'connection'],
  process_listen: ['network', 'info'],
  process_close: ['network', 'end'],
  process_dns: ['network', 'info'],
  process_throttle: ['host', 'info'],
  rate_limit_info: ['host', 'info'],
});

function classFields(event: TetragonEvent): FoundFields {
  const own = CLASSES[event.kind];
  if (own !== undefined) return { 'event.category': own[0], 'event.type': own[1] };
  const name = actionOf(event).replace(/^(?:__\w+_sys_|sys_|syscalls\/sys_(?:enter|exit)_)/, '');
  const network = /^(?:tcp|udp|inet|ip|sock|skb|net|dev)_/.test(name);
  const { category, type } = classOf(name);
  return { 'event.category': network ? 'network' : category, 'event.type': type };
}
