import type { ParsedRecord } from '../../model/event.js';
import type { RecordInput } from '../../model/format.js';
import { asList, asObject, asText, asTexts, at } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';

/** Name spaces that a container has of its own; one that is missing is the host's. */
const NAMESPACES = ['pid', 'network', 'ipc'] as const;

/** Reads one specification: what the container was allowed and given. Only CRI-O's annotation says when it was made. */
export function parseCheckpointSpec({ value }: RecordInput): ParsedRecord {
  const spec = asObject(value);
  if (spec === null)
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No runtime specification: it is no JSON object.' };
  const annotation = (key: string): string | null => asText(at(spec, 'annotations', key));
  const [namespace, pod] = [annotation('io.kubernetes.pod.namespace'), annotation('io.kubernetes.pod.name')];
  const own = asList(at(spec, 'linux', 'namespaces')).map((each) => asText(at(each, 'type')));
  const container = annotation('io.kubernetes.container.name');
  const binds = asList(spec['mounts']).filter((mount) => asText(at(mount, 'type')) === 'bind');
  const fields = statedFields({
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': workloadLane({ namespace, pod }),
    'event.kind': 'state',
    'event.action': 'specification',
    'container.name': container,
    'container.runtime': annotation('io.container.manager'),
    'orchestrator.namespace': namespace,
    'orchestrator.resource.name': pod,
    'orchestrator.resource.type': pod === null ? null : 'pods',
    'orchestrator.resource.id': annotation('io.kubernetes.pod.uid'),
    'process.args': asTexts(at(spec, 'process', 'args')),
    'process.working_directory': asText(at(spec, 'process', 'cwd')),
    'user.id': asText(at(spec, 'process', 'user', 'uid')),
    'process.thread.capabilities.effective': asTexts(at(spec, 'process', 'capabilities', 'effective')),
    'exhibit.k8s.host_path': binds.map((mount) => asText(at(mount, 'source'))).filter((source) => source !== null),
    'exhibit.k8s.host_namespaces': own.length === 0 ? [] : NAMESPACES.filter((type) => !own.includes(type)),
  });
  const time = parseTime(annotation('io.kubernetes.cri-o.Created'));
  const command = asTexts(at(spec, 'process', 'args')).join(' ');
  const message = `Specification of container ${container ?? asText(spec['hostname']) ?? 'without a name'}: ${command || 'no command stated'}`;
  return { kind: 'events', events: [{ time, fields, message }] };
}
