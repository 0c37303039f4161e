import { domainName, ipAddress, portNumber } from '../../model/address.js';
import { attackTechniques } from '../../model/attack-tags.js';
import { containerIdentity } from '../../model/container-identity.js';
import type { Outcome } from '../../model/event.js';
import type { EventFields } from '../../model/fields.js';
import { imageReference } from '../../model/image-reference.js';
import { asList, asText, asTexts, asWhole, at } from '../../model/json.js';
import { cloudLane, workloadLane } from '../../model/lane.js';
import { statedFields, type FoundFields } from '../../model/stated-fields.js';
import { productField, resourceDetails } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

/** The normalised fields of a finding. */
export function hubFields(value: unknown): EventFields {
  const text = (...path: string[]) => asText(at(value, ...path));
  const types = asTexts(at(value, 'Types'));
  const { outcome, original } = outcomeOf(value);
  const normalized = asWhole(at(value, 'Severity', 'Normalized'));
  const severity = normalized === null ? LABELS[text('Severity', 'Label') ?? ''] : normalized / 10;
  const generator = text('GeneratorId');
  return statedFields(resourceFields(value), networkFields(value), processFields(value), vulnerabilityFields(value), {
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': original,
    'exhibit.severity': severity !== undefined && severity >= 0 && severity <= 10 ? Math.floor(severity) : null,
    'exhibit.count': asWhole(productField(value, 'service/count')),
    'exhibit.test': at(value, 'Sample') === true ? 'true' : null,
    'event.action':
      asText(productField(value, 'awsApiCallAction/api')) ??
      text('Action', 'AwsApiCallAction', 'Api') ??
      asText(productField(value, 'service/action/actionType')) ??
      text('Action', 'ActionType') ??
      types[0],
    'event.category': text('Compliance', 'Status') === null ? 'intrusion_detection' : 'configuration',
    'event.kind': text('Compliance', 'Status') === null ? 'alert' : 'state',
    'event.type': 'info',
    'event.outcome': outcome === 'detected' || outcome === 'unknown' ? 'unknown' : 'failure',
    'event.provider': text('ProductName') ?? text('ProductArn')?.split('/').slice(-2).join('/'),
    'event.id': text('Id'),
    'event.reason': text('Description'),
    'event.severity': text('Severity', 'Label'),
    'event.original': text('Title'),
    'rule.name': types[0]?.split('/').slice(2).join('/') || (text('Compliance', 'SecurityControlId') ?? types[0]),
    'rule.id': generator,
    'rule.category': types,
    'threat.tactic.name': types.flatMap((type) => tacticOf(type)),
    'threat.technique.id': attackTechniques([text('Description')]),
    'threat.software.name': asList(at(value, 'Malware')).flatMap((malware) => asTexts(at(malware, 'Name'))),
    'file.path': asList(at(value, 'Malware')).flatMap((malware) => asTexts(at(malware, 'Path'))),
  });
}

const LABELS = lookupTable<number>({ INFORMATIONAL: 0, LOW: 3, MEDIUM: 5, HIGH: 8, CRITICAL: 9 });

/** `TTPs/Initial Access/...`: the second word is a tactic of ATT&CK. */
function tacticOf(type: string): readonly string[] {
  const [kind, tactic] = type.split('/');
  return kind === 'TTPs' && tactic !== undefined ? [tactic.toLowerCase().replaceAll(' ', '-')] : [];
}

/** A finding detects; of a check only its result is known. */
function outcomeOf(value: unknown): { readonly outcome: Outcome; readonly original: string | null } {
  const status = asText(at(value, 'Compliance', 'Status'));
  if (status !== null) return { outcome: 'unknown', original: status };
  const actions = ['NetworkConnectionAction', 'DnsRequestAction', 'PortProbeAction'];
  const blocked =
    asText(productField(value, 'blocked')) === 'true' ||
    actions.some((name) => at(value, 'Action', name, 'Blocked') === true);
  return blocked ? { outcome: 'prevented', original: 'blocked: true' } : { outcome: 'detected', original: null };
}

