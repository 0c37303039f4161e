import type { PayloadFormat, ReadPayload } from '../../carriers/payload-format.js';
import type { Payload } from '../../carriers/unwrap.js';
import type { EventFields } from '../../model/fields.js';
import { asText } from '../../model/json.js';
import { parseTime } from '../../time/parse.js';
import { kubeArmorFields } from './fields.js';
import { isKubeArmorEvent, readKubeArmorEvent } from './schema.js';
import type { KubeArmorEvent } from './schema.js';

export const kubeArmorPayloads: PayloadFormat = {
  what: 'KubeArmor event',
  known: 'Type, Operation and the place, as KubeArmor writes them',
  isOwn: isKubeArmorEvent,
  read,
};

function read({ value, envelope }: Payload): ReadPayload {
  const event = readKubeArmorEvent(value);
  const time = parseTime(event.updated, { zoneless: 'utc' }) ?? parseTime(event.timestamp);
  const fields = kubeArmorFields(event, envelope);
  const written = asText(event.updated);
  const unread = written !== null && parseTime(written, { zoneless: 'utc' }) === null;
  const rest = time === null ? 'the event is kept without a time' : `Timestamp (${time.text}) was taken`;
  return {
    events: [{ time, fields, message: sentence(event, fields) }],
    problems: unread
      ? [{ code: 'bad-time', reason: `The UpdatedTime "${written.slice(0, 80)}" cannot be read; ${rest}.` }]
      : [],
  };
}

/** `KubeArmor policy "block-pkg-mgmt": Process /usr/bin/apt update, in default/nginx-1: prevented (Block, Permission denied).` */
function sentence(event: KubeArmorEvent, fields: EventFields): string {
  const policy = fields['rule.name'];
  const rule = policy === undefined ? '' : ` policy "${String(policy)}"`;
  const by = event.operation === 'Process' ? fields['process.parent.executable'] : fields['process.command_line'];
  const what = event.resource ?? fields['event.action'];
  const actor = by === undefined ? '' : ` by ${String(by)}`;
  const pod = [fields['orchestrator.namespace'], fields['orchestrator.resource.name']].filter(Boolean).join('/');
  const place = pod === '' ? (fields['host.name'] ?? null) : pod;
  const where = place === null ? '' : `, in ${String(place)}`;
  const words = fields['exhibit.outcome.original'];
  const original = words === undefined ? '' : ` (${String(words)})`;
  return `KubeArmor${rule}: ${event.operation} ${String(what)}${actor}${where}: ${String(fields['exhibit.outcome'])}${original}.`;
}
