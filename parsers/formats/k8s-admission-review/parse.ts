import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Envelope, Payload } from '../../carriers/unwrap.js';
import type { Outcome } from '../../model/event.js';
import type { EventFields } from '../../model/fields.js';
import { asText, asTexts, at } from '../../model/json.js';
import { objectFields } from '../../model/kubernetes-object.js';
import { clusterLane } from '../../model/lane.js';
import { statedFields } from '../../model/stated-fields.js';
import { parseTime } from '../../time/parse.js';
import { isAdmissionReview, readAdmissionReview } from './schema.js';
import type { AdmissionRequest } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

export const admissionReviews: PayloadFormat = {
  what: 'admission review',
  known: 'kind AdmissionReview with its request',
  isOwn: isAdmissionReview,
  read,
};

function read({ value, envelope }: Payload): ReadPayload {
  const request = readAdmissionReview(value);
  const time = parseTime(request.received, { zoneless: 'utc' });
  const fields = reviewFields(request, envelope);
  const written = asText(request.received);
  return {
    events: [{ time, fields, message: sentence(request, fields) }],
    problems:
      written !== null && time === null
        ? [{ code: 'bad-time', reason: `The time "${written.slice(0, 80)}" cannot be read; the review is undated.` }]
        : [],
  };
}

const TYPES = lookupTable<string>({
  CREATE: 'creation',
  UPDATE: 'change',
  DELETE: 'deletion',
  CONNECT: 'access',
});
const IDENTITY = /^(?:cluster)?role(?:binding)?s$|^serviceaccounts$|^certificatesigningrequests$/;

/** A review asks; only where the logger keeps the webhook's answer is the outcome known. */
function outcomeOf({ allowed }: AdmissionRequest): Outcome {
  if (allowed === null) return 'unknown';
  return allowed ? 'allowed' : 'denied';
}

function reviewFields(request: AdmissionRequest, { cluster }: Envelope): EventFields {
  const { operation, resource, subresource, object } = request;
  const outcome = outcomeOf(request);
  const body = object ?? request.oldObject;
  const name = request.name ?? asText(at(body, 'metadata', 'name'));
  const connects = operation === 'CONNECT';
  const command = connects ? asTexts(at(object, 'command')) : [];
  const kind = [resource, subresource].filter((word) => word !== null).join('/');
  const extra = (key: string) => asTexts(at(request.extra, `authentication.kubernetes.io/${key}`));
  const category = resource !== null && IDENTITY.test(resource) ? 'iam' : connects ? 'session' : 'configuration';
  return statedFields(...objectFields(object), {
    'exhibit.layer': 'cluster',
    'exhibit.lane': clusterLane({ cluster, namespace: request.namespace, pod: resource === 'pods' ? name : null }),
    'exhibit.outcome': outcome,
    'exhibit.outcome.original': request.dryRun ? 'dry run' : request.answer,
    'exhibit.act': request.uid,
    'event.action': [operation?.toLowerCase(), kind].filter(Boolean).join(' '),
    'event.category': ['api', category],
    'event.kind': 'event',
    'event.type': [TYPES[operation ?? ''] ?? 'info', ...(outcome === 'unknown' ? [] : [outcome])],
    'event.outcome': outcome === 'unknown' ? 'unknown' : outcome === 'allowed' ? 'success' : 'failure',
    'event.provider': 'admission',
    'event.id': request.uid,
    'event.reason': request.answer,
    'user.name': request.userName,
    'user.id': request.userUid,
    'user.group.name': request.groups,
    'orchestrator.cluster.name': cluster,
    'orchestrator.namespace': request.namespace,
    'orchestrator.resource.type': resource,
    'orchestrator.resource.name': name,
    'orchestrator.resource.id': asText(at(body, 'metadata', 'uid')),
    'orchestrator.api_version': [request.group, request.version]
      .filter((word) => word !== null && word !== '')
      .join('/'),
    'container.name': connects ? asText(at(object, 'container')) : null,
    'process.args': command,
    'process.command_line': command.join(' '),
    'exhibit.actor.pod': extra('pod-name'),
    'exhibit.actor.node': extra('node-name'),
    'exhibit.actor.credential': extra('credential-id'),
    'host.name': /^system:node:(.+)$/.exec(request.userName ?? '')?.[1],
  });
}

/** `system:admin asked to create pods web-1 in namespace shop: unknown.` */
function sentence(request: AdmissionRequest, fields: EventFields): string {
  const name = fields['orchestrator.resource.name'];
  const where = request.namespace === null ? '' : ` in namespace ${request.namespace}`;
  const ran = fields['process.command_line'] === undefined ? '' : `, command ${String(fields['process.command_line'])}`;
  const dry = request.dryRun ? ' (dry run: nothing is stored)' : '';
  const answer = request.allowed === null ? 'no answer in this record' : outcomeOf(request);
  const words = request.answer === null ? '' : ` (${request.answer})`;
  return `${request.userName ?? 'An identity not stated'} asked to ${String(fields['event.action'])}${name === undefined ? '' : ` ${String(name)}`}${where}${ran}${dry}: ${answer}${words}.`;
}