function resourceFields(value: unknown): FoundFields {
  const account = asText(at(value, 'AwsAccountId'));
  const resources = asList(at(value, 'Resources'));
  const ids = resources.flatMap((resource) => asTexts(at(resource, 'Id')));
  const [container] = resourceDetails(value, 'Container');
  const id = containerIdentity(idOf(resources, 'Container') ?? '');
  const image = imageReference(asText(at(container, 'ImageName')) ?? '');
  const imageId = imageReference(asText(at(container, 'ImageId')) ?? '');
  const keys = resourceDetails(value, 'AwsIamAccessKey');
  return {
    'exhibit.layer': container === undefined ? 'cloud' : 'container',
    'exhibit.lane': workloadLane({ containerId: id }) ?? cloudLane('aws', account),
    'exhibit.target': ids,
    'cloud.provider': 'aws',
    'cloud.account.id': account,
    'cloud.region': asText(at(value, 'Region')) ?? resources.flatMap((each) => asTexts(at(each, 'Region')))[0],
    'cloud.instance.id': ids.flatMap((arn) => /:instance\/(m?i-[0-9a-z]+)$/.exec(arn)?.[1] ?? []),
    'orchestrator.cluster.name': resourceDetails(value, 'AwsEksCluster').flatMap((each) => asTexts(at(each, 'Name'))),
    'container.id': id,
    'container.name': asText(at(container, 'Name')),
    'container.image.name': image.name ?? imageId.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': imageId.digest ?? image.digest,
    'container.runtime': asText(at(container, 'ContainerRuntime')),
    'exhibit.k8s.privileged': at(container, 'Privileged') === true ? asText(at(container, 'Name')) : null,
    'host.ip': resourceDetails(value, 'AwsEc2Instance').flatMap((each) => asTexts(at(each, 'IpV4Addresses'))),
    'user.name': keys.flatMap((key) => asTexts(at(key, 'PrincipalName') ?? at(key, 'UserName'))),
    'user.id': keys.flatMap((key) => asTexts(at(key, 'PrincipalId'))),
    'aws.cloudtrail.access_key_id': keys.flatMap((key) => asTexts(at(key, 'AccessKeyId'))),
  };
}

function idOf(resources: readonly unknown[], type: string): string | null {
  const resource = resources.find((each) => asText(at(each, 'Type')) === type);
  return asText(at(resource, 'Id'));
}

/** `Network`, `Action`, or what GuardDuty flattened into its product fields. An outgoing connection leads to the remote end. */
function networkFields(value: unknown): FoundFields {
  const action = (name: string) =>
    productField(value, `networkConnectionAction/${name}`) ??
    productField(value, `awsApiCallAction/${name}`) ??
    statedAction(value, name);
  const direction = asText(action('connectionDirection')) ?? asText(at(value, 'Network', 'Direction'));
  const outbound = /^OUT/i.test(direction ?? '');
  const remote = ipAddress(action('remoteIpDetails/ipAddressV4'));
  const local = ipAddress(action('localIpDetails/ipAddressV4'));
  const [remotePort, localPort] = [
    portNumber(action('remotePortDetails/port')),
    portNumber(action('localPortDetails/port')),
  ];
  const network = (name: string) => at(value, 'Network', name);
  const protocol = asText(action('protocol')) ?? asText(network('Protocol'));
  const asked =
    asText(productField(value, 'dnsRequestAction/domain')) ?? asText(at(value, 'Action', 'DnsRequestAction', 'Domain'));
  return {
    'source.ip': (outbound ? local : remote) ?? ipAddress(network('SourceIpV4')) ?? ipAddress(network('SourceIpV6')),
    'source.port': (outbound ? localPort : remotePort) ?? portNumber(network('SourcePort')),
    'destination.ip':
      (outbound ? remote : local) ?? ipAddress(network('DestinationIpV4')) ?? ipAddress(network('DestinationIpV6')),
    'destination.port': (outbound ? remotePort : localPort) ?? portNumber(network('DestinationPort')),
    'destination.domain': asText(network('DestinationDomain')),
    'network.transport': protocol?.toLowerCase(),
    'network.direction': direction === null ? null : outbound ? 'egress' : 'ingress',
    'dns.question.name': asked === null ? null : domainName(asked),
    'user_agent.original': asText(productField(value, 'userAgent/fullUserAgent')),
    'cloud.service.name': asText(productField(value, 'awsApiCallAction/serviceName')),
  };
}

/** What the finding's `Action` says under a path as GuardDuty flattens it: `remoteIpDetails/ipAddressV4`; a probe tells of its first port. */
function statedAction(value: unknown, path: string): unknown {
  const keys = path.split('/').map((key) => key.charAt(0).toUpperCase() + key.slice(1));
  const [probe] = asList(at(value, 'Action', 'PortProbeAction', 'PortProbeDetails'));
  return (
    at(value, 'Action', 'NetworkConnectionAction', ...keys) ??
    at(value, 'Action', 'AwsApiCallAction', ...keys) ??
    at(probe, ...keys)
  );
}

function vulnerabilityFields(value: unknown): FoundFields {
  const found = asList(at(value, 'Vulnerabilities'));
  const packages = found.flatMap((each) => asList(at(each, 'VulnerablePackages')));
  return {
    'vulnerability.id': found.flatMap((each) => asTexts(at(each, 'Id'))),
    'package.name': packages.flatMap((each) => asTexts(at(each, 'Name'))),
    'package.version': packages.flatMap((each) => asTexts(at(each, 'Version'))),
    'exhibit.package.fixed': packages.flatMap((each) => asTexts(at(each, 'FixedInVersion'))),
  };
}

function processFields(value: unknown): FoundFields {
  const process = (name: string) => at(value, 'Process', name);
  return {
    'process.name': asText(process('Name')),
    'process.executable': asText(process('Path')),
    'process.pid': asWhole(process('Pid')),
    'process.parent.pid': asWhole(process('ParentPid')),
    'process.start': asText(process('LaunchedAt')),
  };
}
