import { parseTime } from '../time/parse.js';
import type { ParsedRecord, RecordProblem } from './event.js';
import type { FoundFields } from './stated-fields.js';
import type { RecordInput } from './format.js';
import { asObject, asText } from './json.js';
import { workloadLane } from './lane.js';
import { statedFields } from './stated-fields.js';
import { workloadOfPath } from './workload-path.js';

/** One line that a container wrote, as its runtime kept it. */
export interface LogEntry {
  /** RFC 3339: when the runtime read the line; what took logs out of their files may leave it out. */
  readonly time: unknown;
  readonly stream: string;
  readonly log: string;
  /** Its rest is not in the log. */
  readonly isPartial: boolean;
}

/** Reads `log`, `stream` and `time` of an entry; null where one of the first two is missing. */
export function logEntry(value: unknown): LogEntry | null {
  const entry = asObject(value);
  const log = entry?.['log'];
  const stream = entry?.['stream'];
  if (entry === null || typeof log !== 'string' || typeof stream !== 'string') return null;
  return { time: entry['time'], stream, log, isPartial: entry['partial'] === true };
}

/**
 * The event of a container's log line. Whose line it is only the path tells, by the naming of kubelet and runtimes, unless
 * `stated` says more. Runtimes write UTC.
 */
export function logLineEvent(entry: LogEntry, { context }: RecordInput, stated: FoundFields = {}): ParsedRecord {
  const time = parseTime(entry.time, { zoneless: 'utc' });
  const workload = workloadOfPath(context.path ?? '') ?? workloadOfPath(context.name);
  const found = statedFields(
    {
      'container.id': workload?.containerId,
      'container.name': workload?.container,
      'orchestrator.namespace': workload?.namespace,
      'orchestrator.resource.type': workload?.pod ? 'pods' : null,
      'orchestrator.resource.name': workload?.pod,
      'orchestrator.resource.id': workload?.podUid,
    },
    stated,
  );
  const named = (name: 'container.id' | 'orchestrator.namespace' | 'orchestrator.resource.name' | 'host.name') =>
    asText(found[name]);
  const fields = statedFields(found, {
    'exhibit.layer': 'container',
    'exhibit.outcome': 'unknown',
    'exhibit.lane': workloadLane({
      namespace: named('orchestrator.namespace'),
      pod: named('orchestrator.resource.name'),
      containerId: named('container.id'),
      host: named('host.name'),
    }),
    'event.kind': 'event',
    'event.category': 'process',
    'event.type': 'info',
    'event.action': entry.stream,
  });
  const problems: RecordProblem[] = [];
  if (time === null && asText(entry.time) !== null)
    problems.push({
      code: 'bad-time',
      reason: `The time "${String(asText(entry.time)).slice(0, 80)}" cannot be read; the line is kept without a time.`,
    });
  if (entry.isPartial)
    problems.push({
      code: 'truncated',
      reason: 'The runtime marked the line as partial and its rest does not follow.',
    });
  const message = entry.log.replace(/\r?\n$/, '') || 'An empty line.';
  const events = [{ time, fields, message }];
  return problems.length === 0 ? { kind: 'events', events } : { kind: 'events', events, problems };
}
