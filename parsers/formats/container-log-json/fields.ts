import { imageReference } from '../../model/image-reference.js';
import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import type { FoundFields } from '../../model/stated-fields.js';

/**
 * What stands beside the line: the labels and variables that `--log-opt labels=,env=,tag=` asked for (`attrs`), and what
 * Fluentd and Fluent Bit add (`kubernetes`, `docker`).
 */
export function shipperFields(entry: JsonObject): FoundFields {
  const attrs = asObject(entry['attrs']) ?? {};
  const kubernetes = asObject(entry['kubernetes']) ?? {};
  const pod = asText(kubernetes['pod_name'] ?? attrs['io.kubernetes.pod.name']);
  const image = imageReference(asText(kubernetes['container_image']) ?? '');
  return {
    'container.id': asText(kubernetes['docker_id'] ?? asObject(entry['docker'])?.['container_id']),
    'container.name': asText(kubernetes['container_name'] ?? attrs['io.kubernetes.container.name']),
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'orchestrator.namespace': asText(kubernetes['namespace_name'] ?? attrs['io.kubernetes.pod.namespace']),
    'orchestrator.resource.type': pod === null ? null : 'pods',
    'orchestrator.resource.name': pod,
    'orchestrator.resource.id': asText(kubernetes['pod_id'] ?? attrs['io.kubernetes.pod.uid']),
    'host.name': asText(kubernetes['host']),
    tags: asText(attrs['tag']),
  };
}
