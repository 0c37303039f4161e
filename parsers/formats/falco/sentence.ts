import type { EventFields } from '../../model/fields.js';
import type { FalcoAlert } from './schema.js';

/** `Falco rule "Terminal shell in container" matched: sh -c uptime by root in default/alpine.` */
export function sentence(alert: FalcoAlert, fields: EventFields): string {
  if (alert.source === 'internal' || alert.rule?.startsWith('Falco internal') === true)
    return `Falco on itself: ${alert.output ?? alert.rule ?? ''}`;
  const rule = alert.rule === null ? 'A Falco rule not named here matched' : `Falco rule "${alert.rule}" matched`;
  const act = fields['process.command_line'] ?? fields['process.name'] ?? fields['event.action'];
  const user = fields['user.name'];
  const pod = [fields['orchestrator.namespace'], fields['orchestrator.resource.name']].filter(
    (word) => word !== undefined,
  );
  const place =
    pod.length > 0 ? pod.join('/') : (fields['container.name'] ?? fields['container.id'] ?? fields['host.name']);
  const by = user === undefined ? '' : ` by ${one(user)}`;
  const where = place === undefined ? '' : ` in ${one(place)}`;
  const what = act === undefined || act === alert.rule ? '' : ` ${one(act)}`;
  const details = `${what}${by}${where}`;
  return details === '' ? `${rule}.` : `${rule}:${details}.`;
}

function one(value: string | number | readonly string[]): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}
