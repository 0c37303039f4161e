import { asList, asObject, asText, asTexts, asWhole, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import type { TraceeEvent, TraceeFinding } from './schema.js';

/**
 * Reads the flat layout (up to 0.24): camel-case keys at the top, container and pod as `containerId`, `podName`, ... up to
 * 0.12, later in `container` and `kubernetes`, which may be empty objects beside the old keys.
 */
export function readFlat(value: unknown): TraceeEvent {
  const object = asObject(value) ?? {};
  const container = asObject(object['container']) ?? {};
  const pod = asObject(object['kubernetes']) ?? {};
  const args = asList(object['args']);
  const started = at(object['contextFlags'], 'containerStarted');
  return {
    name: asText(object['eventName']),
    timestamp: object['timestamp'],
    id: asWhole(object['eventId']),
    syscall: asText(object['syscall']),
    returnValue: asWhole(object['returnValue']),
    processName: asText(object['processName']),
    executable: asText(at(object['executable'], 'path')),
    pid: asWhole(object['hostProcessId']),
    vpid: asWhole(object['processId']),
    parentPid: asWhole(object['hostParentProcessId']),
    entityId: asText(object['processEntityId']),
    parentEntityId: asText(object['parentEntityId']),
    userId: asText(object['userId']),
    hostName: asText(object['hostName']),
    containerId: asText(container['id']) ?? asText(object['containerId']),
    containerName: asText(container['name']) ?? asText(object['containerName']),
    image: asText(container['image']) ?? asText(object['containerImage']),
    imageId: null,
    imageDigests: asTexts(container['imageDigest'] ?? object['containerImageDigest']),
    containerStarted: typeof started === 'boolean' ? started : null,
    pod: asText(pod['podName']) ?? asText(object['podName']),
    namespace: asText(pod['podNamespace']) ?? asText(object['podNamespace']),
    podUid: asText(pod['podUID']) ?? asText(object['podUID']),
    policies: asTexts(object['matchedPolicies']),
    finding: flatFinding(asObject(object['metadata'])),
    arguments: [args],
  };
}

/** Reads a finding of `tracee-rules`: the event is `Context`, the signature `SigMetadata`. */
export function readRuleEngine(value: unknown): TraceeEvent {
  const context = asObject(at(value, 'Context')) ?? {};
  const signature = asObject(at(value, 'SigMetadata')) ?? {};
  const event = readFlat(asObject(context['Payload']) ?? context);
  const name = asText(signature['Name']);
  return {
    ...event,
    name: name ?? event.name,
    finding: finding(signature, asText(signature['ID']), name, event.name === null ? [] : [event.name]),
  };
}

function flatFinding(metadata: JsonObject | null): TraceeFinding | null {
  if (metadata === null) return null;
  const properties = asObject(metadata['Properties']) ?? {};
  const id = asText(properties['signatureID']);
  const name = asText(properties['signatureName']);
  if (id === null && name === null && asText(properties['Severity']) === null) return null;
  return finding(metadata, id, name, []);
}

function finding(metadata: JsonObject, id: string | null, name: string | null, from: readonly string[]): TraceeFinding {
  const properties = asObject(metadata['Properties']) ?? {};
  // Before 0.8 tactic and technique stood in one text: `Defense Evasion: Execution Guardrails`.
  const [tactic = null, technique = null] = (asText(properties['MITRE ATT&CK']) ?? '').split(/:\s*/, 2).map(asText);
  return {
    id,
    name,
    description: asText(metadata['Description']),
    severity: asText(properties['Severity']),
    tactic: asText(properties['Category']) ?? tactic,
    technique: asText(properties['Technique']) ?? technique,
    techniqueId: asText(properties['external_id']),
    from,
  };
}
