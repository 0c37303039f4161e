import type { AuditEvent } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

const TYPES = lookupTable<string>({
  create: 'creation',
  delete: 'deletion',
  deletecollection: 'deletion',
  update: 'change',
  patch: 'change',
  get: 'access',
  list: 'access',
  watch: 'access',
});

const IDENTITY_RESOURCES = new Set([
  'roles',
  'clusterroles',
  'rolebindings',
  'clusterrolebindings',
  'serviceaccounts',
  'certificatesigningrequests',
]);

const AUTHENTICATION_RESOURCES = new Set([
  'tokenreviews',
  'subjectaccessreviews',
  'selfsubjectaccessreviews',
  'selfsubjectrulesreviews',
]);

/** Subresources through which a client reaches into a running pod. */
const SESSION_SUBRESOURCES = new Set(['exec', 'attach', 'portforward', 'proxy']);

/** True where the request opens a session into a pod. */
export function opensSession(event: AuditEvent): boolean {
  return event.object.resource === 'pods' && SESSION_SUBRESOURCES.has(event.object.subresource ?? '');
}

/** ECS categories of a request. */
export function categories(event: AuditEvent): readonly string[] {
  const { resource } = event.object;
  const found = ['api'];
  if (resource === null) return found;
  // Not `process`: a session that was opened does not say that a command ran.
  if (opensSession(event)) found.push('session');
  if (IDENTITY_RESOURCES.has(resource)) found.push('iam');
  else if (AUTHENTICATION_RESOURCES.has(resource)) found.push('authentication');
  else if (!opensSession(event) && writes(event.verb)) found.push('configuration');
  return found;
}

/** ECS types of a request; whether it was allowed or denied is added by the caller. */
export function types(event: AuditEvent): readonly string[] {
  if (opensSession(event)) return ['access'];
  const type = TYPES[event.verb ?? ''];
  return [type ?? 'info'];
}

/** True for verbs that change something. */
export function writes(verb: string | null): boolean {
  return verb !== null && TYPES[verb] !== undefined && TYPES[verb] !== 'access';
}
