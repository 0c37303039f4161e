import type { AuditOutcome } from './outcome.js';
import type { AuditEvent } from './schema.js';

/** `system:admin, acting as bob, requested list pods in namespace default: denied (403 Forbidden).` */
export function sentence(event: AuditEvent, { outcome, original }: AuditOutcome, command: readonly string[]): string {
  const actor = event.user.name ?? 'An identity not stated';
  const as = event.impersonated === null ? '' : `, acting as ${event.impersonated.name ?? 'an identity not stated'},`;
  const ran = command.length === 0 ? '' : `, command ${command.join(' ')}`;
  const answer = outcome === 'unknown' ? 'no answer in this record' : outcome;
  const words = original === null || original === outcome ? '' : ` (${original})`;
  const cut = event.annotations['audit.k8s.io/truncated'] === 'true' ? ' Bodies were removed by the API server.' : '';
  return `${actor}${as} requested ${request(event)}${ran}: ${answer}${words}.${cut}`;
}

function request({ verb, requestUri, object }: AuditEvent): string {
  const act = verb ?? 'a verb not stated';
  if (object.resource === null) return `${act} ${requestUri?.split('?', 1)[0] ?? ''}`.trim();
  const kind = [object.resource, object.subresource].filter((word) => word !== null).join('/');
  const name = object.name === null ? '' : ` ${object.name}`;
  const where = object.namespace === null ? '' : ` in namespace ${object.namespace}`;
  return `${act} ${kind}${name}${where}`;
}
