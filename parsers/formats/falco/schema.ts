import { asObject, asText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** One alert of Falco, or of Falcosidekick, which passes it on with a few keys more. */
export interface FalcoAlert {
  /** Name of the rule; some forwarders write the key `Rule`. */
  readonly rule: string | null;
  /** `Emergency` to `Debug`, in any letter case. */
  readonly priority: string | null;
  /** The line for humans: `HH:MM:SS.nnnnnnnnn: Priority text (k=v ...)`. */
  readonly output: string | null;
  /** RFC 3339 in UTC with nine digits, as written. */
  readonly time: string | null;
  /** `syscall`, `k8s_audit`, `aws_cloudtrail`, `internal`, ...; absent in old versions (syscall). */
  readonly source: string | null;
  readonly tags: readonly string[];
  /** Where Falco ran; often the name of its pod, not of the node. */
  readonly hostname: string | null;
  /** Set by Falcosidekick. */
  readonly uuid: string | null;
  /** Facts by dotted name. The dots are part of the key. */
  readonly facts: JsonObject;
}

/** True for an alert, or a part of one that still has its facts. */
export function isFalcoAlert(value: unknown): boolean {
  const object = asObject(value);
  if (object === null) return false;
  if (asText(object['rule'] ?? object['Rule']) !== null) {
    return (
      asText(object['output']) !== null &&
      (asText(object['priority']) !== null || asObject(object['output_fields']) !== null)
    );
  }
  return asObject(object['output_fields']) !== null;
}

/** True for an alert with the keys that make it unmistakable. */
export function isWholeAlert(value: unknown): boolean {
  const object = asObject(value);
  return (
    isFalcoAlert(value) &&
    asText(object?.['rule'] ?? object?.['Rule']) !== null &&
    asText(object?.['priority']) !== null
  );
}

/** Reads a value that `isFalcoAlert` accepts. */
export function readFalcoAlert(value: unknown): FalcoAlert {
  const object = asObject(value) ?? {};
  const tags = object['tags'];
  return {
    rule: asText(object['rule'] ?? object['Rule']),
    priority: asText(object['priority']),
    output: asText(object['output']),
    time: asText(object['time']),
    source: asText(object['source']),
    tags: Array.isArray(tags) ? tags.map(asText).filter((tag) => tag !== null) : [],
    hostname: asText(object['hostname']),
    uuid: asText(object['uuid']),
    facts: asObject(object['output_fields']) ?? {},
  };
}
