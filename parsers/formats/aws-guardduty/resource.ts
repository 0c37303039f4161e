import { containerIdentity } from '../../model/container-identity.js';
import { imageReference } from '../../model/image-reference.js';
import { cloudLane, functionLane, workloadLane } from '../../model/lane.js';
import type { FoundFields } from '../../model/stated-fields.js';
import { findingAt } from './schema.js';
import type { Finding } from './schema.js';

/** What the finding is about: workload, container, instance, function, key, bucket. */
export function resourceFields(finding: Finding): readonly FoundFields[] {
  return [cloudFields(finding), clusterFields(finding), containerFields(finding), identityFields(finding)];
}

function cloudFields(finding: Finding): FoundFields {
  const resource = (...path: string[]) => finding.text('resource', ...path);
  const account = finding.text('accountId');
  const buckets = finding
    .list('resource', 's3BucketDetails')
    .map((bucket) => bucket.text('arn') ?? bucket.text('name'));
  const named = [
    resource('eksClusterDetails', 'arn'),
    resource('ecsClusterDetails', 'taskDetails', 'arn') ?? resource('ecsClusterDetails', 'arn'),
    resource('lambdaDetails', 'functionArn') ?? resource('lambdaDetails', 'functionName'),
    resource('rdsDbInstanceDetails', 'dbInstanceArn') ?? resource('rdsDbInstanceDetails', 'dbInstanceIdentifier'),
    ...buckets,
  ];
  return {
    'exhibit.layer': layerOf(finding),
    'exhibit.lane': laneOf(finding, account),
    'exhibit.target': named.filter((name) => name !== null),
    'cloud.provider': 'aws',
    'cloud.account.id': account,
    'cloud.region': finding.text('region'),
    'cloud.availability_zone': resource('instanceDetails', 'availabilityZone'),
    'cloud.instance.id': resource('instanceDetails', 'instanceId'),
    'faas.name': resource('lambdaDetails', 'functionName'),
    'host.ip': finding
      .list('resource', 'instanceDetails', 'networkInterfaces')
      .flatMap((each) => [...each.texts('privateIpAddress'), ...each.texts('publicIp')]),
  };
}

function layerOf(finding: Finding): string {
  if (containersOf(finding).length > 0 || podOf(finding) !== null) return 'container';
  const type = finding.text('resource', 'resourceType') ?? '';
  if (type.endsWith('Cluster')) return 'cluster';
  if (type === 'Lambda') return 'function';
  return type === 'Instance' ? 'host' : 'cloud';
}

function laneOf(finding: Finding, account: string | null): string {
  const lambda = finding.text('resource', 'lambdaDetails', 'functionName');
  if (lambda !== null) return functionLane('aws', account, lambda);
  const place = {
    cluster: finding.text('resource', 'eksClusterDetails', 'name'),
    namespace: finding.text('resource', 'kubernetesDetails', 'kubernetesWorkloadDetails', 'namespace'),
    pod: podOf(finding),
    containerId: containersOf(finding).flatMap((container) => container.texts('id'))[0] ?? null,
  };
  return workloadLane(place) ?? cloudLane('aws', account);
}

/** The name of the workload, where it is a pod. */
function podOf(finding: Finding): string | null {
  const workload = (name: string) => finding.text('resource', 'kubernetesDetails', 'kubernetesWorkloadDetails', name);
  return /^pods?$/i.test(workload('type') ?? '') ? workload('name') : null;
}

function clusterFields(finding: Finding): FoundFields {
  const workload = ['resource', 'kubernetesDetails', 'kubernetesWorkloadDetails'];
  const text = (name: string) => finding.text(...workload, name);
  const call = (name: string) => finding.text('service', 'action', 'kubernetesApiCallAction', name);
  const shared = [
    ['network', 'hostNetwork'],
    ['pid', 'hostPID'],
    ['ipc', 'hostIPC'],
  ] as const;
  const cluster = finding.text('resource', 'ecsClusterDetails', 'name');
  return {
    'orchestrator.cluster.name': finding.text('resource', 'eksClusterDetails', 'name') ?? cluster,
    'orchestrator.namespace': text('namespace') ?? call('namespace'),
    'orchestrator.resource.type': text('type') ?? call('resource'),
    'orchestrator.resource.name': text('name') ?? call('resourceName'),
    'orchestrator.resource.id': text('uid'),
    'exhibit.k8s.host_namespaces': shared.filter(([, name]) => text(name) === 'true').map(([name]) => name),
    'exhibit.k8s.host_path': finding.list(...workload, 'volumes').flatMap((volume) => volume.texts('hostPath', 'path')),
    'exhibit.k8s.service_account': text('serviceAccountName'),
    'exhibit.k8s.privileged': containersOf(finding)
      .filter((container) => container.text('securityContext', 'privileged') === 'true')
      .map((container) => container.text('name') ?? '?'),
  };
}

function containersOf(finding: Finding): readonly Finding[] {
  const lone = finding.value('resource', 'containerDetails');
  return [
    ...(lone === undefined || lone === null ? [] : [findingAt(lone)]),
    ...finding.list('resource', 'kubernetesDetails', 'kubernetesWorkloadDetails', 'containers'),
    ...finding.list('resource', 'ecsClusterDetails', 'taskDetails', 'containers'),
  ];
}

function containerFields(finding: Finding): FoundFields {
  const containers = containersOf(finding);
  const images = containers.flatMap((container) => container.texts('image')).map(imageReference);
  const stated = (values: readonly (string | null)[]) => values.filter((value) => value !== null);
  return {
    'container.id': stated(containers.flatMap((container) => container.texts('id')).map(containerIdentity)),
    'container.name': containers.flatMap((container) => container.texts('name')),
    'container.image.name': stated(images.map(({ name }) => name)),
    'container.image.tag': stated(images.map(({ tag }) => tag)),
    'container.image.hash.all': stated(images.map(({ digest }) => digest)),
    'container.runtime': containers.flatMap((container) => container.texts('containerRuntime')),
  };
}

function identityFields(finding: Finding): FoundFields {
  const key = (name: string) => finding.text('resource', 'accessKeyDetails', name);
  const user = ['resource', 'kubernetesDetails', 'kubernetesUserDetails'];
  const cluster = finding.text(...user, 'username');
  return {
    'user.name': cluster ?? key('userName'),
    'user.id': finding.text(...user, 'uid') ?? key('principalId'),
    'user.group.name': finding.texts(...user, 'groups'),
    'user.effective.name': finding.text(...user, 'impersonatedUser', 'username'),
    'aws.cloudtrail.access_key_id': key('accessKeyId'),
  };
}
