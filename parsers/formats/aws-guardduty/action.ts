import { domainName, ipAddress, isIpAddress, portNumber } from '../../model/address.js';
import type { Outcome } from '../../model/event.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { Finding } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

export interface FindingOutcome {
  readonly outcome: Outcome;
  readonly original: string | null;
}

/** GuardDuty detects. What it saw may have been blocked, or refused by whom it was asked of; then the finding says so. */
export function findingOutcome(finding: Finding): FindingOutcome {
  const action = (...path: string[]) => finding.text('service', 'action', ...path);
  const blocks = ['networkConnectionAction', 'dnsRequestAction', 'portProbeAction'];
  if (blocks.some((name) => action(name, 'blocked') === 'true'))
    return { outcome: 'prevented', original: 'blocked: true' };
  const code = finding.whole('service', 'action', 'kubernetesApiCallAction', 'statusCode');
  if (code === 401 || code === 403) return { outcome: 'denied', original: String(code) };
  const error = action('awsApiCallAction', 'errorCode');
  if (error !== null)
    return { outcome: /AccessDenied|Unauthorized/i.test(error) ? 'denied' : 'failed', original: error };
  return { outcome: 'detected', original: null };
}

/** What was done, with its network ends: one of the actions that GuardDuty tells apart. */
export function actionFields(finding: Finding): FoundFields {
  const action = (...path: string[]) => finding.text('service', 'action', ...path);
  const [api, verb] = [action('awsApiCallAction', 'api'), action('kubernetesApiCallAction', 'verb')];
  const asked = action('dnsRequestAction', 'domain');
  return {
    ...connectionFields(finding),
    'event.action': api ?? verb ?? action('actionType') ?? finding.text('type'),
    'event.category': categories(action('actionType'), finding),
    'cloud.service.name': action('awsApiCallAction', 'serviceName'),
    'aws.cloudtrail.error_code': action('awsApiCallAction', 'errorCode'),
    'http.response.status_code': finding.whole('service', 'action', 'kubernetesApiCallAction', 'statusCode'),
    'url.original': action('kubernetesApiCallAction', 'requestUri'),
    'user_agent.original':
      action('kubernetesApiCallAction', 'userAgent') ??
      action('awsApiCallAction', 'userAgent') ??
      finding.text('service', 'additionalInfo', 'userAgent', 'fullUserAgent'),
    'dns.question.name': asked === null ? null : domainName(asked),
  };
}

const CATEGORIES = lookupTable<string>({
  AWS_API_CALL: 'api',
  KUBERNETES_API_CALL: 'api',
  NETWORK_CONNECTION: 'network',
  DNS_REQUEST: 'network',
  PORT_PROBE: 'network',
  RDS_LOGIN_ATTEMPT: 'authentication',
});

function categories(type: string | null, finding: Finding): readonly string[] {
  const own = CATEGORIES[type ?? ''];
  const runs = finding.text('service', 'runtimeDetails', 'process', 'name') !== null;
  return ['intrusion_detection', ...(own === undefined ? [] : [own]), ...(runs ? ['process'] : [])];
}

/** An outgoing connection leads to the remote end; all other actions come from it. */
function connectionFields(finding: Finding): FoundFields {
  const action = (...path: string[]) => finding.value('service', 'action', ...path);
  const outbound = action('networkConnectionAction', 'connectionDirection') === 'OUTBOUND';
  const kinds = ['networkConnectionAction', 'awsApiCallAction', 'kubernetesApiCallAction', 'rdsLoginAttemptAction'];
  const probes = finding.list('service', 'action', 'portProbeAction', 'portProbeDetails');
  const remotes = kinds.flatMap((name) => addresses(finding, ['service', 'action', name, 'remoteIpDetails']));
  const remote = [...remotes, ...probes.flatMap((probe) => addresses(probe, ['remoteIpDetails']))];
  const callers = finding.texts('service', 'action', 'kubernetesApiCallAction', 'sourceIPs');
  const claimed = finding.texts('service', 'action', 'kubernetesApiCallAction', 'sourceIps');
  const local = addresses(finding, ['service', 'action', 'networkConnectionAction', 'localIpDetails']);
  const remotePort = portNumber(action('networkConnectionAction', 'remotePortDetails', 'port'));
  const localPort =
    portNumber(action('networkConnectionAction', 'localPortDetails', 'port')) ??
    portNumber(probes[0]?.value('localPortDetails', 'port'));
  const peers = remote.length > 0 ? remote : [...callers, ...claimed].filter(isIpAddress);
  const protocol = finding.text('service', 'action', 'networkConnectionAction', 'protocol');
  return {
    'source.ip': outbound ? local : peers,
    'source.port': outbound ? localPort : remotePort,
    'source.domain': finding.text('service', 'action', 'awsApiCallAction', 'domainDetails', 'domain'),
    'destination.ip': outbound ? peers : local,
    'destination.port': outbound ? remotePort : localPort,
    'network.direction': { INBOUND: 'ingress', OUTBOUND: 'egress' }[
      String(action('networkConnectionAction', 'connectionDirection'))
    ],
    'network.transport': (protocol ?? finding.text('service', 'action', 'dnsRequestAction', 'protocol'))?.toLowerCase(),
  };
}

function addresses(part: Finding, path: readonly string[]): readonly string[] {
  return [ipAddress(part.value(...path, 'ipAddressV4')), ipAddress(part.value(...path, 'ipAddressV6'))].filter(
    (address) => address !== null,
  );
}
