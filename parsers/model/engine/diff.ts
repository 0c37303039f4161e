import type { NormalisedEvent } from '../event.js';
import { workloadLane } from '../lane.js';
import { statedFields } from '../stated-fields.js';
import { workloadOfPath } from '../workload-path.js';

/** ECS types of what became of a file. */
const TYPES = { added: 'creation', changed: 'change', deleted: 'deletion' } as const;

/**
 * A file that a container added, changed or deleted in its layer over the image. Engines tell no time, and of a folder
 * `changed` only says that something in it is.
 */
export function fileChange(kind: keyof typeof TYPES, path: string, memberPath: string): NormalisedEvent {
  const containerId = workloadOfPath(memberPath)?.containerId ?? null;
  return {
    time: null,
    fields: statedFields({
      'exhibit.layer': 'container',
      'exhibit.outcome': 'unknown',
      'exhibit.lane': workloadLane({ containerId }),
      'event.kind': 'state',
      'event.category': 'file',
      'event.type': TYPES[kind],
      'event.action': `file ${kind}`,
      'container.id': containerId,
      'file.path': path,
    }),
    message: `${path} was ${kind} in the container's layer; nothing says when`,
  };
}
