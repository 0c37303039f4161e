import type { AquaOutcome } from './outcome.js';
import type { AquaAuditEvent } from './schema.js';

/** `root: exec nc -e in shop/web-1 prevented (block) by control "Executables Blacklist" of policy "prod".` */
export function sentence(event: AquaAuditEvent, { outcome, original }: AquaOutcome): string {
  const actor = event.user ?? event.process;
  const act = [event.action ?? event.type ?? 'an act not named', event.command ?? event.resource]
    .filter((word) => word !== null)
    .join(' ');
  const answer = original === null ? outcome : `${outcome} (${original})`;
  const control = event.control === null ? '' : ` by control "${event.control}"`;
  const rule = event.rule === null ? '' : `${control === '' ? ' by' : ' of'} policy "${event.rule}"`;
  const reason = event.reason === null ? '' : ` ${event.reason}`;
  return `${actor === null ? '' : `${actor}: `}${act}${place(event)}: ${answer}${control}${rule}.${reason}`;
}

function place(event: AquaAuditEvent): string {
  if (event.pod !== null) return ` in ${event.namespace === null ? '' : `${event.namespace}/`}${event.pod}`;
  const container = event.container ?? event.containerId;
  if (container !== null) return ` in container ${container}`;
  if (event.host !== null) return ` on ${event.host}`;
  return event.image === null ? '' : ` of image ${event.image}`;
}
