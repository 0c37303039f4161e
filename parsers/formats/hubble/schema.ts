import { asList, asObject, asText, asTexts, asWhole, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';

/** One end of a flow, as Cilium knows it. */
export interface FlowEnd {
  readonly ip: string | null;
  readonly port: unknown;
  readonly namespace: string | null;
  readonly pod: string | null;
  readonly cluster: string | null;
  /** `Deployment/web`. */
  readonly workloads: readonly string[];
  /** `k8s:app=web`, `reserved:world`. */
  readonly labels: readonly string[];
  /** Domain names Cilium has seen for the address. */
  readonly names: readonly string[];
}

/** One flow: a packet or message seen at one point of one node. */
export interface Flow {
  readonly time: unknown;
  /** `cluster/node` or `node`. */
  readonly node: string | null;
  readonly uuid: string | null;
  /** `FORWARDED`, `DROPPED`, `AUDIT`, ... */
  readonly verdict: string | null;
  readonly dropReason: string | null;
  readonly source: FlowEnd;
  readonly destination: FlowEnd;
  /** `TCP`, `UDP`, `ICMPv4`, ...; null where layer 4 is not stated. */
  readonly transport: string | null;
  /** `INGRESS`, `EGRESS`: the connection's, seen from the local endpoint. */
  readonly direction: string | null;
  /** Whether the packet goes against the direction of its connection; null where nobody knows. */
  readonly isReply: boolean | null;
  /** Number of Cilium's kind of message: 1 drop, 4 trace, 5 policy verdict, 129 layer 7. */
  readonly messageType: number | null;
  readonly observedAt: string | null;
  readonly l7: JsonObject | null;
  readonly ipVersion: string | null;
  readonly summary: string | null;
  /** Policies that allowed or denied it. */
  readonly policies: readonly string[];
}

/** Lines of the same stream that are no flows. */
const NOTICES = ['lost_events', 'node_status', 'agent_event', 'debug_event'] as const;
export type NoticeKind = (typeof NOTICES)[number];

export interface Notice {
  readonly kind: NoticeKind;
  readonly body: JsonObject;
  readonly time: unknown;
  readonly node: string | null;
}

/** True for a flow, alone or under `flow`, or a notice of the same stream. */
export function isHubbleRecord(value: unknown): boolean {
  return flowObject(value) !== null || readNotice(value) !== null;
}

/** The flow, alone or under `flow`; null where there is none. */
export function flowObject(value: unknown): JsonObject | null {
  const wrapped = asObject(at(value, 'flow'));
  const flow = wrapped ?? asObject(value);
  if (flow === null || asText(flow['verdict']) === null) return null;
  const signs = ['traffic_direction', 'event_type', 'trace_observation_point', 'Type', 'l4', 'l7', 'node_name'];
  const ends = asObject(flow['IP']) !== null || asObject(flow['source']) !== null;
  return ends && signs.some((sign) => Object.hasOwn(flow, sign)) ? flow : null;
}

/** A notice; null for anything else. */
export function readNotice(value: unknown): Notice | null {
  const object = asObject(value);
  if (object === null || asText(object['time']) === null || asText(object['node_name']) === null) return null;
  for (const kind of NOTICES) {
    const body = asObject(object[kind]);
    if (body !== null) return { kind, body, time: object['time'], node: asText(object['node_name']) };
  }
  return null;
}

/** Reads a flow; `value` is the record it stands in. */
export function readFlow(flow: JsonObject, value: unknown): Flow {
  const text = (...path: string[]) => asText(at(flow, ...path));
  const l4 = asObject(flow['l4']) ?? {};
  const transport = Object.keys(l4).find((name) => asObject(l4[name]) !== null) ?? null;
  const reply = flow['is_reply'] ?? flow['reply'];
  return {
    time: flow['time'] ?? at(value, 'time'),
    node: text('node_name') ?? asText(at(value, 'node_name')),
    uuid: text('uuid'),
    verdict: text('verdict'),
    dropReason: text('drop_reason_desc') ?? text('drop_reason'),
    source: readEnd(flow, 'source', transport),
    destination: readEnd(flow, 'destination', transport),
    transport,
    direction: text('traffic_direction'),
    isReply: truth(asObject(reply) === null ? reply : at(reply, 'value')),
    messageType: asWhole(at(flow, 'event_type', 'type')),
    observedAt: text('trace_observation_point'),
    l7: asObject(flow['l7']),
    ipVersion: text('IP', 'ipVersion'),
    summary: text('Summary') ?? text('summary'),
    policies: ['egress_allowed_by', 'ingress_allowed_by', 'egress_denied_by', 'ingress_denied_by'].flatMap((key) =>
      asList(flow[key]).flatMap((policy) => asTexts(at(policy, 'name'))),
    ),
  };
}

function readEnd(flow: JsonObject, side: 'source' | 'destination', transport: string | null): FlowEnd {
  const end = flow[side];
  const text = (name: string) => asText(at(end, name));
  return {
    ip: asText(at(flow, 'IP', side)),
    port: transport === null ? undefined : at(flow, 'l4', transport, `${side}_port`),
    namespace: text('namespace'),
    pod: text('pod_name'),
    cluster: text('cluster_name'),
    workloads: asList(at(end, 'workloads')).map((workload) =>
      [...asTexts(at(workload, 'kind')), ...asTexts(at(workload, 'name'))].join('/'),
    ),
    labels: asTexts(asList(at(end, 'labels'))),
    names: asTexts(asList(flow[`${side}_names`])),
  };
}

function truth(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
