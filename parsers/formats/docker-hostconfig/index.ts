import { containerIdentity } from '../../model/container-identity.js';
import { hostConfigFields } from '../../model/engine/container.js';
import type { ParsedRecord } from '../../model/event.js';
import type { Format, RecordInput } from '../../model/format.js';
import { asObject, asText, at } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import { workloadOfPath } from '../../model/workload-path.js';

/** What of the host a container was given: the daemon's `hostconfig.json`. Specification: Docker Engine API, HostConfig. */
export const dockerHostconfig: Format = {
  id: 'docker-hostconfig',
  title: "Docker's file on what of the host a container got (hostconfig.json)",
  parserVersion: 'docker-hostconfig/1',
  status: 'lab data',
  rulesOnly: false,
  detect({ samples }) {
    const sample = samples.find(({ value }) => isHostConfig(value));
    if (sample === undefined)
      return {
        claim: false,
        reason: 'It has not NetworkMode, RestartPolicy and LogConfig of a host configuration of Docker.',
      };
    return {
      claim: true,
      framing: sample.framing,
      reason: 'It is a host configuration of Docker (NetworkMode, RestartPolicy, LogConfig).',
    };
  },
  parse,
};

function isHostConfig(value: unknown): boolean {
  const config = asObject(value);
  if (config === null || typeof config['NetworkMode'] !== 'string') return false;
  return asObject(config['RestartPolicy']) !== null && asObject(config['LogConfig']) !== null;
}

function parse({ value, context }: RecordInput): ParsedRecord {
  const config = asObject(value);
  if (config === null || !isHostConfig(config))
    return {
      kind: 'rejected',
      code: 'wrong-shape',
      reason: 'No host configuration of Docker: NetworkMode, RestartPolicy or LogConfig is missing.',
    };
  const id = containerIdentity(workloadOfPath(context.path ?? '')?.containerId ?? '');
  const fields = statedFields(
    {
      'exhibit.layer': 'container',
      'exhibit.outcome': 'unknown',
      'exhibit.lane': workloadLane({ containerId: id }),
      'event.kind': 'state',
      'event.category': 'configuration',
      'event.type': 'info',
      'event.action': 'host configuration',
      'container.id': id,
      'container.runtime': asText(config['Runtime']),
    },
    hostConfigFields(config),
  );
  const message = `Host configuration of container ${id?.slice(0, 12) ?? 'not stated'}: network ${asText(config['NetworkMode']) ?? '-'}, log driver ${asText(at(config, 'LogConfig', 'Type')) ?? '-'}${facts(fields)}`;
  return { kind: 'events', events: [{ time: null, fields, message }] };
}

function facts(fields: ReturnType<typeof statedFields>): string {
  const named = [
    ['privileged', fields['exhibit.k8s.privileged'] === undefined ? undefined : 'yes'],
    ['host paths', fields['exhibit.k8s.host_path']],
    ['host namespaces', fields['exhibit.k8s.host_namespaces']],
    ['capabilities', fields['exhibit.k8s.capabilities']],
  ] as const;
  return named
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `, ${name} ${[value].flat().join(' ')}`)
    .join('');
}
