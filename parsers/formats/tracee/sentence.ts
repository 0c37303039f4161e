import type { EventFields } from '../../model/fields.js';
import type { TraceeEvent } from './schema.js';

/** `bash (pid 12): security_file_open /etc/passwd, in shop/web-1.`; of a finding the signature comes first. */
export function sentence(event: TraceeEvent, fields: EventFields): string {
  const { finding } = event;
  const process = event.processName ?? fields['process.executable'] ?? 'a process not named';
  const pid = event.pid ?? event.vpid;
  const actor = `${one(process)}${pid === null ? '' : ` (pid ${pid})`}`;
  const place = where(event, fields);
  const early = fields['exhibit.container.started'] === 'false' ? ", before the container's own program began" : '';
  const failed = fields['exhibit.outcome'] === 'failed' ? ` failed (${one(fields['exhibit.outcome.original'])})` : '';
  if (finding === null) return `${actor}: ${event.name ?? 'event'}${target(fields)}${failed}${place}${early}.`;
  const name = `"${finding.name ?? finding.id ?? event.name ?? ''}"`;
  const id = finding.id === null || finding.id === finding.name ? '' : ` (${finding.id})`;
  const from = finding.from.length === 0 ? '' : `, derived from ${finding.from.join(', ')}`;
  return `Tracee signature ${name}${id} matched: ${actor}${target(fields)}${place}${from}${early}.`;
}

function target(fields: EventFields): string {
  const what =
    fields['process.command_line'] ??
    fields['dns.question.name'] ??
    fields['url.original'] ??
    fields['file.path'] ??
    peer(fields['destination.ip'] ?? fields['destination.domain'], fields['destination.port']);
  return what === undefined ? '' : ` ${one(what)}`;
}

function peer(address: EventFields['destination.ip'], port: EventFields['destination.port']): string | undefined {
  if (address === undefined) return undefined;
  return port === undefined ? `to ${one(address)}` : `to ${one(address)} port ${one(port)}`;
}

function where(event: TraceeEvent, fields: EventFields): string {
  if (event.pod !== null) return `, in ${event.namespace === null ? '' : `${event.namespace}/`}${event.pod}`;
  const container = fields['container.name'] ?? fields['container.id'];
  if (container !== undefined) return `, in container ${one(container)}`;
  return fields['host.name'] === undefined ? '' : `, on ${one(fields['host.name'])}`;
}

function one(value: string | number | readonly string[] | undefined): string {
  return typeof value === 'object' ? value.join(', ') : String(value ?? '');
}
