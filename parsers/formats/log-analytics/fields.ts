import { lookupTable } from '../../model/lookup-table.js';
import { isIpAddress } from '../../model/address.js';
import { containerIdentity } from '../../model/container-identity.js';
import type { Outcome } from '../../model/event.js';
import { imageReference } from '../../model/image-reference.js';
import { asTexts, asWhole, firstText } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { cloudLane, clusterLane, workloadLane } from '../../model/lane.js';
import { messageFields } from '../../model/program-message.js';
import type { FoundFields } from '../../model/stated-fields.js';
import { auditdFields } from './auditd-message.js';

/** What a row says in the columns of Sentinel's tables. Source: Azure Monitor documentation "Table reference". */
export function rowFields(row: JsonObject): readonly FoundFields[] {
  const text = (...names: string[]): string | null => firstText(row, ...names);
  const host = text('Computer', 'HostName', 'DeviceName', 'DvcHostname', 'CompromisedEntity');
  const program = text('ProcessName');
  const type = text('Type');
  const result = text('DeviceAction', 'ActivityStatusValue', 'ResultType', 'ActivityStatus');
  const container = containerFields(row, host);
  const cloud = text('EventSource') !== null && text('EventName') !== null ? awsFields(row) : null;
  const common: FoundFields = {
    'exhibit.layer': 'host',
    'exhibit.lane': workloadLane({ host }),
    'exhibit.outcome': outcomeOf(result, type),
    'exhibit.outcome.original': result,
    'exhibit.severity': SEVERITIES[text('SeverityLevel', 'AlertSeverity', 'LogSeverity')?.toLowerCase() ?? ''] ?? null,
    'event.action':
      text('DeviceAction', 'OperationNameValue', 'OperationName', 'ActionType', 'AlertName', 'Activity') ??
      (text('ObjectKind') === null ? null : text('Reason')) ??
      text('Type') ??
      'row',
    'event.kind': text('AlertName') === null ? 'event' : 'alert',
    'event.outcome':
      ECS_OUTCOMES[result === null || text('DeviceAction') !== null ? 'unknown' : outcomeOf(result, type)],
    'event.provider': text('Type', 'ProviderName', 'SourceSystem'),
    'event.code': text('EventID', 'DeviceEventClassID'),
    'event.id': text('_ItemId', 'SystemAlertId', 'mssg_id', 'CorrelationId'),
    'event.severity': text('SeverityLevel', 'AlertSeverity', 'LogSeverity'),
    'event.reason': text('Reason', 'ResultDescription'),
    'observer.vendor': text('DeviceVendor'),
    'observer.product': text('DeviceProduct', 'ProductName'),
    'observer.version': text('DeviceVersion'),
    'rule.name': text('AlertName', 'Activity'),
    'rule.description': text('Description'),
    'threat.tactic.name': split(text('Tactics')),
    'threat.technique.id': asTexts(text('Techniques')?.match(/T\d{4}(?:\.\d{3})?/g) ?? []),
    'host.name': host,
    'host.ip': ip(text('HostIP', 'ComputerIP')),
    'log.syslog.facility.name': text('Facility'),
    'log.syslog.severity.name': text('SeverityLevel'),
    'log.syslog.appname': text('SyslogMessage') === null ? null : program,
    'user.name': text(
      'Caller',
      'SourceUserName',
      'AccountName',
      'Account',
      'UserPrincipalName',
      'CreatedProcessAccountName',
      'SubjectUserName',
    ),
    'user.domain': text('AccountDomain', 'SourceNTDomain', 'CreatedProcessAccountDomainName'),
    'user.target.name': text('DestinationUserName', 'TargetUserName'),
    'user.id': text('SourceUserID', 'AccountSid', 'CreatedProcessAccountSid'),
    'source.ip': ip(text('SourceIP', 'CallerIpAddress', 'IPAddress', 'LocalIP')),
    'source.port': asWhole(text('SourcePort', 'LocalPort')),
    'source.domain': text('SourceHostName'),
    'destination.ip': ip(text('DestinationIP', 'RemoteIP')),
    'destination.port': asWhole(text('DestinationPort', 'RemotePort')),
    'destination.domain': text('DestinationHostName'),
    'network.transport': text('Protocol')?.toLowerCase(),
    'process.name': name(text('ProcessName', 'CreatedProcessName', 'NewProcessName', 'SourceProcessName')),
    'process.executable': path(text('NewProcessName', 'FolderPath', 'CreatedProcessFilePath', 'ProcessName')),
    'process.command_line': text('ProcessCommandLine', 'CommandLine', 'CreatedProcessCommandLine'),
    'process.pid': asWhole(text('ProcessID', 'ProcessId', 'CreatedProcessId')),
    'process.hash.sha256': text('SHA256'),
    'process.parent.name': name(text('InitiatingProcessFileName', 'ParentProcessName')),
    'process.parent.command_line': text('InitiatingProcessCommandLine'),
    'process.parent.pid': asWhole(text('InitiatingProcessId')),
    'file.path': text('FilePath'),
    'file.name': text('FileName'),
    'file.hash.sha256': sha256(text('FileHash')),
    'url.original': text('RequestURL', 'Url'),
    'http.request.method': text('RequestMethod'),
    'user_agent.original': text('RequestClientApplication', 'UserAgent'),
    'cloud.account.id': text('SubscriptionId', '_SubscriptionId'),
    'exhibit.target': text('_ResourceId', 'ResourceId', 'Resource'),
  };
  const said = program === null ? [] : messageFields(program, text('SyslogMessage') ?? '', host);
  const auditd = auditdFields(text('AuditdMessage'));
  return [common, container, ...said, auditd, cloud].filter((fields) => fields !== null);
}

