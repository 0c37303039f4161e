import type { EventFields } from '../../model/fields.js';
import type { TrailOutcome } from './outcome.js';
import type { TrailRecord } from './schema.js';

/** `christophe called GetPasswordData (ec2) on i-0abc in us-east-1: denied (Client.UnauthorizedOperation).` */
export function sentence(record: TrailRecord, fields: EventFields, { outcome, original }: TrailOutcome): string {
  const actor = fields['user.name'] ?? 'An identity not stated';
  const service = record.eventSource === null ? '' : ` (${serviceName(record.eventSource)})`;
  const target = fields['exhibit.target'];
  const first = typeof target === 'object' ? target[0] : target;
  const more = typeof target === 'object' && target.length > 1 ? ` and ${target.length - 1} more` : '';
  const on = first === undefined ? '' : ` on ${first}${more}`;
  const where = record.region === null ? '' : ` in ${record.region}`;
  const words = original === null ? '' : ` (${original})`;
  return `${String(actor)} called ${record.eventName ?? 'an operation not stated'}${service}${on}${where}: ${outcome}${words}.`;
}

/** `ec2` of `ec2.amazonaws.com`. */
export function serviceName(eventSource: string): string {
  return eventSource.replace(/\.amazonaws\.com(?:\.cn)?$/, '');
}
