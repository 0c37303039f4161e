import type { EventFields } from './fields.js';

/** Start or end of what runs. */
export interface LifeEdge {
  readonly subject: 'pod' | 'container';
  readonly edge: 'start' | 'end';
}

const start = (subject: LifeEdge['subject']): LifeEdge => ({ subject, edge: 'start' });
const end = (subject: LifeEdge['subject']): LifeEdge => ({ subject, edge: 'end' });

/**
 * What proves that a pod or container began or ceased to be, by `event.action` of the formats: Kubernetes objects (`pod created`,
 * `container started`, `container terminated`), the audit log (`create pods`), Kubernetes events (`Started`, `Killing`), Tracee
 * (`container_create`), Falco (`container`, given when one starts), engines (`container start`, `start`, `die`, `died`, `remove`).
 * A format whose own words differ adds them here.
 */
const EDGES: ReadonlyMap<string, LifeEdge> = new Map([
  ['pod created', start('pod')],
  ['create pods', start('pod')],
  ['delete pods', end('pod')],
  ['container started', start('container')],
  ['container terminated', end('container')],
  ['Started', start('container')],
  ['Killing', end('container')],
  ['container_create', start('container')],
  ['container_remove', end('container')],
  ['container', start('container')],
  ['container start', start('container')],
  ['container die', end('container')],
  ['container died', end('container')],
  ['container stop', end('container')],
  ['container remove', end('container')],
  ['container destroy', end('container')],
  ['container restored', start('container')],
  ['start', start('container')],
  ['restore', start('container')],
  ['die', end('container')],
  ['died', end('container')],
  ['destroy', end('container')],
  ['remove', end('container')],
]);

/** Requests: only those that were answered with success had their effect. */
const REQUESTS: ReadonlySet<string> = new Set(['create pods', 'delete pods']);

/** What an action may prove; null where it speaks of no start or end. */
export function lifeEdge(action: string): LifeEdge | null {
  return EDGES.get(action) ?? null;
}

/** What an event proves; null where it proves neither start nor end. */
export function provenEdge(fields: EventFields): LifeEdge | null {
  const action = fields['event.action'];
  const edge = typeof action === 'string' ? lifeEdge(action) : null;
  if (edge === null || typeof action !== 'string') return null;
  if (REQUESTS.has(action)) return fields['event.outcome'] === 'success' ? edge : null;
  // A container by its own name or id, a pod as the object itself: `Started` of a job is neither.
  const names =
    edge.subject === 'pod'
      ? [fields['orchestrator.resource.name']]
      : [fields['container.id'], fields['container.name']];
  return names.some((name) => name !== undefined) ? edge : null;
}
