import type { EventFields } from '../../model/fields.js';
import { asText } from '../../model/json.js';
import { argumentText } from './arguments.js';
import { actionOf } from './fields.js';
import type { TetragonEvent } from './schema.js';

/** `/usr/bin/curl www.google.com (pid 115153) started, in shop/web-1.` */
export function sentence(event: TetragonEvent, fields: EventFields): string {
  const { kind, body } = event;
  if (kind === 'rate_limit_info')
    return `Tetragon dropped ${asText(body['number_of_dropped_process_events']) ?? 'an unstated number of'} events, on ${event.nodeName ?? 'a node not stated'}.`;
  if (kind === 'process_throttle')
    return `Tetragon throttles events: ${asText(body['type']) ?? 'type not stated'} for cgroup ${asText(body['cgroup']) ?? 'not stated'}.`;
  const command = fields['process.command_line'] ?? 'A process not named';
  const pid = fields['process.pid'];
  const actor = `${String(command)}${pid === undefined ? '' : ` (pid ${String(pid)})`}`;
  const rule = fields['rule.name'] === undefined ? '' : ` [${String(fields['rule.name'])}]`;
  return `${actor} ${act(event, fields)}${result(fields)}${place(fields)}.${rule}`;
}

function act(event: TetragonEvent, fields: EventFields): string {
  const { kind, body } = event;
  const peer = `${String(fields['destination.ip'] ?? 'an address not stated')} port ${String(fields['destination.port'] ?? '?')}`;
  const domain = fields['destination.domain'] === undefined ? '' : ` (${String(fields['destination.domain'])})`;
  switch (kind) {
    case 'process_exec':
      return 'started';
    case 'process_exit': {
      const signal = asText(body['signal']);
      return signal === null ? `ended with status ${asText(body['status']) ?? '0'}` : `ended by signal ${signal}`;
    }
    case 'process_connect':
      return `connected to ${peer}${domain}`;
    case 'process_accept':
      return `accepted a connection, ${peer}`;
    case 'process_close':
      return `closed the connection to ${peer}${domain}`;
    case 'process_listen':
      return `listened on ${peer}`;
    case 'process_loader':
      return `loaded ${String(fields['file.path'] ?? 'a file not stated')}`;
    default: {
      const args = argumentText(event);
      return `called ${actionOf(event)}${args === '' ? '' : ` (${args})`}`;
    }
  }
}

function result(fields: EventFields): string {
  const outcome = fields['exhibit.outcome'];
  return outcome === 'detected' ? '' : `: ${String(outcome)} (${String(fields['exhibit.outcome.original'])})`;
}

function place(fields: EventFields): string {
  const pod = [fields['orchestrator.namespace'], fields['orchestrator.resource.name']].filter(
    (word) => word !== undefined,
  );
  if (pod.length > 0) return `, in ${pod.join('/')}`;
  if (fields['container.id'] !== undefined) return `, in container ${String(fields['container.id'])}`;
  return fields['host.name'] === undefined ? '' : `, on ${String(fields['host.name'])}`;
}
