import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format, Probe, RecordInput, Verdict } from '../../model/format.js';
import type { ParsedRecord } from '../../model/event.js';
import { dockerPayloads, readDockerEvent } from './parse.js';
import { isTextLine, readTextLine } from './text-line.js';

/** `docker events`. Specification: Docker Engine API, "Monitor events"; docker/cli `cli/command/system/events.go`. */
export const dockerEvents: Format = {
  id: 'docker-events',
  title: 'docker events, as JSON and as text',
  parserVersion: 'docker-events/2',
  status: 'real data',
  rulesOnly: false,
  owns: dockerPayloads.isOwn,
  detect,
  parse,
};

function detect(probe: Probe): Verdict {
  const [first] = probe.samples.filter(({ framing }) => framing.kind === 'lines');
  if (first === undefined || !isTextLine(first.value)) return detectPayloads(probe, dockerPayloads);
  const reason = 'Its lines are time, kind, action, id and attributes in brackets, as docker events prints them.';
  return { claim: true, framing: first.framing, reason };
}

function parse(record: RecordInput): ParsedRecord {
  const event = typeof record.value === 'string' ? readTextLine(record.value) : null;
  return event === null ? parsePayloads(record, dockerPayloads) : { kind: 'events', ...readDockerEvent(event) };
}
