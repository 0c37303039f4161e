import type { ParsedRecord } from '../../model/event.js';
import type { Format, Probe, ProbeSample, RecordInput, Verdict } from '../../model/format.js';
import { asObject } from '../../model/json.js';
import { logEntry, logLineEvent } from '../../model/log-line.js';
import { shipperFields } from './fields.js';

export const containerLogJson: Format = {
  id: 'container-log-json',
  title: "Container logs of Docker's json-file driver",
  parserVersion: 'container-log-json/2',
  status: 'real data',
  rulesOnly: false,
  turn: 'envelope',
  detect,
  parse,
};

function detect({ samples }: Probe): Verdict {
  const own = samples.filter(isEntry);
  const [first] = own;
  if (first === undefined) return { claim: false, reason: 'No record has log, stream and time.' };
  // A shipper that took the line feeds off left nothing by which split lines could be told.
  const isWhole = own.some(({ value }) => logEntry(value)?.log.endsWith('\n'));
  return {
    claim: true,
    framing: isWhole ? { kind: 'groups', group: 'docker-log' } : first.framing,
    reason: `${own.length} of the first ${samples.length} records have log, stream and time, as Docker's json-file driver writes them.`,
  };
}

function isEntry({ value, framing }: ProbeSample): boolean {
  return !isCri(framing) && isOwn(value) && logEntry(value)?.time !== undefined;
}

function isCri(framing: ProbeSample['framing']): boolean {
  return framing.kind === 'groups' && framing.group === 'cri-log';
}

function isOwn(value: unknown): boolean {
  const entry = logEntry(value);
  return entry !== null && (entry.stream === 'stdout' || entry.stream === 'stderr');
}

function parse(record: RecordInput): ParsedRecord {
  const entry = logEntry(record.value);
  if (entry === null || !isOwn(record.value) || isCri(record.context.framing))
    return { kind: 'rejected', code: 'wrong-shape', reason: 'No entry of a container log: log and stream.' };
  return logLineEvent(entry, record, shipperFields(asObject(record.value) ?? {}));
}
