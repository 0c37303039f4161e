import { asObject, asText, asTexts, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** One alert or log of KubeArmor. */
export interface KubeArmorEvent {
  /** RFC 3339 with microseconds, UTC. */
  readonly updated: unknown;
  /** The same second as an epoch number. */
  readonly timestamp: unknown;
  /** `ContainerLog`, `HostLog` (telemetry); `MatchedPolicy`, `MatchedHostPolicy`, `MatchedNetworkPolicy`, `SystemEvent` (alerts). */
  readonly type: string;
  /** `Process`, `File`, `Network`, `Syscall`, `Capabilities`, `NetworkFirewall`, ... */
  readonly operation: string;
  /** What is acted upon: for `Process` the command that is started, for `File` a path, for `Network` pairs or a domain. */
  readonly resource: string | null;
  /** Who acts: for `Process` the parent, else the command line of the process. */
  readonly source: string | null;
  /** `syscall=SYS_OPENAT fd=-100 flags=O_RDONLY`, newer `lsm=SECURITY_BPRM_CHECK`. */
  readonly data: Readonly<Record<string, string>>;
  /** The same as an object, newer versions. */
  readonly eventData: JsonObject;
  /** `Block`, `Audit`, `Allow`, `Audit (Block)`; absent in telemetry. */
  readonly action: string | null;
  /** `Passed`, or the error the act ended with. */
  readonly result: string | null;
  readonly tags: readonly string[];
  /** All other members. */
  readonly members: JsonObject;
}

const TYPE = /^(?:ContainerLog|HostLog|SystemEvent|Matched\w*Policy)$/;
const PLACES = ['HostName', 'ClusterName', 'PodName', 'ContainerID'];

/** True for an alert or log: a type and an operation of KubeArmor's, and where it happened. */
export function isKubeArmorEvent(value: unknown): boolean {
  const object = asObject(value);
  return (
    object !== null &&
    TYPE.test(asText(object['Type']) ?? '') &&
    asText(object['Operation']) !== null &&
    PLACES.some((key) => asText(object[key]) !== null)
  );
}

/** Reads a value that `isKubeArmorEvent` accepts. */
export function readKubeArmorEvent(value: unknown): KubeArmorEvent {
  const members = asObject(value) ?? {};
  const text = (name: string) => asText(members[name]);
  const listed = asTexts(at(members, 'ATags'));
  return {
    updated: members['UpdatedTime'],
    timestamp: members['Timestamp'],
    type: text('Type') ?? '',
    operation: text('Operation') ?? '',
    resource: text('Resource'),
    source: text('Source'),
    data: pairs(text('Data')),
    eventData: asObject(members['EventData']) ?? {},
    action: text('Action'),
    result: text('Result'),
    tags:
      listed.length > 0
        ? listed
        : (text('Tags')
            ?.split(',')
            .map((tag) => tag.trim()) ?? []),
    members,
  };
}

/** `key=value key=value`; keys are compared in lower case. */
export function pairs(text: string | null): Readonly<Record<string, string>> {
  const found = [...(text ?? '').matchAll(/(?<![^\s,])([\w.]{1,40})=([^\s,]*)/g)];
  return Object.fromEntries(found.map(([, key = '', value = '']) => [key.toLowerCase(), value]));
}
