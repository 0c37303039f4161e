import type { Outcome } from '../../model/event.js';
import { isIpAddress } from '../../model/address.js';
import { asWhole } from '../../model/json.js';
import { clusterLane, cloudLane } from '../../model/lane.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { Facts } from './facts.js';

/** What an alert of a plugin source adds to, or says instead of, the fields of system calls. */
export interface PluginView {
  readonly fields: FoundFields;
  readonly action: string | null;
  readonly outcome: Outcome;
}

/** Alerts over Kubernetes audit events. A refusal stays one; that the request was answered is no more than detected. */
export function auditPlugin(facts: Facts, cluster: string | null): PluginView {
  const code = asWhole(facts.text('ka.response.code'));
  const namespace = facts.text('ka.target.namespace');
  const name = facts.text('ka.target.name');
  const resource = facts.text('ka.target.resource');
  const kind = [resource, facts.text('ka.target.subresource')].filter((word) => word !== null).join('/');
  const command = facts.text('ka.uri.param[command]');
  const ips = facts.text('ka.sourceips')?.split(',') ?? [];
  const peer = ips.at(-1)?.trim() ?? null;
  return {
    action: [facts.text('ka.verb'), kind || null].filter((word) => word !== null).join(' ') || null,
    outcome: code === 401 || code === 403 ? 'denied' : 'detected',
    fields: {
      'exhibit.layer': 'cluster',
      'exhibit.lane': clusterLane({ cluster, namespace, pod: resource === 'pods' ? name : null }),
      'exhibit.outcome.original': code === null ? null : String(code),
      'exhibit.act': facts.text('ka.auditid'),
      'exhibit.stage': facts.text('ka.stage'),
      'event.category': ['api'],
      'event.outcome': code === null ? 'unknown' : code < 400 ? 'success' : 'failure',
      'user.name': facts.text('ka.user.name'),
      'user.group.name': facts.text('ka.user.groups')?.split(','),
      'user.effective.name': facts.text('ka.impuser.name'),
      'user_agent.original': facts.text('ka.useragent'),
      'source.ip': peer !== null && isIpAddress(peer) ? peer : null,
      'network.forwarded_ip': ips.slice(0, -1).map((ip) => ip.trim()),
      'http.response.status_code': code,
      'url.original': facts.text('ka.uri'),
      'orchestrator.cluster.name': cluster,
      'orchestrator.namespace': namespace,
      'orchestrator.resource.type': resource,
      'orchestrator.resource.name': name,
      'process.command_line': command,
    },
  };
}

/** Alerts over cloud audit logs: AWS CloudTrail (`ct.*`) and Google Cloud (`gcp.*`). */
export function cloudPlugin(facts: Facts, provider: 'aws' | 'gcp'): PluginView {
  const account = facts.text('ct.user.accountid', 'gcp.projectId');
  const error = facts.text('ct.error');
  const address = facts.text('ct.srcip', 'gcp.callerIP');
  const service = facts.text('ct.src', 'gcp.serviceName');
  const refused = error !== null && /AccessDenied|Unauthorized/i.test(error);
  return {
    action: facts.text('ct.name', 'gcp.methodName'),
    outcome: refused ? 'denied' : 'detected',
    fields: {
      'exhibit.layer': 'cloud',
      'exhibit.lane': cloudLane(provider, account),
      'exhibit.outcome.original': error,
      'event.category': ['api'],
      'event.outcome': error === null ? 'unknown' : 'failure',
      'event.reason': facts.text('ct.errormessage'),
      'aws.cloudtrail.error_code': error,
      'user.name': facts.text('ct.user', 'gcp.user'),
      'user.id': facts.text('ct.user.arn', 'ct.user.principalid'),
      'source.ip': address !== null && isIpAddress(address) ? address : null,
      'source.address': address !== null && !isIpAddress(address) ? address : null,
      'user_agent.original': facts.text('ct.useragent', 'gcp.userAgent'),
      'cloud.provider': provider,
      'cloud.account.id': account,
      'cloud.region': facts.text('ct.region', 'gcp.location'),
      'cloud.service.name': service,
      'exhibit.target': facts.text('ct.request.bucket', 's3.bucket', 'gcp.storage.bucket', 'gcp.resourceName'),
    },
  };
}
