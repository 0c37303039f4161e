import type { Envelope } from '../../carriers/unwrap.js';
import { domainName, ipAddress, portNumber } from '../../model/address.js';
import type { Outcome } from '../../model/event.js';
import type { EventFields } from '../../model/fields.js';
import { asList, asText, asTexts, asWhole, at } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import type { Flow, FlowEnd } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

const OUTCOMES = lookupTable<Outcome>({
  FORWARDED: 'allowed',
  REDIRECTED: 'allowed',
  TRACED: 'allowed',
  TRANSLATED: 'allowed',
  DROPPED: 'prevented',
  ERROR: 'prevented',
  AUDIT: 'detected',
});

const ECS_OUTCOMES: { readonly [outcome in Outcome]?: string } = { allowed: 'success', prevented: 'failure' };

/** The normalised fields of a flow. */
export function flowFields(flow: Flow, envelope: Envelope): EventFields {
  const outcome = OUTCOMES[flow.verdict ?? ''] ?? 'unknown';
  return statedFields(placeFields(flow, envelope), endFields(flow), layer7Fields(flow), {
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': [flow.verdict, flow.dropReason].filter((word) => word !== null).join(' '),
    'event.action': actionOf(flow),
    'event.category': 'network',
    'event.kind': 'event',
    'event.type': ['connection', ...(outcome === 'allowed' ? ['allowed'] : outcome === 'prevented' ? ['denied'] : [])],
    'event.outcome': ECS_OUTCOMES[outcome] ?? 'unknown',
    'event.provider': 'hubble',
    'event.id': flow.uuid,
    'event.reason': flow.dropReason,
    'event.original': flow.summary,
    'rule.name': flow.policies,
  });
}

/** The local endpoint: who opens an outgoing connection, who is called by an incoming one; replies go the other way. */
function localEnd({ direction, isReply, source, destination }: Flow): FlowEnd {
  const called = (direction === 'INGRESS') !== (isReply === true);
  if (direction !== null && direction !== 'TRAFFIC_DIRECTION_UNKNOWN') return called ? destination : source;
  return source.pod === null && destination.pod !== null ? destination : source;
}

function placeFields(flow: Flow, envelope: Envelope): FoundFields {
  const local = localEnd(flow);
  const { cluster: stated, host } = nodeOf(flow.node);
  const cluster = local.cluster ?? stated ?? envelope.cluster;
  const account = /^k8s:io\.cilium\.k8s\.policy\.serviceaccount=(.+)$/;
  return {
    'exhibit.layer': local.pod === null ? 'host' : 'container',
    'exhibit.lane': workloadLane({ cluster, namespace: local.namespace, pod: local.pod, host: host ?? envelope.host }),
    'host.name': host ?? envelope.host,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': local.namespace,
    'orchestrator.resource.type': local.pod === null ? null : 'pods',
    'orchestrator.resource.name': local.pod,
    'exhibit.k8s.owner': local.workloads,
    'exhibit.k8s.service_account': local.labels.map((label) => account.exec(label)?.[1] ?? '').find(Boolean),
  };
}

/** `cluster/node`; a single cluster writes the node alone, or `default` where nobody named the cluster. */
export function nodeOf(node: string | null): { readonly cluster: string | null; readonly host: string | null } {
  const [first = null, second] = node?.split('/') ?? [];
  return second === undefined
    ? { cluster: null, host: first }
    : { cluster: first === 'default' ? null : first, host: second };
}

const IANA = lookupTable<string>({ TCP: '6', UDP: '17', ICMPv4: '1', ICMPv6: '58', SCTP: '132' });

function endFields({ source, destination, transport, direction, ipVersion }: Flow): FoundFields {
  return {
    'source.ip': ipAddress(source.ip),
    'source.port': portNumber(source.port),
    'source.domain': source.names.map(domainName),
    'destination.ip': ipAddress(destination.ip),
    'destination.port': portNumber(destination.port),
    'destination.domain': destination.names.map(domainName),
    'exhibit.flow.source': endName(source),
    'exhibit.flow.destination': endName(destination),
    'network.transport': transport?.toLowerCase().replace(/^icmpv4$/, 'icmp'),
    'network.iana_number': IANA[transport ?? ''],
    'network.type': ipVersion?.toLowerCase().replace('ip_not_used', ''),
    'network.direction': direction === 'INGRESS' || direction === 'EGRESS' ? direction.toLowerCase() : null,
  };
}

/** `shop/web-1`, else what Cilium knows it as: `reserved:world`. */
export function endName({ namespace, pod, labels }: FlowEnd): string | null {
  if (pod !== null) return namespace === null ? pod : `${namespace}/${pod}`;
  return labels.find((label) => label.startsWith('reserved:')) ?? null;
}

/** `POLICY_DENIED` and other reasons stand beside the verdict; the action says what kind of message it was. */
const MESSAGES: ReadonlyMap<number | null, string> = new Map([
  [1, 'drop'],
  [2, 'debug'],
  [3, 'capture'],
  [4, 'trace'],
  [5, 'policy-verdict'],
  [7, 'trace-sock'],
]);

function actionOf({ messageType, l7, observedAt }: Flow): string {
  const protocol = l7 === null ? null : layer7Protocol(l7);
  if (protocol !== null) return [protocol, asText(l7?.['type'])?.toLowerCase() ?? 'message'].join('-');
  const message = MESSAGES.get(messageType) ?? 'flow';
  return observedAt === null ? message : `${message} ${observedAt}`;
}

function layer7Protocol(l7: object): string | null {
  return ['dns', 'http', 'kafka'].find((name) => Object.hasOwn(l7, name)) ?? null;
}

const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

function layer7Fields({ l7 }: Flow): FoundFields {
  if (l7 === null) return {};
  const answered = asText(l7['type']) === 'RESPONSE' && Object.hasOwn(l7, 'dns');
  const query = asText(at(l7, 'dns', 'query'));
  const code = asWhole(at(l7, 'dns', 'rcode')) ?? 0;
  const agent = asList(at(l7, 'http', 'headers')).find((header) =>
    /^user-agent$/i.test(asText(at(header, 'key')) ?? ''),
  );
  return {
    'network.protocol': layer7Protocol(l7),
    'dns.question.name': query === null ? null : domainName(query),
    'dns.question.type': asTexts(at(l7, 'dns', 'qtypes')),
    'dns.resolved_ip': asTexts(at(l7, 'dns', 'ips')).filter((ip) => ipAddress(ip) !== null),
    'dns.response_code': answered ? (RCODES[code] ?? String(code)) : null,
    'http.request.method': asText(at(l7, 'http', 'method')),
    'http.response.status_code': asWhole(at(l7, 'http', 'code')),
    'url.original': asText(at(l7, 'http', 'url')),
    'user_agent.original': asText(at(agent, 'value')),
  };
}
