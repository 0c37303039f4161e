import { imageReference } from '../../model/image-reference.js';
import { asList, asObject, asText, asTexts, at } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { TrailRecord } from './schema.js';

/** Request parameters that name what is acted upon, over all services. */
const TARGETS = (
  'bucketName functionName roleArn roleName policyArn userName groupName groupId secretId clusterName cluster ' +
  'taskDefinition containerInstance task repositoryName trailName logGroupName snapshotId volumeId imageId keyId ' +
  'documentName modelId principalArn dBInstanceIdentifier stackName queueUrl'
).split(' ');

/** What a call acts on: resources and parameters by name, and what ties it to containers: images, clusters, tasks, instances. */
export function targetFields(record: TrailRecord): readonly FoundFields[] {
  const request = record.request ?? {};
  const named = TARGETS.flatMap((name) => asTexts(request[name]));
  const arns = record.resources.map((resource) =>
    asText(at(resource, 'ARN') ?? at(resource, 'arn') ?? at(resource, 'ResourceName')),
  );
  const instances = instanceIds(record);
  const own: FoundFields = {
    'exhibit.target': [...arns.filter((arn) => arn !== null), ...named, ...tasks(record), ...instances],
    'cloud.instance.id': instances,
    'user.target.id': asText(at(record.response, 'user', 'userId')),
    'user.target.name':
      record.eventSource === 'iam.amazonaws.com' ? asText(request['userName'] ?? request['roleName']) : null,
    'file.path': record.eventSource === 's3.amazonaws.com' ? asText(request['key']) : null,
    'process.command_line': asTexts(at(request, 'parameters', 'commands')),
  };
  return [own, clusterFields(record, request), imageFields(record, request)];
}

function instanceIds({ request, response }: TrailRecord): readonly string[] {
  const single = [request?.['instanceId'], request?.['instanceIds'], at(request, 'target')].flatMap((value) =>
    asTexts(value),
  );
  const sets = [at(request, 'instancesSet', 'items'), at(response, 'instancesSet', 'items')].flatMap((items) =>
    asList(items),
  );
  const found = [...single, ...sets.map((item) => asText(at(item, 'instanceId'))).filter((id) => id !== null)];
  return found.filter((id) => id.startsWith('i-') || id.startsWith('mi-'));
}

/** ECS names tasks and container instances in the answer of RunTask and StartTask. */
function tasks({ eventSource, response }: TrailRecord): readonly string[] {
  if (eventSource !== 'ecs.amazonaws.com') return [];
  const started = [...asList(response?.['tasks']), response?.['task']];
  return started.flatMap((task) =>
    [at(task, 'taskArn'), at(task, 'containerInstanceArn')].flatMap((arn) => asTexts(arn)),
  );
}

function clusterFields({ eventSource }: TrailRecord, request: JsonObject): FoundFields {
  if (eventSource !== 'eks.amazonaws.com' && eventSource !== 'ecs.amazonaws.com') return {};
  const stated = asText(
    request['clusterName'] ?? request['cluster'] ?? (eventSource === 'eks.amazonaws.com' ? request['name'] : undefined),
  );
  return { 'orchestrator.cluster.name': stated?.split('/').at(-1) };
}

/** ECR: repository, tag and digest; ECS: the images a task definition names. */
function imageFields({ eventSource, response }: TrailRecord, request: JsonObject): FoundFields {
  if (eventSource === 'ecr.amazonaws.com' || eventSource === 'ecr-public.amazonaws.com') {
    const ids = [...asList(request['imageIds']), request['imageId'], at(response, 'image', 'imageId')].map(
      (id) => asObject(id) ?? {},
    );
    return {
      'container.image.name': asText(request['repositoryName']),
      'container.image.tag': [...asTexts(request['imageTag']), ...ids.flatMap((id) => asTexts(id['imageTag']))],
      'container.image.hash.all': [
        ...asTexts(request['imageDigest']),
        ...ids.flatMap((id) => asTexts(id['imageDigest'])),
      ],
    };
  }
  if (eventSource !== 'ecs.amazonaws.com') return {};
  const containers = asList(request['containerDefinitions']);
  const images = containers.flatMap((container) => asTexts(at(container, 'image'))).map(imageReference);
  return {
    'container.name': containers.flatMap((container) => asTexts(at(container, 'name'))),
    'container.image.name': images.map(({ name }) => name).filter((name) => name !== null),
    'container.image.tag': images.map(({ tag }) => tag).filter((tag) => tag !== null),
    'container.image.hash.all': images.map(({ digest }) => digest).filter((digest) => digest !== null),
    'process.command_line': asTexts(at(asList(at(request, 'overrides', 'containerOverrides'))[0], 'command')).join(' '),
  };
}