/** ContainerLogV2, ContainerLog, KubePodInventory, KubeEvents. */
function containerFields(row: JsonObject, host: string | null): FoundFields | null {
  const text = (...names: string[]): string | null => firstText(row, ...names);
  const id = containerIdentity(text('ContainerId', 'ContainerID') ?? '');
  const kind = text('ObjectKind');
  const pod = text('PodName') ?? (kind === 'Pod' ? text('Name') : null);
  if (id === null && pod === null) return kind === null ? null : objectFields(row, kind);
  const image = imageReference(text('Image', 'ContainerImage') ?? '');
  const cluster = text('ClusterName') ?? text('ClusterId', '_ResourceId')?.split('/').at(-1) ?? null;
  const namespace = text('PodNamespace', 'Namespace');
  return {
    'exhibit.layer': 'container',
    'exhibit.lane': workloadLane({ cluster, namespace, pod, containerId: id, host }),
    'container.id': id,
    'container.name': text('ContainerName') ?? (kind === null ? text('Name') : null),
    'container.image.name': image.name,
    'container.image.tag': text('ImageTag') ?? image.tag,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': pod === null ? null : 'pods',
    'orchestrator.resource.name': pod,
  };
}

/** KubeEvents about objects that are no pods. */
function objectFields(row: JsonObject, kind: string): FoundFields {
  const text = (...names: string[]): string | null => firstText(row, ...names);
  const cluster = text('ClusterName') ?? text('ClusterId', '_ResourceId')?.split('/').at(-1) ?? null;
  const namespace = text('Namespace');
  return {
    'exhibit.layer': 'cluster',
    'exhibit.lane': clusterLane({ cluster, namespace, pod: null }),
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.type': kind.toLowerCase(),
    'orchestrator.resource.name': text('Name'),
  };
}

/** AWSCloudTrail: the columns of the connector. */
function awsFields(row: JsonObject): FoundFields {
  const text = (...names: string[]): string | null => firstText(row, ...names);
  const error = text('ErrorCode');
  const account = text('RecipientAccountId', 'UserIdentityAccountId');
  return {
    'exhibit.layer': 'cloud',
    'exhibit.lane': cloudLane('aws', account),
    'exhibit.outcome': error === null ? 'allowed' : /denied|unauthorized/i.test(error) ? 'denied' : 'failed',
    'exhibit.outcome.original': error,
    'event.action': text('EventName'),
    'event.provider': text('EventSource'),
    'event.id': text('AwsEventId'),
    'event.outcome': error === null ? 'success' : 'failure',
    'event.reason': text('ErrorMessage'),
    'user.name': text('UserIdentityUserName', 'UserIdentityPrincipalid', 'UserIdentityArn'),
    'user.id': text('UserIdentityArn'),
    'source.ip': ip(text('SourceIpAddress')),
    'user_agent.original': text('UserAgent'),
    'cloud.provider': 'aws',
    'cloud.account.id': account,
    'cloud.region': text('AWSRegion'),
  };
}

const SEVERITIES = lookupTable<number>({
  emerg: 10,
  alert: 9,
  crit: 8,
  err: 7,
  high: 7,
  warning: 5,
  warn: 5,
  medium: 5,
  notice: 3,
  low: 3,
  info: 2,
  informational: 2,
  debug: 1,
  ...Object.fromEntries(Array.from({ length: 11 }, (_, severity) => [String(severity), severity])),
});

/** What the act came to, where the row states a result rather than the act of a device. */
const ECS_OUTCOMES: Readonly<Record<Outcome, string>> = {
  allowed: 'success',
  failed: 'failure',
  denied: 'failure',
  detected: 'unknown',
  prevented: 'unknown',
  killed: 'unknown',
  unknown: 'unknown',
};

function outcomeOf(word: string | null, type: string | null): Outcome {
  if (word === null) return 'unknown';
  // Sign-ins state a number: 0, or an error of Entra ID.
  if (/signin/i.test(type ?? '') && /^\d+$/.test(word)) return Number(word) === 0 ? 'allowed' : 'denied';
  if (/^(?:deny|denied|reject)/i.test(word)) return 'denied';
  if (/^(?:block|drop|prevent|quarantine)/i.test(word)) return 'prevented';
  if (/^(?:allow|permit|accept|succ)/i.test(word)) return 'allowed';
  return /^fail/i.test(word) ? 'failed' : 'unknown';
}

function split(text: string | null): readonly string[] {
  return (text ?? '')
    .replace(/[[\]"]/g, '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function ip(text: string | null): string | null {
  return text !== null && isIpAddress(text) ? text : null;
}

function name(text: string | null): string | null {
  return text?.replace(/^.*[\\/]/s, '') ?? null;
}

function path(text: string | null): string | null {
  return text !== null && /[\\/]/.test(text) ? text : null;
}

function sha256(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{64}$/i.test(text) ? text : null;
}
