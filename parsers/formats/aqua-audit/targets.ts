import { addressAndPort, isIpAddress } from '../../model/address.js';
import { resourceOfKind } from '../../model/kubernetes-object.js';
import type { FoundFields } from '../../model/stated-fields.js';
import type { AquaAuditEvent } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

/** What was acted upon. `resource` is a path, a network end or a command, depending on the category. */
export function targetFields(event: AquaAuditEvent): FoundFields {
  const { resource, resourceDigest } = event;
  const end = resource === null ? null : networkEnd(resource);
  const isCommand = resource === event.command;
  const isNetwork = event.category?.toLowerCase() === 'network' || end !== null;
  const isPath = resource?.startsWith('/') === true && !/\s/.test(resource);
  const hash = resourceDigest?.replace(/^sha256:/, '') ?? '';
  return {
    'file.path': isPath ? resource : null,
    'file.hash.sha256': /^[0-9a-f]{64}$/i.test(hash) && isPath ? hash.toLowerCase() : null,
    'destination.ip': end?.address,
    'destination.port': end?.port,
    'destination.domain':
      isNetwork && end === null && /^[a-z0-9][a-z0-9.-]*\.[a-z]{2,}$/i.test(resource ?? '') ? resource : null,
    'exhibit.target': [
      isPath || isCommand || end !== null ? null : resource,
      isClusterObject(event) ? null : event.resourceName,
      event.secret,
    ].filter((word) => word !== null),
    'orchestrator.resource.type': isClusterObject(event) ? resourceOfKind(event.resourceType ?? '') : null,
    'orchestrator.resource.name': isClusterObject(event) ? event.resourceName : null,
  };
}

/** Assurance of Kubernetes objects names them by kind. */
function isClusterObject({ category, resourceType, pod }: AquaAuditEvent): boolean {
  return pod === null && resourceType !== null && category?.toLowerCase().startsWith('kubernetes') === true;
}

function networkEnd(resource: string): { readonly address: string; readonly port: number | null } | null {
  const end = addressAndPort(resource);
  if (end !== null) return end;
  return isIpAddress(resource) ? { address: resource, port: null } : null;
}

const CATEGORIES = lookupTable<string>({
  file: 'file',
  network: 'network',
  os: 'process',
  container: 'process',
  secret: 'iam',
  cve: 'vulnerability',
  image: 'configuration',
  host: 'host',
});

/** ECS category. */
export function categoryOf({ category, action, malware, command, process }: AquaAuditEvent): string {
  if (malware !== null) return 'malware';
  const act = action?.toLowerCase() ?? '';
  if (act === 'login' || act === 'logout') return 'authentication';
  if (act === 'scan') return 'vulnerability';
  if (act === 'exec') return 'process';
  const known = CATEGORIES[category?.toLowerCase() ?? ''];
  return known ?? (command === null && process === null ? 'configuration' : 'process');
}

const TYPES = lookupTable<string>({
  exec: 'start',
  start: 'start',
  login: 'start',
  stop: 'end',
  logout: 'end',
  create: 'creation',
  delete: 'deletion',
  remove: 'deletion',
  update: 'change',
  edit: 'change',
  open: 'access',
  read: 'access',
});

/** ECS type of the act. */
export function typeOf({ action }: AquaAuditEvent): string {
  return TYPES[action?.toLowerCase() ?? ''] ?? 'info';
}
